namespace Fosse.Web.Public.LedgerHead;

/// <summary>Names the words about the ends of the ledger; they are in LedgerHeadWords.resx.</summary>
public sealed class LedgerHeadWords;
