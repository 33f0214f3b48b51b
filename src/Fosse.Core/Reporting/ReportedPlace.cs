using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Where a report is put by what was typed: the one place that it means, or as much as all that it may mean have in
/// common.</summary>
public static class ReportedPlace
{
    /// <summary>At the place that was meant. Of a town or an area no point is kept, for none was told.</summary>
    public static ReportDraft At(this ReportDraft draft, MeantPlace place)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(place);
        return draft with
        {
            Point = place is { Area: null, Longitude: { } x, Latitude: { } y } ? new TruePoint(x, y) : null,
            Rough = place.IsRough,
            Within = place.Area,
            PlaceUnknown = false,
        };
    }

    /// <summary>Where nobody can be asked: at the one place that it means, else in the district of all that it may mean.</summary>
    public static ReportDraft At(this ReportDraft draft, MeantPlaces places)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(places);
        return places.One is { } one ? draft.At(one) : draft with { Point = null, Rough = false, Within = places.Common };
    }

    /// <summary>The areas that it lies in, as far as they are known.</summary>
    public static async Task<AreasAt> AreasOf(
        this SafetyDb db,
        ReportDraft draft,
        PointLookup points,
        string edition,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(points);
        if (draft.Point is { } point)
        {
            var areas = await points.At(db, edition, point.Longitude, point.Latitude, stop);
            return draft.Rough ? areas with { Lsoa = null } : areas;
        }
        if (draft.Within is not { } within)
            return AreasAt.Nowhere;
        var area = await db.Set<Area>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == within, stop);
        return area?.Kind switch
        {
            AreaKind.District => new(null, null, null, area.Id),
            AreaKind.Ward => new(null, area.Id, null, area.DistrictId),
            AreaKind.Neighbourhood => new(null, null, area.Id, area.DistrictId),
            _ => AreasAt.Nowhere,
        };
    }
}
