using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Requests;

/// <summary>Stops an import, and lets one that was stopped or failed go on. What was stored stays either way.</summary>
public sealed class StopImport(SafetyDb db, CountyClock clock)
{
    /// <summary>One that runs ends at its next few rows; one that waits does not begin.</summary>
    public async Task<Outcome<Guid>> Stop(SignedIn by, Guid id, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        var now = clock.Now;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        var changed =
            await Of(id)
                .Where(r => r.State == ImportState.Waiting)
                .ExecuteUpdateAsync(
                    r => r.SetProperty(x => x.State, ImportState.Stopped).SetProperty(x => x.EndedAt, (DateTimeOffset?)now),
                    stop
                )
            + await Of(id).Where(r => r.State == ImportState.Running).ExecuteUpdateAsync(r => r.SetProperty(x => x.StopAsked, true), stop);
        if (changed == 0)
            return new Refusal("", IntakeText.Of("StopImport.HadEnded"));
        db.Note(by, now, IntakeAdminEvents.ImportStopped, id);
        await db.SaveChangesAsync(stop);
        await both.CommitAsync(stop);
        return id;
    }

    public async Task<Outcome<Guid>> GoOn(SignedIn by, Guid id, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        var now = clock.Now;
        await using var both = await db.Database.BeginTransactionAsync(stop);
        if (
            await Of(id)
                .Where(r =>
                    r.State == ImportState.Stopped
                    || r.State == ImportState.Failed
                    || (r.State == ImportState.Refused && r.Source == ImportSource.Folder)
                )
                .ExecuteUpdateAsync(
                    r =>
                        r.SetProperty(x => x.State, ImportState.Waiting)
                            .SetProperty(x => x.DueAt, now)
                            .SetProperty(x => x.Attempts, 0)
                            .SetProperty(x => x.StopAsked, false)
                            .SetProperty(x => x.EndedAt, (DateTimeOffset?)null)
                            .SetProperty(x => x.Note, (string?)null),
                    stop
                ) == 0
        )
            return new Refusal("", IntakeText.Of("StopImport.GoesOn"));
        db.Note(by, now, IntakeAdminEvents.ImportGoneOn, id);
        await db.SaveChangesAsync(stop);
        await both.CommitAsync(stop);
        return id;
    }

    private IQueryable<ImportRequest> Of(Guid id) => db.Set<ImportRequest>().Where(r => r.Id == id);
}
