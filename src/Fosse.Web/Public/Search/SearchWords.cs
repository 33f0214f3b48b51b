namespace Fosse.Web.Public.Search;

/// <summary>Names the words of the search page; they are in SearchWords.resx.</summary>
public sealed class SearchWords;
