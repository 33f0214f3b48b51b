using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.People;

/// <summary>That another agency holds a record, and whom to ask. Nothing else of it.</summary>
public sealed record RecordPointer(Guid RecordId, string Agency, string Contact);

/// <summary>What agencies may know of each other's records without reading them.</summary>
public static class Pointers
{
    private const int Most = 50;
    private static readonly Purpose[] Asked = [Purpose.TriageReport, Purpose.InvestigateCase, Purpose.SafeguardPerson, Purpose.ReviewCase];

    /// <summary>Whether any agreement that is active, of either level and for whatever purpose, lets the agency know of the record.</summary>
    internal static async Task<bool> MayPoint(this SafetyDb db, SubjectRecord record, Guid agency, DateOnly today, CancellationToken stop)
    {
        foreach (var purpose in Asked)
        {
            if ((await db.Agreements(record.AgencyId, agency, record.Class, purpose, today, stop)).Any(a => a.State is AgreementState.Active)) return true;
        }
        return false;
    }

    /// <summary>Of the records found by a search, those of other agencies that this one may know of.</summary>
    public static async Task<IReadOnlyList<RecordPointer>> PointersTo(this SafetyDb db, IReadOnlyCollection<Guid> records, SignedIn asker, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(asker);
        var found = await db.Set<SubjectRecord>().AsNoTracking().Where(r => records.Contains(r.Id) && r.AgencyId != asker.AgencyId && r.ForgottenAt == null)
            .Join(db.Set<Agency>(), r => r.AgencyId, a => a.Id, (r, a) => new { Record = r, a.Name, a.Contact }).OrderBy(r => r.Name).ThenBy(r => r.Record.Id).Take(Most).ToListAsync(stop);
        var pointers = new List<RecordPointer>();
        foreach (var one in found)
        {
            if (await db.MayPoint(one.Record, asker.AgencyId, today, stop)) pointers.Add(new(one.Record.Id, one.Name, one.Contact));
        }
        return pointers;
    }
}
