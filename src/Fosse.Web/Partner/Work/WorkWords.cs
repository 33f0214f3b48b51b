namespace Fosse.Web.Partner.Work;

/// <summary>Names the words of the first page of staff; they are in WorkWords.resx.</summary>
public sealed class WorkWords;
