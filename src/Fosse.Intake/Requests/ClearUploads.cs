using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Requests;

/// <summary>Removes files that were sent and that nobody goes on with: a week after their import stopped, a day after one that was never
/// asked for.</summary>
internal sealed class ClearUploads(SafetyDb db, Uploads uploads, CountyClock clock) : ITimetabled
{
    private static readonly TimeSpan NeverAsked = TimeSpan.FromDays(1),
        Stopped = TimeSpan.FromDays(7);

    public string Name => "imports.uploads";

    public string When => "every hour";

    public string Does => "removes files sent for an import that ended, that nobody let go on for a week, or that was never asked for";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddHours(1);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.Now;
        foreach (var (id, since) in uploads.All().ToList())
        {
            var request = await db.Set<ImportRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop);
            var kept = request switch
            {
                null => since > now - NeverAsked,
                { IsOpen: true } => true,
                { State: ImportState.Stopped or ImportState.Failed } => request.EndedAt > now - Stopped,
                _ => false,
            };
            if (!kept)
                uploads.Remove(id);
        }
    }
}
