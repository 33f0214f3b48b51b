using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;

namespace Fosse.Accountability.Audit;

/// <summary>What makes a read worth a question. None of these is wrong in itself.</summary>
public enum UnusualRule
{
    OwnStreet,
    SameSurname,
    OutOfHours,
    ManyReads,
    WithoutCase,
    AfterAssignment,
}

/// <summary>One read, as the rules see it. It holds no personal data of the public: likenesses come as yes or no.</summary>
internal sealed record ReadFacts
{
    public required long Line { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid Reader { get; init; }
    public required Guid Record { get; init; }
    public Purpose? Purpose { get; init; }
    public ReasonFrom From { get; init; }

    /// <summary>A search showed who it is; the record was not opened.</summary>
    public bool Shown { get; init; }
    public bool HasCase { get; init; } = true;

    /// <summary>The reader had been assigned to the record and was not any more.</summary>
    public bool AssignmentOver { get; init; }
    public bool OwnStreet { get; init; }
    public bool SameSurname { get; init; }
}

/// <summary>Lines of one reader that a rule asks about. There is no score: a person looks at the lines.</summary>
/// <param name="Count">Records read on the day, for many reads; else the number of lines.</param>
/// <param name="Own">For many reads, the middle of the reader's own days.</param>
/// <param name="Peers">For many reads, the middle of the days of all readers of the agency.</param>
public sealed record UnusualFinding(
    UnusualRule Rule,
    Guid Reader,
    IReadOnlyList<long> Lines,
    int Count,
    DateOnly? Day = null,
    double? Own = null,
    double? Peers = null
);

/// <summary>Finds reads that somebody should ask about. A pure function; docs/methods/unusual-access.md has the rules in words.</summary>
internal static class UnusualAccess
{
    /// <summary>A day of this many records is asked about where it is also far above the reader's own and the others' middle day.</summary>
    public const int ManyRecords = 20;
    public const int TimesTheMiddle = 3;
    public const double MostlyAtNight = 0.25;
    private static readonly (TimeOnly From, TimeOnly To) Night = (new(22, 0), new(6, 0));
    private static readonly Purpose?[] OfTheOffice =
    [
        PartnershipPurposes.AnswerDisclosure,
        AccountabilityPurposes.AnswerSubjectRequest,
        AccountabilityPurposes.SuperviseAccess,
    ];

    public static IReadOnlyList<UnusualFinding> In(IReadOnlyCollection<ReadFacts> looks) =>
        [
            // Who was shown by a search was looked at; how many a search shows says nothing of whoever searched.
            .. ByReader(UnusualRule.OwnStreet, looks.Where(r => r.OwnStreet)),
            .. ByReader(UnusualRule.SameSurname, looks.Where(r => r.SameSurname)),
            .. OfReads([.. looks.Where(r => !r.Shown)]),
        ];

    private static IReadOnlyList<UnusualFinding> OfReads(IReadOnlyCollection<ReadFacts> reads) =>
        [
            .. OutOfHours(reads),
            .. ManyReads(reads),
            .. ByReader(
                UnusualRule.WithoutCase,
                reads.Where(r =>
                    !r.HasCase && r.From is not (ReasonFrom.Assignment or ReasonFrom.TeamQueue) && !OfTheOffice.Contains(r.Purpose)
                )
            ),
            .. ByReader(
                UnusualRule.AfterAssignment,
                reads.Where(r =>
                    r.AssignmentOver && r.From is not (ReasonFrom.Assignment or ReasonFrom.TeamQueue) && !OfTheOffice.Contains(r.Purpose)
                )
            ),
        ];

    // Night is unusual only for those who do not work at night.
    private static IEnumerable<UnusualFinding> OutOfHours(IReadOnlyCollection<ReadFacts> reads) =>
        reads
            .GroupBy(r => r.Reader)
            .SelectMany(g =>
            {
                var night = g.Where(r => AtNight(r.At)).ToList();
                return night.Count > 0 && night.Count < MostlyAtNight * g.Count() ? ByReader(UnusualRule.OutOfHours, night) : [];
            });

    private static IEnumerable<UnusualFinding> ManyReads(IReadOnlyCollection<ReadFacts> reads)
    {
        var days = reads
            .GroupBy(r => (r.Reader, Day: CountyClock.DayOf(r.At)))
            .Select(g =>
                (
                    g.Key.Reader,
                    g.Key.Day,
                    Records: g.Select(r => r.Record).Distinct().Count(),
                    Lines: g.Select(r => r.Line).Order().ToList()
                )
            )
            .ToList();
        foreach (var day in days.Where(d => d.Records >= ManyRecords).OrderByDescending(d => d.Day))
        {
            var own = Middle.Of([.. days.Where(d => d.Reader == day.Reader && d.Day != day.Day).Select(d => (double)d.Records)]);
            var peers = Middle.Of([.. days.Where(d => d.Reader != day.Reader).Select(d => (double)d.Records)]);
            if (day.Records >= TimesTheMiddle * (own ?? 0) && day.Records >= TimesTheMiddle * (peers ?? 0))
                yield return new(UnusualRule.ManyReads, day.Reader, day.Lines, day.Records, day.Day, own, peers);
        }
    }

    private static IEnumerable<UnusualFinding> ByReader(UnusualRule rule, IEnumerable<ReadFacts> reads) =>
        reads
            .GroupBy(r => r.Reader)
            .Select(g => new UnusualFinding(rule, g.Key, [.. g.Select(r => r.Line).Order()], g.Count()))
            .OrderByDescending(f => f.Count);

    private static bool AtNight(DateTimeOffset at)
    {
        var time = TimeOnly.FromDateTime(CountyClock.Local(at).DateTime);
        return time >= Night.From || time < Night.To;
    }
}
