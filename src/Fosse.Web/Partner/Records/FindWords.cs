namespace Fosse.Web.Partner.Records;

/// <summary>Names the words of the page that finds a person; they are in FindWords.resx.</summary>
public sealed class FindWords;
