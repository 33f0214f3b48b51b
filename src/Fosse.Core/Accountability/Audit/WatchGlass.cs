using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>A record was opened in an emergency, without leave. Its owner is to know at once.</summary>
public sealed record GlassBroken(long Line, Guid RecordId, Guid OwnerId, Guid ByAgencyId) : IEvent
{
    public static string Name => "people.glass-broken.1";
}

/// <summary>
/// Tells the owners of records whose glass was broken. The pages read the ledger itself, so they show it at once; this is what wakes
/// everybody else, and it finds every broken glass however the record was opened.
/// </summary>
public sealed class WatchGlass(SafetyDb db, HouseWords words, CountyClock clock) : ITimetabled
{
    internal const string Mark = "access.glass";
    private const int AtATime = 5000;

    public string Name => "access.glass";

    public string When => "every minute";

    public string Does => "tells the owners of records that were opened in an emergency; the read itself does so at once";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddMinutes(1);

    public async Task Run(CancellationToken stop)
    {
        for (var last = await Marks.Read(db, Mark, stop); ; )
        {
            var from = last;
            var end = await db.Set<LedgerLine>()
                .Where(l => l.Sequence > from)
                .OrderBy(l => l.Sequence)
                .Take(AtATime)
                .Select(l => (long?)l.Sequence)
                .MaxAsync(stop);
            if (end is not { } to)
                return;
            foreach (var broken in await db.GlassBetween(from, to).Take(AtATime).ToListAsync(stop))
            {
                // Told again only if the process died before the mark was written, and then by the same key.
                if (
                    await db.Set<AccessReview>()
                        .AnyAsync(r => r.Line == broken.Line.Sequence && r.Kind == AccessReviewKind.BrokenGlass, stop)
                )
                    continue;
                db.Add(
                    new AccessReview
                    {
                        Line = broken.Line.Sequence,
                        // Where its owner has nobody who reviews, the reader's own agency has: without one there was no emergency.
                        AgencyId = await db.HasReviewer(broken.Owner, words, clock.Today, stop) ? broken.Owner : broken.Line.AgencyId,
                        Kind = AccessReviewKind.BrokenGlass,
                        WaitsSince = broken.Line.At,
                    }
                );
                db.Announce(new GlassBroken(broken.Line.Sequence, broken.Line.Subject!.Value, broken.Owner, broken.Line.AgencyId));
            }
            last = to;
            await Marks.Write(db, Mark, last, stop);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
    }
}

internal sealed record BrokenLine(LedgerLine Line, Guid Owner);

internal static class GlassQueries
{
    /// <summary>How many of somebody's emergencies nobody has looked at yet, by whichever account of theirs.</summary>
    public static Task<int> GlassWaiting(this SafetyDb db, Guid account, CancellationToken stop)
    {
        var own = db.AccountsOfPerson(account);
        return db.Set<LedgerLine>()
            .Where(l => own.Contains(l.ActorId) && l.Kind == LedgerKind.BrokeGlass)
            .CountAsync(
                l =>
                    !db.Set<AccessReview>()
                        .Any(r => r.Line == l.Sequence && r.Kind == AccessReviewKind.BrokenGlass && r.ReviewedAt != null),
                stop
            );
    }

    public static IQueryable<BrokenLine> GlassBetween(this SafetyDb db, long after, long to, Guid? owner = null) =>
        db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Sequence > after && l.Sequence <= to && l.Kind == LedgerKind.BrokeGlass)
            .Join(
                db.Set<SubjectRecord>().Where(r => owner == null || r.AgencyId == owner),
                l => l.Subject,
                r => (Guid?)r.Id,
                (l, r) => new { l, r.AgencyId }
            )
            .OrderBy(b => b.l.Sequence)
            .Select(b => new BrokenLine(b.l, b.AgencyId));
}
