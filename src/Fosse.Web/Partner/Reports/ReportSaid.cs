using Fosse.Triage;

namespace Fosse.Web.Partner.Reports;

/// <summary>The name of what is said after a deed: of one that moved the report, or gave it to somebody, also that.</summary>
internal static class ReportSaid
{
    public static string After(string said, ReportFront? before, ReportFront now) =>
        said == "corrected" && before is not null && (before.Line.Team ?? "") != (now.Line.Team ?? "") ? "moved"
        : said == "replied" && before is { Task: null } && now.Task is not null ? "repliedtaken"
        : said;
}
