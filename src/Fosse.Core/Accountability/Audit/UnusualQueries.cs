using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>A finding with the name of the reader.</summary>
/// <param name="Mine">The reader is the one who looks at it, by whichever account: somebody else has to ask.</param>
public sealed record UnusualLine(UnusualFinding Finding, string Reader, bool Mine = false);

/// <summary>What was found about a finding, with the names of whom it is about and who asked.</summary>
public sealed record AnsweredLine(UnusualAnswer Answer, string Reader, string By);

/// <summary>A page of findings: those that nobody has dealt with lead, those dealt with follow, the newest first.</summary>
public sealed record UnusualPage(
    IReadOnlyList<UnusualLine> Open,
    IReadOnlyList<AnsweredLine> Answered,
    int AllOpen,
    int AllAnswered,
    int Page,
    int Pages
);

/// <summary>A finding with its lines, for whoever asks about it.</summary>
public sealed record UnusualFront(UnusualLine Line, IReadOnlyList<LedgerRow> Rows, IReadOnlyList<AnsweredLine> Earlier);

public static class UnusualQueries
{
    public const int Days = 28,
        PageSize = 25,
        MostRows = 200;
    private const int Most = 200_000;
    private const string Gone = "an account that is gone";

    /// <summary>What to ask the people of an agency about, of the last four weeks; what has been dealt with is not among it.</summary>
    public static async Task<IReadOnlyList<UnusualLine>> UnusualAccess(
        this SafetyDb db,
        SignedIn who,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        who.Must(AccountabilityPermissions.ReviewAccess);
        var own = await db.OwnAccounts(who, stop);
        return [.. (await db.UnusualAccess(who.AgencyId, now, stop)).Select(l => l with { Mine = own.Contains(l.Finding.Reader) })];
    }

    internal static async Task<IReadOnlyList<UnusualLine>> UnusualAccess(
        this SafetyDb db,
        Guid agency,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var since = now.AddDays(-Days);
        var answers = (
            await db.Set<UnusualAnswer>()
                .AsNoTracking()
                .Where(a => a.AgencyId == agency && a.AnsweredAt >= since)
                .Take(Most)
                .ToListAsync(stop)
        ).ToLookup(a => (a.Rule, a.ReaderId, a.Day), a => a.UpToLine);
        var findings = Audit
            .UnusualAccess.In(await db.Facts(agency, now, stop))
            .Select(f => Left(f, answers[(f.Rule, f.Reader, f.Day)].Append(0).Max()))
            .OfType<UnusualFinding>()
            .ToList();
        var readers = findings.Select(f => f.Reader).Distinct().ToList();
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => readers.Contains(a.Id))
            .Take(Most)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return [.. findings.Select(f => new UnusualLine(f, names.GetValueOrDefault(f.Reader, Gone)))];
    }

    public static async Task<UnusualPage> UnusualPage(this SafetyDb db, SignedIn who, int page, DateTimeOffset now, CancellationToken stop)
    {
        who.Must(AccountabilityPermissions.ReviewAccess);
        var open = await db.UnusualAccess(who, now, stop);
        var answers = db.Set<UnusualAnswer>().AsNoTracking().Where(a => a.AgencyId == who.AgencyId);
        var answered = await answers.CountAsync(stop);
        var pages = Math.Max(1, (open.Count + answered + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var first = (shown - 1) * PageSize;
        var onPage = open.OrderBy(l => l.Finding.Rule).Skip(first).Take(PageSize).ToList();
        var rows = await answers
            .OrderByDescending(a => a.AnsweredAt)
            .ThenBy(a => a.Id)
            .Skip(Math.Max(0, first - open.Count))
            .Take(PageSize - onPage.Count)
            .ToListAsync(stop);
        return new(onPage, await db.Named(rows, stop), open.Count, answered, shown, pages);
    }

    /// <returns>None where it is not there, or somebody has dealt with it.</returns>
    public static async Task<UnusualFront?> UnusualFinding(
        this SafetyDb db,
        SignedIn who,
        UnusualRule rule,
        Guid reader,
        DateOnly? day,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        who.Must(AccountabilityPermissions.ReviewAccess);
        if (
            (await db.UnusualAccess(who, now, stop)).FirstOrDefault(l =>
                l.Finding.Rule == rule && l.Finding.Reader == reader && l.Finding.Day == day
            )
            is not { } found
        )
            return null;
        if (found.Finding.Lines.Count > MostRows)
            db.CutAt(MostRows, found.Finding.Lines.Count);
        var numbers = found.Finding.Lines.TakeLast(MostRows).ToList();
        var lines = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => numbers.Contains(l.Sequence))
            .OrderByDescending(l => l.Sequence)
            .Take(MostRows)
            .ToListAsync(stop);
        var names = await db.Named(lines, stop);
        var earlier = await db.Set<UnusualAnswer>()
            .AsNoTracking()
            .Where(a => a.AgencyId == who.AgencyId && a.Rule == rule && a.ReaderId == reader)
            .OrderByDescending(a => a.AnsweredAt)
            .Take(PageSize)
            .ToListAsync(stop);
        return new(found, [.. lines.Select(l => new LedgerRow(l, names.Reader(l), names.Reference(l)))], await db.Named(earlier, stop));
    }

    // What came after the last answer is a question again; a day is asked about as a whole.
    private static UnusualFinding? Left(UnusualFinding finding, long upTo)
    {
        var lines = finding.Lines.Where(l => l > upTo).ToList();
        return lines.Count == 0 ? null
            : lines.Count == finding.Lines.Count || finding.Day is not null ? finding
            : finding with { Lines = lines, Count = lines.Count };
    }

    private static async Task<IReadOnlyList<AnsweredLine>> Named(this SafetyDb db, List<UnusualAnswer> answers, CancellationToken stop)
    {
        var people = answers.SelectMany(a => new[] { a.ReaderId, a.AnsweredBy }).Distinct().ToList();
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => people.Contains(a.Id))
            .Take(Most)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return
        [
            .. answers.Select(a => new AnsweredLine(
                a,
                names.GetValueOrDefault(a.ReaderId, Gone),
                names.GetValueOrDefault(a.AnsweredBy, Gone)
            )),
        ];
    }

    private static async Task<List<ReadFacts>> Facts(this SafetyDb db, Guid agency, DateTimeOffset now, CancellationToken stop)
    {
        var first = await db.FirstSince(now.AddDays(-Days), stop);
        var reads = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l =>
                l.Sequence >= first
                && l.AgencyId == agency
                && (
                    l.Kind == LedgerKind.Opened
                    || l.Kind == LedgerKind.BrokeGlass
                    || l.Kind == LedgerKind.Shown
                    || l.Kind == LedgerKind.Pointed
                )
                && l.ActorId != Actor.TheHouse
            )
            .Join(
                db.Set<SubjectRecord>(),
                l => l.Subject,
                r => (Guid?)r.Id,
                (l, r) =>
                    new
                    {
                        l.Sequence,
                        l.At,
                        l.ActorId,
                        Record = r.Id,
                        l.Purpose,
                        l.ReasonFrom,
                        l.Kind,
                        r.CaseReference,
                    }
            )
            .OrderBy(l => l.Sequence)
            .Take(Most)
            .ToListAsync(stop);
        var accounts = db.Set<Account>().Where(a => a.AgencyId == agency).Select(a => a.Id);
        var assigned = (
            await db.Set<RecordAssignment>().AsNoTracking().Where(a => accounts.Contains(a.AccountId)).Take(Most).ToListAsync(stop)
        ).ToLookup(a => (a.AccountId, a.RecordId));
        var alike = (await db.Set<AccessLikeness>().AsNoTracking().Where(l => l.Line >= first).Take(Most).ToListAsync(stop))
            .Select(l => (l.Line, l.Rule))
            .ToHashSet();
        return
        [
            .. reads.Select(l => new ReadFacts
            {
                Line = l.Sequence,
                At = l.At,
                Reader = l.ActorId,
                Record = l.Record,
                Purpose = l.Purpose,
                From = l.ReasonFrom,
                Shown = l.Kind is LedgerKind.Shown or LedgerKind.Pointed,
                HasCase = l.CaseReference is not null,
                OwnStreet = alike.Contains((l.Sequence, UnusualRule.OwnStreet)),
                SameSurname = alike.Contains((l.Sequence, UnusualRule.SameSurname)),
                AssignmentOver = Over([.. assigned[(l.ActorId, l.Record)]], CountyClock.DayOf(l.At)),
            }),
        ];
    }

    private static bool Over(List<RecordAssignment> assignments, DateOnly day) =>
        assignments.Exists(a => a.IsOverOn(day)) && !assignments.Exists(a => a.IsInForceOn(day));
}
