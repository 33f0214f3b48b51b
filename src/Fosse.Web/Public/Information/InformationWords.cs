namespace Fosse.Web.Public.Information;

/// <summary>Names the words of the pages about the site; they are in InformationWords.resx.</summary>
public sealed class InformationWords;
