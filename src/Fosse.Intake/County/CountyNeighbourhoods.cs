using Fosse.Exchange.PoliceUk;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Intake.County;

/// <summary>The police neighbourhoods of a county folder: a list, descriptions and outlines, which do not say whose they are.</summary>
internal sealed partial class CountyFolder
{
    private readonly List<(NeighbourhoodList List, string File)> lists = [];
    private readonly List<NeighbourhoodDetail> details = [];
    private readonly List<(IReadOnlyList<double> Ring, string File)> rings = [];

    // An outline belongs to the described neighbourhood whose centre is in it or next to it, and the county's list is the one
    // that names a neighbourhood of such an outline, else the longest.
    private void SettleNeighbourhoods()
    {
        if (lists.Count == 0)
            return;
        var outlines = rings
            .Select(r => (Shape: Outline(r.Ring), r.File))
            .Where(o => o.Shape is not null)
            .Select(o => (Shape: o.Shape!, o.File))
            .ToList();
        var (own, ownFile) = lists
            .OrderByDescending(l => outlines.Count(o => Whose(o.Shape, l.List) is not null))
            .ThenByDescending(l => l.List.Neighbourhoods.Count)
            .First();
        foreach (var other in lists.Where(l => l.List != own))
            Left.Add(new(other.File, "a list of another force's neighbourhoods, or of something else"));
        var owned = outlines.Select(o => (Id: Whose(o.Shape, own), o.Shape, o.File)).ToList();
        foreach (var stray in owned.Where(o => o.Id is null))
            Left.Add(new(stray.File, "an outline of no neighbourhood that the folder describes"));
        foreach (var n in own.Neighbourhoods)
        {
            var outline = owned.FirstOrDefault(o => o.Id == n.Id);
            Areas.Add(new(AreaKind.Neighbourhood, n.Id, n.Name, 2025, null, outline.Shape, ownFile));
            if (outline.Shape is not null)
                Took.Add(new(outline.File, CountyKind.Neighbourhoods, $"outline of neighbourhood {n.Id}", 1));
        }
        Took.Add(new(ownFile, CountyKind.Neighbourhoods, "police neighbourhoods", own.Neighbourhoods.Count));
    }

    private string? Whose(Geometry shape, NeighbourhoodList list)
    {
        const double NextTo = 0.01; // degrees
        return details
            .Where(d => d is { Longitude: not null, Latitude: not null } && list.Neighbourhoods.Any(n => n.Id == d.Id))
            .Select(d => (d.Id, Distance: shape.Distance(new Point(d.Longitude!.Value, d.Latitude!.Value))))
            .Where(d => d.Distance < NextTo)
            .OrderBy(d => d.Distance)
            .Select(d => d.Id)
            .FirstOrDefault();
    }

    private static Geometry? Outline(IReadOnlyList<double> ring)
    {
        var closed = Enumerable.Range(0, ring.Count / 2).Select(i => new Coordinate(ring[2 * i], ring[2 * i + 1])).ToList();
        if (closed.Count < 3)
            return null;
        if (!closed[0].Equals2D(closed[^1]))
            closed.Add(closed[0].Copy());
        if (closed.Count < 4)
            return null;
        var raw = new Polygon(new LinearRing([.. closed]));
        return raw.IsValid ? raw : raw.Buffer(0);
    }
}
