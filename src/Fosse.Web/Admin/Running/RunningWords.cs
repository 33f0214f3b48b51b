namespace Fosse.Web.Admin.Running;

/// <summary>Names the words about what this host runs; they are in RunningWords.resx.</summary>
public sealed class RunningWords;
