namespace Fosse.Web.Partner.Lines;

/// <summary>Names the words of the pages of the ledger; they are in LinesWords.resx.</summary>
public sealed class LinesWords;
