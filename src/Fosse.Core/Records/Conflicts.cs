using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Whoever has declared a conflict of interest with a record neither reads it nor has a part in anything done with it.</summary>
public static class Conflicts
{
    /// <summary>Asked by account and by person: a second account of the same person is no way round.</summary>
    public static Task<bool> HasConflict(this SafetyDb db, Guid record, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        var (account, person) = (who.AccountId, who.PersonId);
        return db.Set<ConflictOfInterest>().AnyAsync(c => c.RecordId == record && (c.AccountId == account || c.AccountId == person), stop);
    }

    /// <summary>The refusal of whoever has one.</summary>
    public static async Task<Refusal?> Conflict(this SafetyDb db, Guid record, SignedIn who, CancellationToken stop) =>
        await db.HasConflict(record, who, stop) ? new Refusal("", RecordsText.Of("Records.Conflict")) : null;
}
