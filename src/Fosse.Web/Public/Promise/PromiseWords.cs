namespace Fosse.Web.Public.Promise;

/// <summary>Names the words about the promise to answer; they are in PromiseWords.resx.</summary>
public sealed class PromiseWords;
