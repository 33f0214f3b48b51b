using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Which lines of the ledger somebody wants to see; what is none does not narrow.</summary>
/// <param name="Before">Lines older than this one: the next page.</param>
public sealed record LedgerFilter(
    string? Reference = null,
    Guid? Person = null,
    LedgerKind? Kind = null,
    DateOnly? From = null,
    DateOnly? To = null,
    long? Before = null
);

/// <summary>A line with the names of who and the reference of what.</summary>
public sealed record LedgerRow(LedgerLine Line, string Reader, string? Reference);

/// <param name="More">The line before which the next page begins; none on the last.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, long? More);

public static class LedgerQueries
{
    public const int PageSize = 50;

    /// <summary>Lines of the agency's own people, and of others about the agency's records; the newest first.</summary>
    public static async Task<LedgerPage> Ledger(this SafetyDb db, SignedIn who, LedgerFilter filter, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(filter);
        who.Must(AccountabilityPermissions.ReadLedger);
        var lines = await (await db.LinesOf(who, filter, stop)).OrderByDescending(l => l.Sequence).Take(PageSize + 1).ToListAsync(stop);
        var shown = lines.Take(PageSize).ToList();
        var names = await db.Named(shown, stop);
        return new(
            [.. shown.Select(l => new LedgerRow(l, names.Reader(l), names.Reference(l)))],
            lines.Count > PageSize ? shown[^1].Sequence : null
        );
    }

    public static async Task<LedgerRow?> LedgerLine(this SafetyDb db, SignedIn who, long line, CancellationToken stop)
    {
        who.Must(AccountabilityPermissions.ReadLedger, AccountabilityPermissions.ReviewAccess);
        var found = await (await db.LinesOf(who, new(), stop)).SingleOrDefaultAsync(l => l.Sequence == line, stop);
        if (found is null)
            return null;
        var names = await db.Named([found], stop);
        return new(found, names.Reader(found), names.Reference(found));
    }

    internal static async Task<IQueryable<LedgerLine>> LinesOf(this SafetyDb db, SignedIn who, LedgerFilter filter, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        var own = db.Set<SubjectRecord>().Where(r => r.AgencyId == who.AgencyId);
        var lines = db.Set<LedgerLine>().AsNoTracking().Where(l => l.AgencyId == who.AgencyId || own.Any(r => r.Id == l.Subject));
        if (filter.Reference?.Trim() is { Length: > 0 } reference)
            lines = lines.Where(l => db.Set<SubjectRecord>().Any(r => r.Id == l.Subject && r.Reference == reference));
        if (filter.Person is { } person)
            lines = lines.Where(l => l.ActorId == person);
        if (filter.Kind is { } kind)
            lines = lines.Where(l => l.Kind == kind);
        if (filter.From is { } from)
        {
            var first = await db.FirstSince(CountyClock.StartOf(from), stop);
            lines = lines.Where(l => l.Sequence >= first);
        }
        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var end = await db.FirstSince(CountyClock.StartOf(to.AddDays(1)), stop);
            lines = lines.Where(l => l.Sequence < end);
        }
        if (filter.Before is { } before)
            lines = lines.Where(l => l.Sequence < before);
        return lines;
    }

    /// <summary>People of the agency, for the filter.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Readers(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(AccountabilityPermissions.ReadLedger);
        var found = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.AgencyId == who.AgencyId)
            .OrderBy(a => a.Name)
            .Select(a => new { a.Id, a.Name })
            .First(1000, db, stop);
        return [.. found.Select(a => (a.Id, a.Name))];
    }
}
