using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Intake.Requests;

/// <summary>The row of a request while a worker has it: holds it, writes down how far it is, and hears whether it is to stop.</summary>
internal sealed class HeldRequest(
    IServiceScopeFactory scopes,
    CountyClock clock,
    TimeProvider time,
    TimeSpan lease,
    Guid id,
    DateTimeOffset claimed,
    ShownInRow shown,
    ILogger log
)
{
    private const int SaysSoInALease = 3;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private volatile bool stopAsked;

    /// <summary>Whether somebody pressed the button.</summary>
    public bool StopAsked => stopAsked;

    /// <summary>Goes on until the source is cancelled, and cancels it when the import is to stop or has become another worker's.</summary>
    public async Task Hold(CancellationTokenSource cut)
    {
        var pause = lease / SaysSoInALease < Often ? lease / SaysSoInALease : Often;
        while (!cut.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, time, cut.Token);
                if (await SayHowFar(cut.Token) == 0)
                    await cut.CancelAsync();
                stopAsked = await OnRow((_, row) => row.AnyAsync(r => r.StopAsked, cut.Token));
                if (stopAsked)
                    await cut.CancelAsync();
            }
            catch (OperationCanceledException) when (cut.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database may be away for a while; the next time may come before the lease has run out.
                log.LogWarning("Import {Request} could not be held: {Failure}", id, e.GetType().Name);
            }
        }
    }

    /// <returns>One where it was ended, none where another worker holds it by now.</returns>
    public Task<int> End(ImportState state, string? words, CancellationToken stop, IntakeDone? done = null)
    {
        DateTimeOffset? now = clock.Now;
        var note = string.Join('\n', new[] { shown.Note, words }.OfType<string>());
        return OnRow(
            (_, row) =>
                row.ExecuteUpdateAsync(
                    s =>
                    {
                        s.SetProperty(r => r.State, state)
                            .SetProperty(r => r.EndedAt, now)
                            .SetProperty(r => r.Note, note.Length == 0 ? null : note);
                        if (done is not null)
                            s.SetProperty(r => r.Files, done.Files)
                                .SetProperty(r => r.Added, done.Added)
                                .SetProperty(r => r.Changed, done.Changed)
                                .SetProperty(r => r.Removed, done.Removed)
                                .SetProperty(r => r.Unchanged, done.Unchanged)
                                .SetProperty(r => r.Refused, done.Refused);
                    },
                    stop
                )
        );
    }

    /// <summary>A host that stops in the middle leaves it to itself when it is back, or to another.</summary>
    public Task GiveBack()
    {
        var now = clock.Now;
        return OnRow(
            (_, row) =>
                row.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(r => r.State, ImportState.Waiting)
                            .SetProperty(r => r.DueAt, now)
                            .SetProperty(r => r.Attempts, r => r.Attempts - 1),
                    CancellationToken.None
                )
        );
    }

    private Task<int> SayHowFar(CancellationToken stop) =>
        OnRow(
            async (db, row) =>
            {
                var runs = db.Set<ImportRun>().Where(r => r.RequestId == id && r.StartedAt >= claimed);
                var files = db.Set<ImportedFile>().Where(f => runs.Any(r => r.Id == f.RunId));
                var (taken, refused) = (
                    await files.CountAsync(f => f.Result != ImportedFile.Together, stop),
                    await files.SumAsync(f => (long)f.Refused, stop)
                );
                var until = clock.Now + lease;
                return await row.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(r => r.DueAt, until)
                            .SetProperty(r => r.Step, shown.Step)
                            .SetProperty(r => r.Unit, shown.Unit)
                            .SetProperty(r => r.Done, shown.Done)
                            .SetProperty(r => r.Expected, shown.Expected)
                            .SetProperty(r => r.Files, taken)
                            .SetProperty(r => r.Refused, refused)
                            .SetProperty(r => r.Note, shown.Note),
                    stop
                );
            }
        );

    // If the lease ran out and another worker took it, it began later, and this touches nothing.
    private async Task<T> OnRow<T>(Func<SafetyDb, IQueryable<ImportRequest>, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        return await work(db, db.Set<ImportRequest>().Where(r => r.Id == id && r.State == ImportState.Running && r.StartedAt == claimed));
    }
}
