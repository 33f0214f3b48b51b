using Fosse.Accountability.Audit;
using Fosse.Foundation;

namespace Fosse.Web.Partner;

/// <summary>Where the pages of the partner face are.</summary>
internal static class WorkLinks
{
    public const string Reports = "~/work/reports",
        TakeReport = "~/work/reports/take",
        Records = "~/work/records",
        NewRecord = "~/work/records/new",
        FindPerson = "~/work/records/find",
        Requests = "~/work/requests",
        Agreements = "~/work/agreements",
        SubjectRequests = "~/work/people",
        NewSubjectRequest = "~/work/people/new",
        Reviews = "~/work/access",
        Street = "~/work/access/street",
        Unusual = "~/work/access/unusual",
        CouldRead = "~/work/access/who",
        Ledger = "~/work/ledger",
        Administrators = "~/work/ledger/administrators",
        SamePersons = "~/work/access/same-person",
        Exports = "~/work/ledger/exports",
        Retention = "~/work/retention",
        Approvals = "~/work/approvals";

    /// <summary>Every comparison of kinds of crime in wards.</summary>
    public static string Changes(string? file = null) => "~/work/changes" + (file is null ? "" : $"/{file}");

    public static string Report(Guid record) => $"~/work/reports/{record}";

    public static string Record(Guid record) => $"~/work/records/{record}";

    public static string Request(Guid request) => $"~/work/requests/{request}";

    public static string Ask(Guid record) => $"~/work/requests/ask/{record}";

    public static string Agreement(Guid agreement) => $"~/work/agreements/{agreement}";

    public static string WriteAgreement(Guid? agreement = null) => "~/work/agreements/write" + (agreement is { } old ? $"/{old}" : "");

    public static string Paper(Guid agreement, Guid paper) => $"~/work/agreements/{agreement}/papers/{paper}";

    public static string SubjectRequest(Guid request) => $"~/work/people/{request}";

    public static string Copy(Guid request) => $"~/work/people/{request}/copy";

    public static string Correct(Guid request) => $"~/work/people/{request}/correct";

    public static string Looked(Guid request) => $"~/work/people/{request}/looked";

    public static string AccessReview(AccessReviewKind kind, long line) =>
        $"~/work/access/{(kind is AccessReviewKind.BrokenGlass ? "glass" : "sample")}/{line}";

    public static string Finding(UnusualRule rule, Guid reader, DateOnly? day = null) =>
        $"~/work/access/unusual/{rule}/{reader}" + (day is { } on ? $"/{on:yyyy-MM-dd}" : "");

    public static string Approval(Guid approval) => $"~/work/approvals/{approval}";

    public static string Line(long line) => $"~/work/ledger/{line}";

    public static string Decide(Guid record) => $"~/work/retention/decide/{record}";

    public static string RetentionRule(DataClass data) => $"~/work/retention/rules/{data}";

    public static string RetentionRun(Guid run) => $"~/work/retention/runs/{run}";
}
