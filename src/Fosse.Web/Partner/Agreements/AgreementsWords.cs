namespace Fosse.Web.Partner.Agreements;

/// <summary>Names the words of the pages of agreements; they are in AgreementsWords.resx.</summary>
public sealed class AgreementsWords;
