using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>Counts anew, when a reporter has shown later that reports are theirs, all that are so joined: the outcome is as if they had
/// shown it from the first, in whatever order they did.</summary>
public sealed class CountJoined(SafetyDb db, RepeatCounts counts) : IReactTo<ReportsJoined>
{
    public static string Name => "reporting.count-joined.1";

    public async Task React(ReportsJoined happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        foreach (var id in await counts.JoinedWith(happened.Record, stop))
            await counts.Count(id, stop);
        await db.SaveChangesAsync(stop);
    }
}
