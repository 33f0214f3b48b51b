using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Keeps which members have nobody who may read reports, so that none is sent there: accounts begin, end and lose roles by
/// themselves.</summary>
public sealed class FindSilentAgencies(SafetyDb db, CountyClock clock) : ITimetabled
{
    private const int Most = 1000;

    public string Name => "reports.silent";
    public string When => "every minute";
    public string Does => "finds members in which nobody may read reports; reports go to others meanwhile";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddMinutes(1);

    public async Task Run(CancellationToken stop)
    {
        var members = await db.Set<Agency>().MembersOn(clock.Today).Select(a => a.Id).Take(Most).ToListAsync(stop);
        var readers = await (await db.WithAny([RecordsPermissions.ReadRecords], clock.Today, stop))
            .Select(a => a.AgencyId)
            .Distinct()
            .Take(Most)
            .ToListAsync(stop);
        var silent = members.Except(readers).ToHashSet();
        var held = await db.Set<SilentAgency>().Take(Most).ToListAsync(stop);
        db.RemoveRange(held.Where(a => !silent.Contains(a.AgencyId)));
        db.AddRange(silent.Except(held.Select(a => a.AgencyId)).Select(id => new SilentAgency { AgencyId = id, Since = clock.Now }));
        await db.SaveChangesAsync(stop);
    }
}
