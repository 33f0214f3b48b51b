using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Whoever has declared a conflict of interest with a record neither reads it nor has a part in anything done with it, by
/// whichever account.</summary>
public static class Conflicts
{
    /// <summary>What the person of an account has declared, by any account of theirs.</summary>
    internal static IQueryable<ConflictOfInterest> ConflictsOf(this SafetyDb db, Guid account)
    {
        var own = db.AccountsOfPerson(account);
        return db.Set<ConflictOfInterest>().Where(c => c.AccountId == account || own.Contains(c.AccountId));
    }

    internal static Task<ConflictOfInterest?> Declared(this SafetyDb db, Guid record, Guid account, CancellationToken stop) =>
        db.ConflictsOf(account).AsNoTracking().OrderBy(c => c.DeclaredAt).FirstOrDefaultAsync(c => c.RecordId == record, stop);

    public static Task<bool> HasConflict(this SafetyDb db, Guid record, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        return db.HasConflict(record, who.AccountId, stop);
    }

    internal static Task<bool> HasConflict(this SafetyDb db, Guid record, Guid account, CancellationToken stop) =>
        db.ConflictsOf(account).AnyAsync(c => c.RecordId == record, stop);

    /// <summary>The refusal where a record is another agency's by now: what was proposed about it counts no more.</summary>
    internal static async Task<Refusal?> NotHeldBy(this SafetyDb db, Guid record, Guid agency, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<SubjectRecord>().AnyAsync(r => r.Id == record && r.AgencyId == agency, stop)
            ? null
            : new Refusal("", RecordsText.Of("Records.AnotherHolds"));
    }

    /// <summary>The refusal of whoever has one.</summary>
    public static async Task<Refusal?> Conflict(this SafetyDb db, Guid record, SignedIn who, CancellationToken stop) =>
        await db.HasConflict(record, who, stop) ? new Refusal("", RecordsText.Of("Records.Conflict")) : null;
}
