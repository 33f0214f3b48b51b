using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>What is not done on a record: nobody is reminded of it once the record is closed.</summary>
public sealed class OpenTasks(SafetyDb db, CountyClock clock)
{
    internal async Task<Refusal?> Ask(Guid record, CancellationToken stop)
    {
        var today = clock.Today;
        var open = db.Set<RecordTask>().Where(t => t.RecordId == record && t.DoneAt == null);
        var (all, late) = (await open.CountAsync(stop), await open.CountAsync(t => t.DueOn < today, stop));
        return all == 0
            ? null
            : new Refusal(
                "",
                all == 1
                    ? ChronologyText.Of(late == 1 ? "OpenTasks.OneLate" : "OpenTasks.One")
                    : ChronologyText.Of("OpenTasks.Many", all, late)
            );
    }
}
