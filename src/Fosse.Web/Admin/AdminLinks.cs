namespace Fosse.Web.Admin;

/// <summary>Where the pages of the admin face are.</summary>
internal static class AdminLinks
{
    public const string Agencies = "~/admin/agencies",
        AddAgency = "~/admin/agencies/add",
        People = "~/admin/people",
        Invite = "~/admin/people/invite",
        Roles = "~/admin/roles",
        AddRole = "~/admin/roles/add",
        Categories = "~/admin/categories",
        AddCategory = "~/admin/categories/add",
        CaseReviews = "~/admin/case-reviews",
        ApiKeys = "~/admin/api-keys",
        AddApiKey = "~/admin/api-keys/add",
        Imports = "~/admin/imports",
        AddImport = "~/admin/imports/add",
        Stuck = "~/admin/stuck",
        Health = "~/admin/health",
        Settings = "~/admin/settings",
        Events = "~/admin/events",
        Approvals = "~/admin/approvals";

    /// <summary>Above every team; no page of its own.</summary>
    public const string AboveTeams = "~/admin/teams";

    public static string Agency(Guid agency) => $"~/admin/agencies/{agency}";

    public static string ChangeAgency(Guid agency) => $"~/admin/agencies/{agency}/change";

    public static string Leave(Guid agency) => $"~/admin/agencies/{agency}/leave";

    public static string AddTeam(Guid agency) => $"~/admin/agencies/{agency}/teams/add";

    public static string Team(Guid team) => $"~/admin/teams/{team}";

    public static string Person(Guid account) => $"~/admin/people/{account}";

    public static string Approval(Guid approval) => $"~/admin/approvals/{approval}";

    public static string End(Guid account) => $"~/admin/people/{account}/end";

    public static string GiveRole(Guid account) => $"~/admin/people/{account}/role";

    public static string ShutOut(Guid account) => $"~/admin/people/{account}/shut-out";

    public static string Role(Guid role) => $"~/admin/roles/{role}";

    public static string Category(string code) => $"~/admin/categories/{code}";

    public static string CaseReview(string district) => $"~/admin/case-reviews/{district}";

    public static string ApiKey(Guid key) => $"~/admin/api-keys/{key}";

    public static string AskedImport(Guid asked) => $"~/admin/imports/asked/{asked}";

    public static string Import(Guid run) => $"~/admin/imports/{run}";
}
