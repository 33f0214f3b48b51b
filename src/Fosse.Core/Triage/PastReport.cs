using Fosse.Foundation;
using Fosse.Reporting;

namespace Fosse.Triage;

/// <summary>How a made-up report ended, where it has.</summary>
internal enum PastEnd
{
    Closed,
    Withdrawn,
    Duplicate,
}

/// <summary>A made-up report of the last two years and what became of it.</summary>
/// <param name="Near">How far from the middle of the settlement, in degrees east and north.</param>
/// <param name="Took">From being sent to being taken up, to the reply, and to the end.</param>
/// <param name="Matter">Whether what it was about was made public.</param>
internal sealed record PastReport(
    DateTimeOffset Sent,
    PastKind Kind,
    string Settlement,
    (double East, double North) Near,
    string Place,
    string Behaviour,
    string? Choice,
    string Name,
    string Telephone,
    string Reply,
    (TimeSpan TakenUp, TimeSpan Replied, TimeSpan Ended) Took,
    PastEnd End,
    ClosingReason Because,
    bool Matter,
    bool Again
)
{
    public DateTimeOffset TakenUp => Sent + Took.TakenUp;
    public DateTimeOffset Replied => Sent + Took.Replied;

    /// <summary>In the hours of an office, as nobody closes a report at night.</summary>
    public DateTimeOffset Ended
    {
        get
        {
            var at = Sent + Took.Ended;
            var day = CountyClock.StartOf(CountyClock.DayOf(at));
            return day + TimeSpan.FromHours(9) + ((at - day) / 3);
        }
    }

    public ReportDraft Draft(TruePoint middle) =>
        new()
        {
            Category = Kind.Category,
            Answers = Answers(),
            Place = Place,
            Point = middle with { Longitude = middle.Longitude + Near.East, Latitude = middle.Latitude + Near.North },
            Happened = HappenedKind.Exact,
            On = CountyClock.DayOf(Sent),
            Behaviour = Behaviour,
            Anonymous = Name.Length == 0,
            Name = Name,
            Way = Name.Length == 0 ? null : ContactWay.None,
            Telephone = Telephone,
        };

    private Dictionary<string, IReadOnlyList<string>> Answers() =>
        Kind.Category is "retail" ? new() { ["shop"] = [Place] }
        : Kind.Choice is { Question: var question } && Choice is not null ? new() { [question] = [Choice] }
        : [];
}
