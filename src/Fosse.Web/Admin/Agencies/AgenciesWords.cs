namespace Fosse.Web.Admin.Agencies;

/// <summary>Names the words about agencies and teams; they are in AgenciesWords.resx.</summary>
public sealed class AgenciesWords;
