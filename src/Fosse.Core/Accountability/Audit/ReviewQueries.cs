using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

public static class ReviewQueries
{
    private const int Most = 200;

    /// <summary>What waits for this person's agency, the oldest first. A glass that was broken a moment ago is among them.</summary>
    public static async Task<IReadOnlyList<ReviewLine>> WaitingReviews(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(AccountabilityPermissions.ReviewAccess);
        var known = await db.Set<AccessReview>()
            .AsNoTracking()
            .Where(r => r.AgencyId == who.AgencyId && r.ReviewedAt == null)
            .Join(db.Set<LedgerLine>(), r => r.Line, l => l.Sequence, (r, l) => new { Review = r, Line = l })
            .OrderBy(r => r.Review.WaitsSince)
            .First(Most, db, stop);
        var fresh = await db.FreshGlass(who.AgencyId, stop);
        var all = known
            .Select(k => (k.Line, k.Review.Kind, k.Review.WaitsSince, Review: (AccessReview?)k.Review))
            .Concat(
                fresh
                    .Where(f => !known.Exists(k => k.Review.Kind is AccessReviewKind.BrokenGlass && k.Review.Line == f.Line.Sequence))
                    .Select(f => (f.Line, AccessReviewKind.BrokenGlass, f.Line.At, Review: (AccessReview?)null))
            )
            .ToList();
        var (names, own) = (await db.Named([.. all.Select(a => a.Line)], stop), await db.OwnAccounts(who, stop));
        return
        [
            .. all.Select(a => new ReviewLine(
                    a.Line,
                    a.Item2,
                    a.Item3,
                    names.Reader(a.Line),
                    names.Reference(a.Line),
                    own.Contains(a.Line.ActorId),
                    a.Review
                ))
                .OrderBy(r => r.Kind)
                .ThenBy(r => r.WaitsSince),
        ];
    }

    /// <summary>How many lines wait for this person: for the front page of work.</summary>
    public static async Task<(int Glass, int Sample)> ReviewsWaiting(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (!who.May(AccountabilityPermissions.ReviewAccess))
            return (0, 0);
        var waiting = await db.WaitingReviews(who, stop);
        return (
            waiting.Count(w => w is { Kind: AccessReviewKind.BrokenGlass, Mine: false }),
            waiting.Count(w => w is { Kind: AccessReviewKind.Sample, Mine: false })
        );
    }

    /// <returns>None when it is not this agency's to review.</returns>
    public static async Task<ReviewLine?> ReviewLine(
        this SafetyDb db,
        long line,
        AccessReviewKind kind,
        SignedIn who,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(AccountabilityPermissions.ReviewAccess);
        var found = await db.Set<LedgerLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Sequence == line, stop);
        if (found is null)
            return null;
        var review = await db.Set<AccessReview>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Line == line && r.AgencyId == who.AgencyId && r.Kind == kind, stop);
        if (
            review is null
            && !(kind is AccessReviewKind.BrokenGlass && (await db.FreshGlass(who.AgencyId, stop)).Exists(b => b.Line.Sequence == line))
        )
            return null;
        var (names, own) = (await db.Named([found], stop), await db.OwnAccounts(who, stop));
        return new ReviewLine(
            found,
            kind,
            review?.WaitsSince ?? found.At,
            names.Reader(found),
            names.Reference(found),
            own.Contains(found.ActorId),
            review
        )
        {
            ReasonRead =
                found.Typed is null
                || await db.Set<LedgerLine>()
                    .AnyAsync(
                        l =>
                            l.Subject == found.Subject
                            && l.Sequence > line
                            && l.Kind == LedgerKind.Opened
                            && l.Purpose == AccountabilityPurposes.SuperviseAccess
                            && own.Contains(l.ActorId),
                        stop
                    ),
        };
    }

    /// <summary>What one account read no other account of the same person reviews.</summary>
    internal static async Task<HashSet<Guid>> OwnAccounts(this SafetyDb db, SignedIn who, CancellationToken stop) =>
        [who.AccountId, .. await db.AccountsOfPerson(who.AccountId).Take(Most).ToListAsync(stop)];

    // Lines past the point that the watch has come to: the whole ledger is never searched for them.
    private static async Task<List<BrokenLine>> FreshGlass(this SafetyDb db, Guid owner, CancellationToken stop) =>
        await db.GlassBetween(await Marks.Read(db, WatchGlass.Mark, stop), long.MaxValue, owner).First(Most, db, stop);
}

/// <summary>Names for lines: of staff, and references of records. Neither is about the public.</summary>
public sealed record LineNames(IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Records)
{
    public string Reader(LedgerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.ActorId == Actor.TheHouse ? "Fosse" : People.GetValueOrDefault(line.ActorId, "an account that is gone");
    }

    public string? Reference(LedgerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Subject is { } subject && Records.TryGetValue(subject, out var reference) ? reference : null;
    }
}

public static class LineNameQueries
{
    private const int Most = 20_000;

    internal static async Task<LineNames> Named(this SafetyDb db, IReadOnlyCollection<LedgerLine> lines, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (people, records) = (
            lines.Select(l => l.ActorId).Distinct().ToList(),
            lines.Select(l => l.Subject).OfType<Guid>().Distinct().ToList()
        );
        return new(
            await db.Set<Account>()
                .AsNoTracking()
                .Where(a => people.Contains(a.Id))
                .Take(Most)
                .ToDictionaryAsync(a => a.Id, a => a.Name, stop),
            await db.Set<SubjectRecord>()
                .AsNoTracking()
                .Where(r => records.Contains(r.Id))
                .Take(Most)
                .ToDictionaryAsync(r => r.Id, r => r.Reference, stop)
        );
    }
}
