using Fosse.Exchange.Tiles;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Triage;
using Fosse.Web.Partner.Streets;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>Where a report was, for whoever has opened it: in words, and drawn.</summary>
public sealed record PlaceShown
{
    /// <summary>The areas that it is filed under, the smallest first.</summary>
    public IReadOnlyList<Area> Areas { get; init; } = [];

    /// <summary>A point was told, and not an area alone.</summary>
    public bool IsExact { get; init; }

    /// <summary>The nearest street, and how far it is.</summary>
    public string? Street { get; init; }
    public int Metres { get; init; }
    public string? Settlement { get; init; }

    /// <summary>The point is the middle of this street or postcode: that was written, and nobody pointed.</summary>
    public string? MiddleOf { get; init; }

    /// <summary>It is filed under another area than where the point lies: then that area is drawn, and not the point.</summary>
    public bool PutRight { get; init; }

    /// <summary>Drawn with the streets, whose makers are named.</summary>
    public string? Makers { get; init; }
    public IHtmlContent? Near { get; init; }
    public IHtmlContent? Far { get; init; }
}

/// <summary>Says and draws where a report was. It takes what was read of it, so nothing is shown of one that is not open.</summary>
public sealed class ShowPlace(
    SafetyDb db,
    PlaceFinder finder,
    PointLookup points,
    StreetTiles streets,
    IStringLocalizer<ReportsWords> words
)
{
    private const double Close = 600, // metres across
        Around = 3000,
        OnStreet = 25,
        ByStreet = 60;

    private const double Same = 2e-6; // degrees: what is sealed is the very point of the street or postcode

    public async Task<PlaceShown> Of(Guid id, ReportRead read, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(read);
        var place = await db.Set<ReportPlace>().AsNoTracking().SingleOrDefaultAsync(p => p.RecordId == id, stop);
        var filed = place?.Areas ?? AreasAt.Nowhere;
        var known = filed.SmallestFirst.ToList();
        var named = await db.Set<Area>().AsNoTracking().Where(a => known.Contains(a.Id)).Take(10).ToDictionaryAsync(a => a.Id, stop);
        var shown = new PlaceShown { Areas = [.. known.Where(named.ContainsKey).Select(a => named[a])] };
        var outline = await Outline(shown.Areas, stop);
        var index = await finder.Now(stop);
        return read.Point is { } point ? await Exact(shown, read, point, filed, outline, index, stop) : Drawn(shown, outline, null, index);
    }

    private async Task<PlaceShown> Exact(
        PlaceShown shown,
        ReportRead read,
        TruePoint point,
        AreasAt filed,
        IReadOnlyList<double[]> outline,
        PlaceIndex index,
        CancellationToken stop
    )
    {
        var lies = await points.At(db, point.Longitude, point.Latitude, stop);
        // A mark where it was not would lead whoever goes there astray.
        if (filed != AreasAt.Nowhere && (lies.Ward, lies.District) != (filed.Ward, filed.District))
            return Drawn(shown with { PutRight = true }, outline, null, index);
        var around = index.Around(point.Longitude, point.Latitude);
        var written = index.Meant(read.Place).All.FirstOrDefault(p => !p.IsRough && Is(p, point));
        shown = shown with
        {
            IsExact = true,
            Street = around.Street,
            Metres = (int)around.Metres,
            Settlement = around.Settlement,
            MiddleOf = written?.Label,
        };
        if (streets.Now() is not { } map)
            return Drawn(shown, outline, point, index);
        var near = new StreetView(point.Longitude, point.Latitude, Close, StreetMap.Deepest);
        var lines = StreetLines.In(near, map);
        if (lines.Count == 0)
            return Drawn(shown, outline, point, index);
        var (x, y) = near.Of(point.Longitude, point.Latitude);
        var nearest = lines
            .Where(l => l is { Layer: "transportation_name", Name.Length: > 0 })
            .Select(l => (l.Name, Metres: l.From(x, y) * Close / StreetView.Width))
            .OrderBy(l => l.Metres)
            .FirstOrDefault(l => l.Metres <= ByStreet);
        if (nearest.Name is not null)
            shown = shown with { Street = nearest.Name, Metres = nearest.Metres <= OnStreet ? 0 : (int)nearest.Metres };
        var far = new StreetView(point.Longitude, point.Latitude, Around, StreetMap.Deepest - 1);
        return shown with
        {
            Makers = map.Attribution,
            Near = Picture("place-near", near, lines, [], point, "Place.Picture"),
            Far = Picture("place-far", far, StreetLines.In(far, map), [], point, "Place.PictureFar"),
        };
    }

    // The area over its streets; where none are there, with the towns and villages in it.
    private PlaceShown Drawn(PlaceShown shown, IReadOnlyList<double[]> outline, TruePoint? point, PlaceIndex index)
    {
        if (outline.Count == 0)
            return shown;
        var (xs, ys) = (outline.SelectMany(r => r.Where((_, i) => i % 2 == 0)), outline.SelectMany(r => r.Where((_, i) => i % 2 == 1)));
        var (west, south, east, north) = (xs.Min(), ys.Min(), xs.Max(), ys.Max());
        var view = StreetView.Around(west, south, east, north);
        var map = streets.Now();
        var lines = map is null ? [] : StreetLines.In(view, map);
        return shown with
        {
            Makers = lines.Count > 0 ? map!.Attribution : null,
            Near = Picture("place-area", view, lines.Count > 0 ? lines : Towns(), outline, point, "Place.PictureArea"),
        };

        IReadOnlyList<StreetLine> Towns() =>
            [
                .. index
                    .Towns(west, south, east, north)
                    .Select(t => new StreetLine("place", "village", t.Name, TileShape.Points, [view.Of(t.Longitude, t.Latitude)])),
            ];
    }

    private IHtmlContent Picture(
        string id,
        StreetView view,
        IReadOnlyList<StreetLine> lines,
        IReadOnlyList<double[]> outline,
        TruePoint? point,
        string title
    ) =>
        StreetPicture.Draw(
            id,
            words[title],
            words["Place.PictureSays"],
            view,
            lines,
            outline,
            point is { } at ? (at.Longitude, at.Latitude) : null
        );

    private async Task<IReadOnlyList<double[]>> Outline(IReadOnlyList<Area> areas, CancellationToken stop)
    {
        foreach (var area in areas)
        {
            var rings = (await db.Outlines([area.Id], stop)).Rings(area.Id);
            if (rings.Count > 0)
                return rings;
        }
        return [];
    }

    private static bool Is(MeantPlace place, TruePoint point) =>
        place is { Longitude: { } x, Latitude: { } y } && Math.Abs(x - point.Longitude) < Same && Math.Abs(y - point.Latitude) < Same;
}
