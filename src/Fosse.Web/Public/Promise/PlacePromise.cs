using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Reporting;

namespace Fosse.Web.Public.Promise;

/// <summary>How the promise was kept where a place lies: of the county, of a neighbourhood, and for a ward of the neighbourhood that its
/// middle lies in.</summary>
public sealed class PlacePromise(ReportFigures figures, PublishedFigures published, PointLookup points, SafetyDb db)
{
    /// <returns>None where nothing has been computed, or the place is of another kind.</returns>
    public async Task<PromiseRow?> Of(AreaFacts area, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(area);
        var id = area switch
        {
            { Kind: AreaKind.County or AreaKind.Neighbourhood } => area.Id,
            { Kind: AreaKind.Ward, LastVintage: null, Longitude: { } x, Latitude: { } y } => (
                await points.At(db, x, y, stop)
            ).Neighbourhood,
            _ => null,
        };
        return id is null
            ? null
            : PromiseRow.Of(await published.Now(stop), await figures.Published(stop)).FirstOrDefault(r => r.Area.Id == id);
    }
}
