using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>That another agency holds a record, and whom to ask. Nothing else of it.</summary>
public sealed record RecordPointer(Guid RecordId, string Agency, string Contact);

/// <summary>What agencies may know of each other's records without reading them.</summary>
public static class Pointers
{
    private const int Most = 50;

    /// <summary>Whether any agreement that is active, of either level and for whatever purpose that tells, lets the agency know of the
    /// record.</summary>
    internal static async Task<bool> MayPoint(
        this SafetyDb db,
        SubjectRecord record,
        Guid agency,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        foreach (var purpose in words.PurposesThat(p => p.Told))
        {
            if (
                (await db.Agreements(record.AgencyId, agency, record.Class, purpose, today, stop)).Any(a =>
                    a.State is AgreementState.Active
                )
            )
                return true;
        }
        return false;
    }

    /// <summary>Who holds these records, in the order of their ids; that the asker may be told is in the ledger already.</summary>
    internal static async Task<IReadOnlyList<RecordPointer>> Told(this SafetyDb db, IReadOnlyList<Guid> records, CancellationToken stop)
    {
        var found = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => records.Contains(r.Id))
            .Join(db.Set<Agency>(), r => r.AgencyId, a => a.Id, (r, a) => new RecordPointer(r.Id, a.Name, a.Contact))
            .Take(Most)
            .ToDictionaryAsync(p => p.RecordId, stop);
        return [.. records.Where(found.ContainsKey).Select(r => found[r])];
    }
}
