namespace Fosse.Web.Public.Compare;

/// <summary>Names the words of the compare page; they are in CompareWords.resx.</summary>
public sealed class CompareWords;
