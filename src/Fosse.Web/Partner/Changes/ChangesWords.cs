namespace Fosse.Web.Partner.Changes;

/// <summary>The words of this folder's page; ChangesWords.resx beside it holds them.</summary>
public sealed class ChangesWords;
