using System.Text.Json;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.IO;

namespace Fosse.Publishing;

/// <summary>One look at what pages are made of, and what would stop one: each named so that it can be mended.</summary>
public sealed record PageLook(string Check, string Well, IReadOnlyList<string> Faults, string Mend);

/// <summary>Finds what an older build or another hand has put into the database and no page can show. It changes nothing.</summary>
public static class PageFaults
{
    private const int Most = 500_000,
        MostNamed = 10;

    public static async Task<IReadOnlyList<PageLook>> LookForFaults(this SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return
        [
            new(
                "measures",
                "Every figure of an area is a number that can be shown.",
                await Measures(db, stop),
                "Import the county's figures again."
            ),
            new("outlines", "Every outline can be drawn.", await Outlines(db, stop), "Import the boundaries again."),
            new("points", "Every place lies on the earth.", await Points(db, stop), "Import the areas, places and postcodes again."),
            new("facts", "What is kept of the county itself can be read.", await Facts(db, stop), "Import the county again."),
            new(
                "figures",
                "The figures of all pages can be made.",
                await Figures(db, stop),
                "Mend what stands above, or restore the last backup."
            ),
        ];
    }

    private static async Task<IReadOnlyList<string>> Measures(SafetyDb db, CancellationToken stop)
    {
        var held = await db.Set<AreaMeasure>()
            .AsNoTracking()
            .Join(
                db.Set<Area>(),
                m => m.AreaId,
                a => a.Id,
                (m, a) =>
                    new
                    {
                        a.Code,
                        m.Measure,
                        m.Year,
                        m.Value,
                    }
            )
            .Take(Most)
            .ToListAsync(stop);
        return Named(
            held.Where(m => !double.IsFinite(m.Value) || m.Value is < 0 or > int.MaxValue)
                .Select(m =>
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{m.Code} {m.Measure} {m.Year} is {m.Value}")
                )
        );
    }

    private static async Task<IReadOnlyList<string>> Outlines(SafetyDb db, CancellationToken stop)
    {
        var (reader, faults) = (new WKBReader(), new List<string>());
        var held = db.Set<AreaBoundary>()
            .AsNoTracking()
            .Join(
                db.Set<Area>(),
                b => b.AreaId,
                a => a.Id,
                (b, a) =>
                    new
                    {
                        a.Code,
                        b.Vintage,
                        b.Shape,
                    }
            )
            .AsAsyncEnumerable();
        await foreach (var outline in held.WithCancellation(stop))
        {
            try
            {
                var shape = reader.Read(outline.Shape);
                if (shape.IsEmpty || shape.Area is not > 0 || shape.Coordinates.Any(c => !OnEarth(c.X, c.Y)))
                    faults.Add($"{outline.Code} of {outline.Vintage} is empty or off the earth");
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                faults.Add($"{outline.Code} of {outline.Vintage} cannot be read");
            }
        }
        return Named(faults);
    }

    private static async Task<IReadOnlyList<string>> Points(SafetyDb db, CancellationToken stop)
    {
        var areas = await db.Set<Area>()
            .AsNoTracking()
            .Where(a => a.Longitude != null)
            .Select(a => new
            {
                a.Code,
                a.Longitude,
                a.Latitude,
            })
            .Take(Most)
            .ToListAsync(stop);
        var postcodes = await db.Set<Postcode>()
            .AsNoTracking()
            .Select(p => new
            {
                p.Code,
                p.Longitude,
                p.Latitude,
            })
            .Take(Most)
            .ToListAsync(stop);
        var places = await db.Set<NamedPlace>()
            .AsNoTracking()
            .Select(p => new
            {
                p.Name,
                p.Longitude,
                p.Latitude,
            })
            .Take(Most)
            .ToListAsync(stop);
        return Named([
            .. areas.Where(a => !OnEarth(a.Longitude ?? double.NaN, a.Latitude ?? double.NaN)).Select(a => a.Code),
            .. postcodes.Where(p => !OnEarth(p.Longitude, p.Latitude)).Select(p => p.Code),
            .. places.Where(p => !OnEarth(p.Longitude, p.Latitude)).Select(p => p.Name),
        ]);
    }

    private static async Task<IReadOnlyList<string>> Facts(SafetyDb db, CancellationToken stop)
    {
        try
        {
            var read = await CountyFacts.Read(db, stop);
            return read is { Name: null } or { Sources: null } ? ["the setting 'county' lacks a name or its sources"] : [];
        }
        catch (JsonException)
        {
            return ["the setting 'county' cannot be read"];
        }
    }

    // Whatever nobody thought of.
    private static async Task<IReadOnlyList<string>> Figures(SafetyDb db, CancellationToken stop)
    {
        try
        {
            await db.LoadFigures(stop);
            return [];
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            return [$"{wrong.GetType().Name}: {wrong.Message.ReplaceLineEndings(" ")}"];
        }
    }

    private static bool OnEarth(double longitude, double latitude) => Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90;

    private static IReadOnlyList<string> Named(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        return all.Count <= MostNamed ? all : [.. all.Take(MostNamed), $"{all.Count - MostNamed} more"];
    }
}
