using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Partner.Shared;

/// <summary>Names the words around every page of staff; they are in StaffWords.resx.</summary>
public sealed class StaffWords;

/// <summary>A way in the head of every staff page, for those whose roles hold one of its permissions.</summary>
/// <param name="Current">"page" on the page itself, "true" below it, none elsewhere; as aria-current has it.</param>
public sealed record StaffWay(string Path, string Key, string? Current);

/// <summary>Which ways somebody has. A way that this host does not show, or that nobody has built yet, is not offered.</summary>
public static class StaffNavigation
{
    private static readonly (string Path, string Key, Permission[] Any)[] All =
    [
        ("/work", "Nav.Work", [Permission.Work]),
        ("/work/reports", "Nav.Reports", [Permission.ReadRecords]),
        ("/work/records", "Nav.Records", [Permission.ReadRecords, Permission.WriteRecords]),
        ("/work/agreements", "Nav.Agreements", [Permission.Work, Permission.ManageAgreements]),
        ("/work/requests", "Nav.Requests", [Permission.ReadRecords, Permission.AnswerDisclosures]),
        ("/work/people", "Nav.SubjectRequests", [Permission.AnswerSubjectRequests]),
        ("/work/access", "Nav.Access", [Permission.ReviewAccess]),
        ("/work/ledger", "Nav.Ledger", [Permission.ReadLedger]),
        ("/work/retention", "Nav.Retention", [Permission.ManageRetention]),
        ("/admin", "Nav.Admin", [Permission.Administer]),
    ];

    public static IReadOnlyList<StaffWay> For(SignedIn who, PathString here, EndpointDataSource endpoints)
    {
        ArgumentNullException.ThrowIfNull(who);
        var open = All.Where(w => w.Any.Any(who.May) && Has(endpoints, w.Path)).ToList();
        var nearest = open.Select(w => w.Path).Where(p => here.StartsWithSegments(p)).MaxBy(p => p.Length);
        return
        [
            .. open.Select(w => new StaffWay(
                w.Path,
                w.Key,
                w.Path != nearest ? null
                    : here == w.Path ? "page"
                    : "true"
            )),
        ];
    }

    /// <summary>Whether this host answers at a path without parameters.</summary>
    public static bool Has(EndpointDataSource endpoints, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        return endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Any(e => string.Equals(e.RoutePattern.RawText?.Trim('/'), path.Trim('/'), StringComparison.OrdinalIgnoreCase));
    }
}
