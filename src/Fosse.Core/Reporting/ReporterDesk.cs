using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>A letter as the reporter reads it.</summary>
public sealed record ReadLetter(DateTimeOffset At, MessageKind Kind, string Words);

/// <summary>A report as its reporter sees it: what became of it, and the letters.</summary>
public sealed record OwnReport(
    Guid RecordId,
    string Reference,
    string Category,
    ReportState State,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? ClosedAt,
    ClosingReason? ClosedBecause,
    bool MayReopen,
    bool MayWithdraw,
    bool Asked,
    string Agency,
    DateTimeOffset? LookBy,
    IReadOnlyList<ReadLetter> Letters
)
{
    /// <summary>That it was joined with others, of which nothing else is told.</summary>
    public IReadOnlyList<JoinedLine> Joined { get; init; } = [];
}

/// <summary>That somebody with the code of a report has joined it with another, and when that ended.</summary>
/// <param name="Letter">Its letter, by which it is parted.</param>
public sealed record JoinedLine(Guid Letter, DateTimeOffset At, DateTimeOffset? PartedAt);

/// <summary>Lets a reporter without an account look at their report with its reference and secret, write, reopen and withdraw. Reads
/// nothing behind the wall.</summary>
public sealed class ReporterDesk(SafetyDb db, Sealer sealer, IOptions<UrgentOptions> urgent, CountyClock clock)
{
    private const int MostLetters = 500,
        LongestWords = 4000;

    /// <returns>None where reference and secret do not belong together: the same answer whether the reference exists or not.</returns>
    public async Task<OwnReport?> Open(string reference, string secret, CancellationToken stop) =>
        await Box(reference, secret, stop) is { } box ? await Read(box.Report, box.Key, stop) : null;

    public async Task<Outcome<OwnReport>> Write(string reference, string secret, string words, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (await Box(reference, secret, stop) is not { } box)
            return NotTheirs;
        if (string.IsNullOrWhiteSpace(words))
            return new Refusal("words", ReportingText.Of("ReporterDesk.WriteWords"));
        if (words.Length > LongestWords)
            return new Refusal("words", ReportingText.Of("ReporterDesk.WordsTooLong"));
        box.Report.HeardFromReporter(clock.Now);
        Mark(box.Report, words);
        return await Keep(box, MessageKind.FromReporter, words.Trim(), stop);
    }

    /// <summary>Until when somebody looks at a report, where it does not wait for its turn.</summary>
    public Task<DateTimeOffset?> LookBy(string reference, CancellationToken stop) =>
        db.Set<IncidentReport>()
            .AsNoTracking()
            .Where(r => r.Reference == reference && r.LookedAt == null)
            .Select(r => r.LookBy)
            .SingleOrDefaultAsync(stop);

    /// <summary>Once, and within 28 days of being closed.</summary>
    public async Task<Outcome<OwnReport>> Reopen(string reference, string secret, string why, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        if (await Box(reference, secret, stop) is not { } box)
            return NotTheirs;
        if (!box.Report.MayReopen(clock.Now))
            return new Refusal("", ReportingText.Of("ReporterDesk.NotReopened"));
        if (string.IsNullOrWhiteSpace(why))
            return new Refusal("why", ReportingText.Of("ReporterDesk.SayWhatIsLeft"));
        if (why.Length > LongestWords)
            return new Refusal("why", ReportingText.Of("ReporterDesk.WhyTooLong"));
        box.Report.Reopen(clock.Now);
        Mark(box.Report, why, again: true);
        return await Keep(box, MessageKind.Reopening, why.Trim(), stop);
    }

    public async Task<Outcome<OwnReport>> Withdraw(string reference, string secret, CancellationToken stop)
    {
        if (await Box(reference, secret, stop) is not { } box)
            return NotTheirs;
        if (box.Report.State.IsOver())
            return new Refusal("", ReportingText.Of("ReporterDesk.ClosedAlready"));
        if (box.Report.NeedsALook)
        {
            // Whoever hurts somebody may have seen the code: a person closes it, not the code.
            box.Report.HeardFromReporter(clock.Now);
            return await Keep(box, MessageKind.FromReporter, ReportingText.Of("ReporterDesk.WishesToWithdraw"), stop);
        }
        box.Report.Close(ClosingReason.Withdrawn, clock.Now);
        return await Keep(box, MessageKind.Withdrawal, "The reporter has withdrawn the report.", stop);
    }

    // What is written later may tell of a threat for the first time, and whoever opens an urgent report again must not wait either.
    private void Mark(IncidentReport report, string words, bool again = false)
    {
        if (report.State.IsOver())
            return;
        var said = ReportSpotter.Risks(words);
        if (said.Except(report.Risks).Any())
            report.Risks = [.. report.Risks.Union(said).Order()];
        if (said.AreUrgent() || again && report.Risks.AreUrgent())
            report.MustNotWait(clock.Now + urgent.Value.LookWithin, clock.Now + urgent.Value.ReplyWithin);
    }

    private async Task<Outcome<OwnReport>> Keep(
        (IncidentReport Report, BoxKey Key) box,
        MessageKind kind,
        string words,
        CancellationToken stop
    )
    {
        var (id, now) = (box.Report.RecordId, clock.Now);
        db.Add(ReportLetters.Of(id, box.Key, kind, words, now));
        db.Add(
            new ReportMessage
            {
                Subject = id,
                At = now,
                Kind = kind,
                Words = await sealer.Seal(id, words, stop),
            }
        );
        db.Announce(new ReporterWrote(id, kind));
        await db.SaveChangesAsync(stop);
        return await Read(box.Report, box.Key, stop);
    }

    internal async Task<OwnReport> Read(IncidentReport report, BoxKey key, CancellationToken stop)
    {
        var letters = await db.Set<ReportLetter>()
            .AsNoTracking()
            .Where(l => l.RecordId == report.RecordId)
            .OrderBy(l => l.At)
            .ThenBy(l => l.Id)
            .Take(MostLetters)
            .ToListAsync(stop);
        var name =
            await db.Set<ReportCategory>().Where(c => c.Code == report.Category).Select(c => c.Name).SingleOrDefaultAsync(stop)
            ?? report.Category;
        return new(
            report.RecordId,
            report.Reference,
            name,
            report.State,
            report.SubmittedAt,
            report.AnsweredAt,
            report.ClosedAt,
            report.ClosedBecause,
            report.MayReopen(clock.Now),
            !report.State.IsOver(),
            report.WaitingSince is not null,
            report.AnsweredByName,
            report.WaitsForALook ? report.LookBy : null,
            [.. letters.Where(l => l.Kind is not MessageKind.Joined).Select(l => new ReadLetter(l.At, l.Kind, ReportLetters.Read(l, key)))]
        )
        {
            Joined = await JoinedLines(letters, key, stop),
        };
    }

    private async Task<IReadOnlyList<JoinedLine>> JoinedLines(IEnumerable<ReportLetter> letters, BoxKey key, CancellationToken stop)
    {
        var joined = letters
            .Where(l => l.Kind is MessageKind.Joined)
            .Select(l => (Letter: l, Pair: JoinReports.PairIn(l, key)))
            .Where(l => l.Pair is not null)
            .ToList();
        var pairs = joined.Select(l => l.Pair!.Value).ToList();
        var parted = await db.Set<PartedPair>()
            .AsNoTracking()
            .Where(p => pairs.Contains(p.Joined))
            .Take(MostLetters)
            .ToDictionaryAsync(p => p.Joined, p => p.At, stop);
        return
        [
            .. joined.Select(l => new JoinedLine(
                l.Letter.Id,
                l.Letter.At,
                parted.TryGetValue(l.Pair!.Value, out var at) ? at : (DateTimeOffset?)null
            )),
        ];
    }

    /// <summary>The door of a box, and the only one. A code has 80 bits and each address a limit of requests, so that guessing is hopeless;
    /// to shut a box after wrong ones would only shut out whoever has the right one.</summary>
    internal async Task<(IncidentReport Report, BoxKey Key)?> Box(string reference, string secret, CancellationToken stop)
    {
        var said = ReportReference.Said(reference);
        var found = await db.Set<IncidentReport>()
            .Where(r => r.Reference == said)
            .Join(db.Set<ReportBox>(), r => r.RecordId, b => b.RecordId, (r, b) => new { Report = r, Box = b })
            .SingleOrDefaultAsync(stop);
        // A secret is tried whether or not there is a box, so that the time it takes tells nothing.
        var key = BoxKey.Unwrap(found?.Box.Wrapped ?? new byte[60], secret, said);
        return found is not null && key is not null ? (found.Report, key) : null;
    }

    internal static Refusal NotTheirs => new("reference", ReportingText.Of("ReporterDesk.NotTogether"));
}

/// <summary>Letters in a reporter's box.</summary>
internal static class ReportLetters
{
    public static ReportLetter Of(Guid record, BoxKey key, MessageKind kind, string words, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            RecordId = record,
            At = at,
            Kind = kind,
            Locked = key.Lock(words, About(id)),
        };
    }

    public static string Read(ReportLetter letter, BoxKey key) =>
        key.TryOpen(letter.Locked, About(letter.Id), out string? words) ? words : "This message cannot be read any more.";

    private static string About(Guid id) => $"fosse letter {id:n}";
}
