namespace Fosse.Web.Design;

/// <summary>Names the words that every page shares; they are in Words.resx, one key a sentence.</summary>
public sealed class Words;
