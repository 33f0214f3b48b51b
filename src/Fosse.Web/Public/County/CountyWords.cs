namespace Fosse.Web.Public.County;

/// <summary>Names the words of the county page; they are in CountyWords.resx.</summary>
public sealed class CountyWords;
