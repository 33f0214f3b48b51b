namespace Fosse.Web.Partner.Records;

/// <summary>Names the words of the pages of records; they are in RecordsWords.resx.</summary>
public sealed class RecordsWords;
