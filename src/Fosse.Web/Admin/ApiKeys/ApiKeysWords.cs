namespace Fosse.Web.Admin.ApiKeys;

/// <summary>Names the words about keys of other systems; they are in ApiKeysWords.resx.</summary>
public sealed class ApiKeysWords;
