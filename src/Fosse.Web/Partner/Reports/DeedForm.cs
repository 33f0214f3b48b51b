using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting;
using Fosse.Triage;

namespace Fosse.Web.Partner.Reports;

/// <summary>What the forms of a report's page send, each its own part.</summary>
public sealed class DeedForm
{
    /// <summary>Of the report, as it was when the form was shown.</summary>
    public int Version { get; set; }
    public Guid? To { get; set; }
    public string? Why { get; set; }
    public string? Incident { get; set; }
    public string? Question { get; set; }
    public AnswerKind? Kind { get; set; }
    public string? Words { get; set; }
    public string? Note { get; set; }
    public ClosingReason? Because { get; set; }
    public string? ClosingWords { get; set; }
    public string? Into { get; set; }

    /// <summary>Both were shown.</summary>
    public bool Sure { get; set; }
    public Guid? Agency { get; set; }
    public string? HandOver { get; set; }
    public string? Place { get; set; }
    public string? Meant { get; set; }
    public string? Category { get; set; }
    public Guid? Team { get; set; }
    public string? Summary { get; set; }
    public string? Outcome { get; set; }
    public bool WithArea { get; set; }
    public string? Parts { get; set; }
}

/// <summary>What can be done with a report, for the page that offers all of it.</summary>
public sealed record ReportDesk(
    AssignReport Assign,
    ReleaseHold Release,
    DivertReport Divert,
    AskReporter Ask,
    ReplyToReporter Reply,
    NoteOnReport Note,
    CloseReport Close,
    MergeReport Merge,
    RedirectReport Redirect,
    PublishSummary Publish,
    CorrectReport Correct,
    PartReports Part,
    PartMerged PartMerged,
    DuplicateCandidates Alike
);
