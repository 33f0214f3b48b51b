using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting.Open311;

/// <param name="Reference">Of a report that the same system sent.</param>
/// <param name="UpdateId">What the sender calls the update.</param>
/// <param name="Reopens">Asks for the report to be opened again, where that may still be done.</param>
public sealed record UpdateToTake(string Reference, string UpdateId, string Words, bool Reopens);

/// <summary>Puts what was written at another system into the report that it sent, as a message from the reporter, once.</summary>
public sealed class TakeUpdate(SafetyDb db, Sealer sealer, CountyClock clock)
{
    private const int Tries = 3;

    /// <returns>The update's id here; none where this system sent no such report, whoever else may have.</returns>
    public async Task<Guid?> Handle(Sender sender, UpdateToTake asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(asked);
        for (var tries = 1; ; tries++)
        {
            if (
                await db.SentBy(sender.KeyId).Where(r => r.Reference == asked.Reference).AsTracking().SingleOrDefaultAsync(stop)
                is not { } report
            )
                return null;
            var id = sender.IdOf($"update {report.Submission:n} {asked.UpdateId}");
            if (await db.Set<SentUpdate>().AnyAsync(u => u.Id == id, stop))
                return id;
            try
            {
                await Store(sender, report, id, asked, stop);
                return id;
            }
            catch (PersonalDataRefused)
            {
                return null; // the reporter has been forgotten, and the report with them
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                db.ChangeTracker.Clear(); // sent twice at once, or an officer was at work on it: look again
            }
        }
    }

    private async Task Store(Sender sender, IncidentReport report, Guid id, UpdateToTake asked, CancellationToken stop)
    {
        var now = clock.Now;
        var reopens = asked.Reopens && report.MayReopen(now);
        if (reopens)
            report.Reopen(now);
        else
            report.HeardFromReporter(now);
        var kind = reopens ? MessageKind.Reopening : MessageKind.FromReporter;
        db.Add(
            new SentUpdate
            {
                Id = id,
                Submission = report.Submission,
                SentAt = now,
            }
        );
        db.Add(
            new ReportMessage
            {
                Subject = report.RecordId,
                At = now,
                Kind = kind,
                Words = await sealer.Seal(report.RecordId, asked.Words, stop),
            }
        );
        if (
            sender.HandsOnCodes
            && await db.Set<ReportBox>().AsNoTracking().SingleOrDefaultAsync(b => b.RecordId == report.RecordId, stop) is { } box
            && BoxKey.Unwrap(box.Wrapped, sender.BoxOf(report.Submission).Secret(report.Reference), report.Reference) is { } opens
        )
        {
            // the reporter finds what they wrote where the answers lie
            db.Add(ReportLetters.Of(report.RecordId, opens, kind, asked.Words, now));
        }
        await db.SaveChangesAsync(stop);
    }
}
