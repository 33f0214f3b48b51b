using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Admin;

/// <summary>Names the words of the admin face's frame and home; they are in AdminWords.resx.</summary>
public sealed class AdminWords;

/// <summary>The ways of the admin face.</summary>
public static class AdminWays
{
    private static readonly (string Path, string Key)[] All =
    [
        ("/admin/agencies", "Agencies"), ("/admin/people", "People"), ("/admin/roles", "Roles"), ("/admin/agreements", "Agreements"), ("/admin/retention", "Retention"),
        ("/admin/imports", "Imports"), ("/admin/stuck", "Stuck"), ("/admin/health", "Health"), ("/admin/settings", "Settings"), ("/admin/events", "Events"),
    ];

    /// <summary>Those that this build has, with what aria-current is to say.</summary>
    public static IReadOnlyList<StaffWay> Here(PathString here, EndpointDataSource endpoints) =>
        [.. All.Where(w => StaffNavigation.Has(endpoints, w.Path)).Select(w => new StaffWay(w.Path, w.Key, here == w.Path ? "page" : here.StartsWithSegments(w.Path) || (w.Key == "Agencies" && here.StartsWithSegments("/admin/teams")) ? "true" : null))];
}
