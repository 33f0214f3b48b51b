using Fosse.Web.Public.Report;

namespace Fosse.Web.Public;

/// <summary>Where the pages of the report journey are.</summary>
internal static class ReportLinks
{
    public const string Start = "~/report",
        NotYet = "~/report/not-yet",
        Emergency = "~/report/emergency",
        Check = "~/report/check",
        Done = "~/report/done",
        Exit = "~/report/exit",
        Cleared = "~/report/cleared",
        Status = "~/report/status",
        Read = "~/report/status/read";

    public static string Question(Step step) => $"~/report/{step.ToString().ToLowerInvariant()}";

    public static string Instead(string code) => $"~/report/instead/{code}";
}
