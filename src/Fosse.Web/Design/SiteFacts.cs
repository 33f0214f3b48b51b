namespace Fosse.Web.Design;

/// <summary>What every page says about the county it is for. The host registers it once per request.</summary>
/// <param name="CountyName">The county as its residents call it.</param>
/// <param name="MadeUp">True for the demonstration county, whose people and figures are invented.</param>
/// <param name="Freshness">One sentence: which months are held.</param>
/// <param name="Sources">One sentence: where the figures come from and under which licence.</param>
public sealed record SiteFacts(string CountyName, bool MadeUp, string? Freshness, string? Sources);
