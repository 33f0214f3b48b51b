namespace Fosse.Web.Public.Home;

/// <summary>Names the words of the first page; they are in HomeWords.resx.</summary>
public sealed class HomeWords;
