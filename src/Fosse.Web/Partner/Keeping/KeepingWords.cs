namespace Fosse.Web.Partner.Keeping;

/// <summary>Names the words of the pages of retention; they are in KeepingWords.resx.</summary>
public sealed class KeepingWords;
