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

/// <summary>Which ways somebody has. A way that this host does not show, or that nobody has built yet, is not offered.</summary>
public static class StaffNavigation
{
    private static readonly (string Link, string Key, Permission[] Any)[] All =
    [
        (SiteLinks.Work, "Nav.Work", [Permission.Work]),
        (WorkLinks.Reports, "Nav.Reports", [Permission.ReadRecords]),
        (WorkLinks.Records, "Nav.Records", [Permission.ReadRecords, Permission.WriteRecords]),
        (WorkLinks.Agreements, "Nav.Agreements", [Permission.Work, Permission.ManageAgreements]),
        (WorkLinks.Requests, "Nav.Requests", [Permission.ReadRecords, Permission.AnswerDisclosures]),
        (WorkLinks.SubjectRequests, "Nav.SubjectRequests", [Permission.AnswerSubjectRequests]),
        (WorkLinks.Reviews, "Nav.Access", [Permission.ReviewAccess]),
        (WorkLinks.Ledger, "Nav.Ledger", [Permission.ReadLedger]),
        (WorkLinks.Retention, "Nav.Retention", [Permission.ManageRetention]),
        (SiteLinks.Admin, "Nav.Admin", [Permission.Administer]),
    ];

    public static IReadOnlyList<StaffWay> For(SignedIn who, PathString here, EndpointDataSource endpoints)
    {
        ArgumentNullException.ThrowIfNull(who);
        var open = All.Where(w => w.Any.Any(who.May) && Has(endpoints, w.Link)).ToList();
        var nearest = open.Select(w => w.Link).Where(l => here.StartsWithSegments(l.AsPath())).MaxBy(l => l.Length);
        return
        [
            .. open.Select(w => new StaffWay(
                w.Link,
                w.Key,
                w.Link != nearest ? null
                    : here == w.Link.AsPath() ? "page"
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
