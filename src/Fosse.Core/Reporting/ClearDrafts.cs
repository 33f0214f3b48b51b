using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>Removes unfinished reports that nobody has gone on with for a day, and what was added to them.</summary>
public sealed class ClearDrafts(Drafts drafts) : ITimetabled
{
    public string Name => "reports.drafts";

    public string When => "every hour";

    public string Does => "removes unfinished reports that nobody has gone on with for a day";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddHours(1);

    public async Task Run(CancellationToken stop)
    {
        while (await drafts.ClearOld(stop) > 0) { }
    }
}
