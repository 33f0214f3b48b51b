namespace Fosse.Web.Partner.Subjects;

/// <summary>Names the words of the pages of what people ask about their data; they are in SubjectsWords.resx.</summary>
public sealed class SubjectsWords;
