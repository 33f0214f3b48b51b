namespace Fosse.Web.Public.Where;

/// <summary>Names the words of the page of a postcode, a street or a town; they are in WhereWords.resx.</summary>
public sealed class WhereWords;
