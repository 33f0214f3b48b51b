using Fosse.Exchange;
using Fosse.Exchange.Geo;
using Fosse.Exchange.PoliceUk;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Intake.County;

/// <summary>The outlines of police neighbourhoods as data.police.uk publishes them: KML, alone or in the zip of a month.</summary>
internal sealed partial class CountyFolder
{
    // The force is the folder in the zip; of a file alone it is not known.
    private readonly List<(string Force, string Id, string Name, Geometry Shape, string File)> kml = [];

    private void ReadKml(string path, string name)
    {
        using var file = File.OpenRead(path);
        TakeKml(file, name, "");
    }

    private void ReadZip(string path, string name)
    {
        try
        {
            List<LeftFile> left = [];
            var files = ZippedFiles.In(
                name,
                () => File.OpenRead(path),
                entry => entry.EndsWith(".kml", StringComparison.OrdinalIgnoreCase),
                limits,
                left
            );
            Left.AddRange(left.Select(l => new LeftFileOfCounty(l.Name, l.Reason)));
            if (files.Count == 0)
                Left.Add(new(name, "a zip without outlines of neighbourhoods (.kml); unpack it if it holds something else of the county"));
            foreach (var entry in files)
            {
                using var content = entry.Open();
                TakeKml(content, $"{name}/{entry.Path}", Path.GetFileName(Path.GetDirectoryName(entry.Path)) ?? "");
            }
        }
        catch (FormatException broken)
        {
            Left.Add(new(name, broken.Message));
        }
    }

    private void TakeKml(Stream content, string name, string force)
    {
        try
        {
            var read = KmlPolygons.Read(content, name, limits);
            if (read.Count == 0)
                Left.Add(new(name, "holds no outlines"));
            foreach (var place in read)
            {
                // Its file is called after the neighbourhood where the file holds one alone.
                var id = read.Count == 1 ? Path.GetFileNameWithoutExtension(name) : place.Name;
                var (shape, told, wrong) = CountyShape.Of(place.Polygons);
                if (Math.Max(id.Length, place.Name.Length) > LongestName)
                    Left.Add(new(name, $"a placemark has a name of more than {LongestName} letters"));
                else if (shape is null || id.Length == 0 || (PlainText.Odd(id) ?? PlainText.Odd(place.Name)) is not null)
                    Left.Add(new(name, wrong ?? told ?? "a placemark has no name"));
                else
                    kml.Add((force, id, place.Name.Length > 0 ? place.Name : id, shape, name));
            }
        }
        catch (FormatException broken)
        {
            Left.Add(new(name, broken.Message));
        }
    }

    // The zip holds all forces: the county's own is the one whose outlines lie among the county's areas.
    private void SettleKml()
    {
        var known = Areas.Where(a => a.Kind is AreaKind.Neighbourhood).ToDictionary(a => a.Code, StringComparer.Ordinal);
        var ground = Areas.Where(a => a is { Kind: not AreaKind.Neighbourhood, Shape: not null }).Select(a => a.Shape!).ToList();
        var forces = kml.Where(k => k.Force.Length > 0).GroupBy(k => k.Force).ToList();
        if (forces.Count == 0)
            forces = [.. kml.GroupBy(k => k.Force)];
        var own = forces.Count < 2 ? forces.FirstOrDefault() : forces.MaxBy(f => f.Count(k => ground.Exists(g => g.Intersects(k.Shape))));
        if (own is null)
            return;
        if (forces.Count > 1 && !own.Any(k => ground.Exists(g => g.Intersects(k.Shape))))
        {
            Left.Add(
                new(
                    own.First().File,
                    $"neighbourhoods of {forces.Count:N0} forces; give them together with the county's boundaries, which say which of them "
                        + "are its own"
                )
            );
            return;
        }
        foreach (var other in forces.Where(f => f != own))
            Left.Add(new(other.First().File, $"{other.Count():N0} neighbourhoods of another force ({other.Key})"));
        var mine = own.Concat(kml.Where(k => k.Force.Length == 0)).DistinctBy(k => (k.Id, k.File)).ToList();
        foreach (var found in mine.DistinctBy(k => k.Id))
        {
            if (known.TryGetValue(found.Id, out var area))
                Areas[Areas.IndexOf(area)] = area with { Shape = area.Shape ?? found.Shape };
            else
                Areas.Add(new(AreaKind.Neighbourhood, found.Id, found.Name, 2025, null, found.Shape, found.File));
        }
        foreach (var file in mine.GroupBy(k => k.File))
            Took.Add(new(file.Key, CountyKind.Neighbourhoods, "outlines of police neighbourhoods", file.Count()));
    }
}
