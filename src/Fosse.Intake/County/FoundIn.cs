using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>Which file, and which line of it, a row was read from that the database does not take.</summary>
internal static class FoundIn
{
    /// <summary>The same words with file and line before them, as far as they are known.</summary>
    public static FileNotTaken Naming(CountyFolder folder, CountyAreas areas, FileNotTaken stopped)
    {
        var rows = (stopped.InnerException as DbUpdateException)?.Entries.Select(e => e.Entity) ?? [];
        if (rows.Select(row => Of(folder, areas, row)).FirstOrDefault(at => at is not null) is { } at)
        {
            var line = at.Line == 0 ? "" : $", {(at is AreaFound ? "feature" : "line")} {at.Line}";
            return new($"{at.Source}{line}: {stopped.Message}", stopped);
        }
        // What no row was read for, such as the county itself, follows from all of them.
        var files = folder.Took.Select(f => f.Name).Distinct().Take(20);
        return new($"{stopped.Message} It was read from these: {string.Join(", ", files)}.", stopped);
    }

    private static IFound? Of(CountyFolder folder, CountyAreas areas, object row) =>
        row switch
        {
            Postcode p => folder.Postcodes.Find(f => f.Code == p.Code),
            NamedPlace p => folder.Places.Find(f =>
                f.Kind == p.Kind && (f.Name, f.Longitude, f.Latitude) == (p.Name, p.Longitude, p.Latitude)
            ),
            AreaMeasure m when areas.All.FirstOrDefault(a => a.Id == m.AreaId) is { } area => folder.Measures.FindLast(f =>
                (f.Kind, f.Code, f.Measure, f.Year) == (area.Kind, area.Code, m.Measure, m.Year)
            ),
            AreaLink l => folder.Links.Find(f => (f.Kind, f.From, f.To) == (l.Kind, l.FromCode, l.ToCode)),
            Area a => OfArea(folder, a, null),
            AreaSlug s => OfArea(folder, areas.All.FirstOrDefault(a => a.Id == s.AreaId), null),
            AreaBoundary b => OfArea(folder, areas.All.FirstOrDefault(a => a.Id == b.AreaId), b.Vintage),
            _ => null,
        };

    private static AreaFound? OfArea(CountyFolder folder, Area? area, int? vintage) =>
        folder
            .Areas.Where(f => (f.Kind, f.Code) == (area?.Kind, area?.Code) && (vintage is null || f.Vintage == vintage))
            .MaxBy(f => f.Vintage);
}
