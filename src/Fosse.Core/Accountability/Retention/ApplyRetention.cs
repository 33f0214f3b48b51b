using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Accountability.Retention;

/// <summary>Once a day, comes to every closed record whose time has come, and does what the rule of its class says. A second run on the
/// same day finds nothing left to do.</summary>
public sealed class ApplyRetention(SafetyDb db, ForgetRecord forget, CountyClock clock, ILogger<ApplyRetention> log) : ITimetabled
{
    private static readonly Actor House = new(Actor.TheHouse, Guid.Empty, "Fosse");

    public string Name => "retention.apply";

    public string When => "02:30";

    public string Does => "what the retention rules say with closed records whose time has come, and leaves a certificate";

    /// <summary>At night, when nobody reads what is about to go.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(2, 30));

    public async Task Run(CancellationToken stop)
    {
        var run = new RetentionRun { StartedAt = Instants.Microseconds(clock.Now) };
        db.Add(run);
        await db.SaveChangesAsync(stop);
        var records = new List<RetentionRunRecord>();
        foreach (var due in await db.DueRecords((Guid?)null, clock.Today, stop))
        {
            var record = new RetentionRunRecord
            {
                RunId = run.Id,
                RecordId = due.Record,
                Class = due.Class,
                DueOn = due.DueOn,
                Result = await Apply(due, stop),
            };
            records.Add(record);
            db.Add(record);
            await db.SaveChangesAsync(stop); // one at a time: what is forgotten stays forgotten if the next one fails, and the run says so
        }
        run.End(records, clock.Now);
        await db.SaveChangesAsync(stop);
        log.LogInformation(
            "Retention: {Due} due, {Forgotten} forgotten, {Held} held, {ForReview} for review",
            run.Due,
            run.Forgotten,
            run.Held,
            run.ForReview
        );
    }

    private async Task<RetentionResult> Apply(DueRecord due, CancellationToken stop)
    {
        if (due.Held is not null)
            return RetentionResult.Held;
        if (due.Action is RetentionAction.Review)
            return RetentionResult.ForReview;
        try
        {
            await forget.Run(due.Record, House, $"Retention rule: {due.Class}, due {due.DueOn:yyyy-MM-dd}", stop);
            return RetentionResult.Forgotten;
        }
        catch (ForgettingRefused)
        {
            // A hold that somebody placed since the list was made; or a row that holds nothing about anybody, which then waits for a
            // person.
            return await db.HeldBecause(due.Record, stop) is not null ? RetentionResult.Held : RetentionResult.ForReview;
        }
    }
}
