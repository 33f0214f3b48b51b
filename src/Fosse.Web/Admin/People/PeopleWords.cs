namespace Fosse.Web.Admin.People;

/// <summary>Names the words about people and their accounts; they are in PeopleWords.resx.</summary>
public sealed class PeopleWords;
