using Fosse.Accountability.Subjects;
using Fosse.Chronology;
using Fosse.Web.Design.TagHelpers;

namespace Fosse.Web.Partner.Chronology;

/// <summary>What the forms of the chronology send, each its own part.</summary>
public sealed class WorkForm
{
    public string? Entry { get; set; }

    [DayMonthYear]
    public DateOnly? HappenedOn { get; set; }
    public string? Task { get; set; }
    public Guid? To { get; set; }

    [DayMonthYear]
    public DateOnly? Due { get; set; }

    /// <summary>In how many days, where a button says so.</summary>
    public int? In { get; set; }
    public string? LinkTo { get; set; }
}

/// <summary>What is worked on a record, for the page that shows it.</summary>
public sealed record Worked(
    IReadOnlyList<ChronologyLine> Lines,
    IReadOnlyList<TaskLine> Tasks,
    IReadOnlyList<LinkedRecord> Links,
    IReadOnlyList<LookOnRecord> Looks,
    IReadOnlyList<RecordFileLine> Files,
    IReadOnlyDictionary<Guid, string> Typed
)
{
    public static readonly Worked Nothing = new([], [], [], [], [], new Dictionary<Guid, string>());
}
