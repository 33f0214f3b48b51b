namespace Fosse.Web.Public.Matters;

/// <summary>Names the words of the page of a matter; they are in MatterWords.resx.</summary>
public sealed class MatterWords;
