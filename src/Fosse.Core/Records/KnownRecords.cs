using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>A record that somebody may know of: what it is called and who holds it.</summary>
public sealed record KnownRecord(Guid RecordId, string Reference, string Agency, bool Own);

internal static class KnownRecords
{
    /// <returns>A record of the own agency, or of another that has told of it by an agreement; none of any other, whether there is one or
    /// not.</returns>
    public static async Task<KnownRecord?> Known(
        this SafetyDb db,
        Guid record,
        SignedIn who,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        who.Must(RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        if (
            await db.Set<SubjectRecord>()
                .AsNoTracking()
                .Where(r => r.Id == record && r.ForgottenAt == null)
                .Join(db.Set<Agency>(), r => r.AgencyId, a => a.Id, (r, a) => new { Record = r, a.Name })
                .SingleOrDefaultAsync(stop)
            is not { } found
        )
            return null;
        var own = found.Record.AgencyId == who.AgencyId;
        return own || who.May(RecordsPermissions.ReadRecords) && await db.MayPoint(found.Record, who.AgencyId, words, today, stop)
            ? new(record, found.Record.Reference, found.Name, own)
            : null;
    }

    public static async Task<KnownRecord?> KnownCalled(
        this SafetyDb db,
        string reference,
        SignedIn who,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        var wanted = reference.Trim().ToUpperInvariant();
        var id = await db.Set<SubjectRecord>().Where(r => r.Reference == wanted).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(stop);
        return id is { } record ? await db.Known(record, who, words, today, stop) : null;
    }
}
