using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;

namespace Fosse.Web.Public.Places;

/// <summary>Areas with figures that a text about a place may mean. A postcode, a street or a town leads to the ward around it.</summary>
public sealed class MeantAreas(PublishedFigures published, PlaceFinder finder, PointLookup points, SafetyDb db)
{
    /// <returns>Each area once, unless more than one place in it may be meant and another area too.</returns>
    public async Task<IReadOnlyList<(string Label, AreaFacts Area)>> Of(string text, CancellationToken stop)
    {
        var county = await published.Now(stop);
        var places = (await finder.Now(stop)).Meant(text);
        var found = new List<(string Label, AreaFacts Area)>();
        foreach (var one in places.All.Take(MeantPlaces.Most))
        {
            var areas = one is { Area: null, Longitude: { } x, Latitude: { } y } ? await points.At(db, x, y, stop) : null;
            var id = one.Area ?? areas?.Ward ?? areas?.Neighbourhood ?? areas?.District ?? one.District;
            if (id is { } known && county.ById.TryGetValue(known, out var area))
                found.Add((one.Detail.Length > 0 ? $"{one.Label}, {one.Detail}" : one.Label, area));
        }
        return found.DistinctBy(f => f.Area).Take(2).Count() == 1 ? [found[0]] : found;
    }
}
