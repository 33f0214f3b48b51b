namespace Fosse.Web.Public.Rising;

/// <summary>The words of this folder's page; RisingWords.resx beside it holds them.</summary>
public sealed class RisingWords;
