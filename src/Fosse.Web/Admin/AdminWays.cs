using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Fosse.Web.Partner;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Admin;

/// <summary>Names the words of the admin face's frame and home; they are in AdminWords.resx.</summary>
public sealed class AdminWords;

/// <summary>The ways of the admin face. Some lead to pages of the partner face, for administrators whose role lets them in there.</summary>
public static class AdminWays
{
    private static readonly (string Link, string Key, Permission[] All)[] All =
    [
        (AdminLinks.Agencies, "Agencies", []),
        (AdminLinks.People, "People", []),
        (AdminLinks.Roles, "Roles", []),
        (AdminLinks.Approvals, "Approvals", []),
        (AdminLinks.Categories, "Categories", []),
        (AdminLinks.CaseReviews, "CaseReviews", []),
        (AdminLinks.ApiKeys, "ApiKeys", []),
        (WorkLinks.Agreements, "Agreements", [PartnershipPermissions.ManageAgreements]),
        (WorkLinks.Retention, "Retention", [AccountsPermissions.Work, AccountabilityPermissions.ManageRetention]),
        (WorkLinks.Ledger, "Ledger", [AccountsPermissions.Work, AccountabilityPermissions.ReadLedger]),
        (AdminLinks.Imports, "Imports", []),
        (AdminLinks.Stuck, "Stuck", []),
        (AdminLinks.Health, "Health", []),
        (AdminLinks.Settings, "Settings", []),
        (AdminLinks.Events, "Events", []),
    ];

    /// <summary>Those that this build has and this administrator may go, with what aria-current is to say.</summary>
    public static IReadOnlyList<StaffWay> Here(PathString here, EndpointDataSource endpoints, SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return
        [
            .. All.Where(w => w.All.All(who.May) && StaffNavigation.Has(endpoints, w.Link))
                .Select(w => new StaffWay(
                    w.Link,
                    w.Key,
                    here == w.Link.AsPath() ? "page"
                        : here.StartsWithSegments(w.Link.AsPath())
                        || (w.Key == "Agencies" && here.StartsWithSegments(AdminLinks.AboveTeams.AsPath()))
                            ? "true"
                        : null
                )),
        ];
    }
}
