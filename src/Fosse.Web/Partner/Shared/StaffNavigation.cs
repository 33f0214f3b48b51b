using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Partner.Shared;

/// <summary>Names the words around every page of staff; they are in StaffWords.resx.</summary>
public sealed class StaffWords;

/// <summary>A way in the head of every staff page, for those whose roles hold one of its permissions.</summary>
/// <param name="Current">"page" on the page itself, "true" below it, none elsewhere; as aria-current has it.</param>
public sealed record StaffWay(string Link, string Key, string? Current);

/// <summary>Which of the ways that rooms have declared somebody has. A way that this host does not show, or that nobody has built yet, is
/// not offered.</summary>
public static class StaffNavigation
{
    public static IReadOnlyList<StaffWay> For(SignedIn who, PathString here, EndpointDataSource endpoints, HouseWords house)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(house);
        var open = house.Navigation.Where(w => w.Any.Any(who.May) && Has(endpoints, "~" + w.Path)).ToList();
        var nearest = open.Select(w => w.Path).Where(p => here.StartsWithSegments(p)).MaxBy(p => p.Length);
        return
        [
            .. open.Select(w => new StaffWay(
                "~" + w.Path,
                w.Key,
                w.Path != nearest ? null
                    : here == w.Path ? "page"
                    : "true"
            )),
        ];
    }

    /// <summary>Whether this host answers at a link without parameters.</summary>
    public static bool Has(EndpointDataSource endpoints, string link)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(link);
        return endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Any(e => string.Equals(e.RoutePattern.RawText?.Trim('/'), link.AsPath().Trim('/'), StringComparison.OrdinalIgnoreCase));
    }
}
