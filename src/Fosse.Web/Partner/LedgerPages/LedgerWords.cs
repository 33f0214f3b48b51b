namespace Fosse.Web.Partner.LedgerPages;

/// <summary>Names the words of the pages of the ledger; they are in LedgerWords.resx.</summary>
public sealed class LedgerWords;
