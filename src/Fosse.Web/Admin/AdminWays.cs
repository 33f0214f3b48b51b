using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Admin;

/// <summary>Names the words of the admin face's frame and home; they are in AdminWords.resx.</summary>
public sealed class AdminWords;

/// <summary>The ways of the admin face. Some lead to pages of the partner face, for administrators whose role lets them in there.</summary>
public static class AdminWays
{
    private static readonly (string Path, string Key, Permission[] All)[] All =
    [
        ("/admin/agencies", "Agencies", []),
        ("/admin/people", "People", []),
        ("/admin/roles", "Roles", []),
        ("/admin/categories", "Categories", []),
        ("/admin/api-keys", "ApiKeys", []),
        ("/work/agreements", "Agreements", [PartnershipPermissions.ManageAgreements]),
        ("/work/retention", "Retention", [AccountsPermissions.Work, AccountabilityPermissions.ManageRetention]),
        ("/work/ledger", "Ledger", [AccountsPermissions.Work, AccountabilityPermissions.ReadLedger]),
        ("/admin/imports", "Imports", []),
        ("/admin/stuck", "Stuck", []),
        ("/admin/health", "Health", []),
        ("/admin/settings", "Settings", []),
        ("/admin/events", "Events", []),
    ];

    /// <summary>Those that this build has and this administrator may go, with what aria-current is to say.</summary>
    public static IReadOnlyList<StaffWay> Here(PathString here, EndpointDataSource endpoints, SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return
        [
            .. All.Where(w => w.All.All(who.May) && StaffNavigation.Has(endpoints, w.Path))
                .Select(w => new StaffWay(
                    w.Path,
                    w.Key,
                    here == w.Path ? "page"
                        : here.StartsWithSegments(w.Path) || (w.Key == "Agencies" && here.StartsWithSegments("/admin/teams")) ? "true"
                        : null
                )),
        ];
    }
}
