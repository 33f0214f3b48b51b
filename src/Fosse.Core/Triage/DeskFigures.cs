using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>How many of the reports that came to an agency reached a desk that was not theirs, and why. One report may have several
/// reasons, and counts once in <paramref name="NotOwn"/>.</summary>
/// <param name="Received">All that came to it since then, those that it has handed on included.</param>
/// <param name="PlaceNotKnown">They came because nobody knew where it was.</param>
/// <param name="NobodyThere">They came because no agency answers their kind at their place.</param>
/// <param name="HandedOn">Somebody of it handed them to another agency.</param>
/// <param name="Moved">Somebody moved them to another team of it.</param>
public sealed record DeskFigures(int Received, int NotOwn, int PlaceNotKnown, int NobodyThere, int HandedOn, int Moved)
{
    /// <summary>How far back they are counted.</summary>
    public const int Days = 28;
}

public static class DeskFiguresQuery
{
    public static async Task<DeskFigures> DeskFigures(this SafetyDb db, SignedIn who, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        var (agency, since) = (who.AgencyId, now.AddDays(-Triage.DeskFigures.Days));
        var own = db.Set<Account>().Where(a => a.AgencyId == agency).Select(a => a.Id);
        var deeds = db.Set<ReportDeed>().Where(d => own.Contains(d.By));
        var handedOn = deeds.Where(d => d.Kind == DeedKind.Redirected).Select(d => d.RecordId);
        var moved = deeds.Where(d => d.Kind == DeedKind.TeamChanged).Select(d => d.RecordId);
        var here = db.Set<SubjectRecord>().Where(r => r.AgencyId == agency).Select(r => r.Id);
        var came = db.Set<IncidentReport>()
            .Where(r => r.SubmittedAt >= since && (here.Contains(r.RecordId) || handedOn.Contains(r.RecordId)));
        return new(
            await came.CountAsync(stop),
            await came.CountAsync(r => r.Reached != DeskReached.Own || handedOn.Contains(r.RecordId) || moved.Contains(r.RecordId), stop),
            await came.CountAsync(r => r.Reached == DeskReached.PlaceNotKnown, stop),
            await came.CountAsync(r => r.Reached == DeskReached.NobodyThere, stop),
            await came.CountAsync(r => handedOn.Contains(r.RecordId), stop),
            await came.CountAsync(r => moved.Contains(r.RecordId), stop)
        );
    }
}
