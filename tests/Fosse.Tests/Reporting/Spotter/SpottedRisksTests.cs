using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Spotter;

public sealed class SpottedRisksTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_with_words_of_threat_is_marked_whichever_way_it_came(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var threat = await county.Sends(ReportedCounty.Draft() with { Behaviour = "One of them pulled a knife and said racist things" });
        var noise = await county.Sends(ReportedCounty.Draft() with { Behaviour = "They shout under the window every night" });
        Assert.Equal([Risk.Hate, Risk.Threat], await Risks(threat));
        Assert.Empty(await Risks(noise));

        Task<IReadOnlyList<Risk>> Risks(ReportReceipt receipt) =>
            county.Test.Do(db =>
                db.Set<IncidentReport>().AsNoTracking().Where(r => r.Reference == receipt.Reference).Select(r => r.Risks).SingleAsync()
            );
    }
}
