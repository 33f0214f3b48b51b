using System.Text.Json;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Figures;

/// <summary>How the promise was kept is published once a day, tells of nobody, and can be computed again.</summary>
public sealed class ReportFiguresTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_job_publishes_what_the_reports_give_and_the_command_computes_the_same_again(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        await Reports(county);
        await Publishes(county);
        var published = await Published(county);
        var whole = published.Single(f => f.AreaId == ReportedCounty.County);
        Assert.Equal(
            (new Month(2024, 3), new Month(2025, 2), (int?)25, (int?)18, (double?)12, (int?)12, (int?)3),
            (whole.FirstMonth, whole.LastMonth, whole.Reports, whole.InTime, whole.MedianHours, whole.Closed, whole.Reopened)
        );
        var brook = published.Single(f => f.AreaId == ReportedCounty.Brook);
        Assert.Equal(
            ((int?)15, (int?)15, (double?)12, (int?)12, (int?)3),
            (brook.Reports, brook.InTime, brook.MedianHours, brook.Closed, brook.Reopened)
        );
        var hill = published.Single(f => f.AreaId == ReportedCounty.Hill);
        Assert.Equal(((int?)null, (int?)null, (double?)null), (hill.Reports, hill.InTime, hill.MedianHours)); // nine of them

        // What happens since changes nothing of what was published, nor of what is computed again.
        await county.Test.Do(async db =>
        {
            foreach (var late in await db.Set<IncidentReport>().Where(r => r.AnsweredAt == null).ToListAsync())
                late.Answered(county.Test.Time.Now.AddHours(1));
            await db.SaveChangesAsync();
        });
        county.Test.Time.Move(TimeSpan.FromHours(2));
        await Publishes(county);
        Assert.Equal(published, await Published(county));
        var again = await FosseProcess.On(county.Test, "report-figures", "--json");
        Assert.Equal(0, again.Code);
        using var said = JsonDocument.Parse(again.Output);
        Assert.True(said.RootElement.GetProperty("same").GetBoolean());
        Assert.Equal(25, said.RootElement.GetProperty("areas")[0].GetProperty("reports").GetInt32());

        // The next day they move; and a row that somebody changed by hand shows.
        county.Test.Time.Move(TimeSpan.FromDays(1));
        await Publishes(county);
        Assert.Equal(25, (await Published(county))[0].Reports);
        Assert.NotEqual(published[0].AsOf, (await Published(county))[0].AsOf);
        await county.Test.Do(db =>
            db.Set<ReportFigure>()
                .Where(f => f.AreaId == ReportedCounty.Brook)
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.InTime, (int?)14))
        );
        Assert.Equal(1, (await FosseProcess.On(county.Test, "report-figures")).Code);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_pages_say_it_in_words_a_table_and_a_file(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        await using (var before = await TestSite.On(county.Test, "--Faces=Public"))
        {
            var early = Visitor.Of(before.Client());
            await early.Opens("/promise");
            Assert.Equal("Our promise to answer", early.Heading);
            Assert.Contains("Nothing to show yet", early.Text("main"), StringComparison.Ordinal);
        }
        await Reports(county);
        await Publishes(county);
        await using var site = await TestSite.On(county.Test, "--Faces=Public");
        using var client = site.Client();
        var resident = Visitor.Of(client);
        await resident.Opens("/promise");
        Assert.Equal("72%", resident.Text(".fosse-lead__figure"));
        Assert.Contains(
            "Of 25 reports sent from March 2024 to February 2025. Chance alone would move it between 52% and 86%.",
            resident.Text(".fosse-lead"),
            StringComparison.Ordinal
        );
        Assert.Equal(["Brookshire", "Brook", "Hill"], resident.All("tbody th"));
        Assert.Contains(
            resident.All("tbody tr"),
            row => row.Contains("Hill", StringComparison.Ordinal) && row.Contains("fewer than 10 reports", StringComparison.Ordinal)
        );
        var csv = await client.GetStringAsync(new Uri("/promise/reply-clock.csv", UriKind.Relative));
        Assert.Contains(
            "Neighbourhood,T20,Brook,2024-03,2025-02,2025-03-14 09:30:00Z,15,15,1.0000,0.7961,1.0000,12,12,3,0.2500\r\n",
            csv,
            StringComparison.Ordinal
        );
        Assert.Contains("Neighbourhood,T21,Hill,2024-03,2025-02,2025-03-14 09:30:00Z,,,,,,,,,\r\n", csv, StringComparison.Ordinal);
        Assert.Equal(
            System.Net.HttpStatusCode.NotFound,
            (await client.GetAsync(new Uri("/promise/other.csv", UriKind.Relative))).StatusCode
        );
    }

    // Fifteen in Brook, all answered in 12 hours, 12 of them closed and 3 opened again; nine on Hill, of which 3 in time; one of which
    // nobody knows where, late.
    private static Task Reports(ReportedCounty county) =>
        county.Test.Do(async db =>
        {
            var category = await db.Set<ReportCategory>().Select(c => c.Code).FirstAsync();
            for (var i = 0; i < 25; i++)
            {
                var sent = new DateTimeOffset(2024, 3 + i % 10, 3 + i, 8, 0, 0, TimeSpan.Zero);
                var report = new IncidentReport
                {
                    RecordId = Guid.CreateVersion7(),
                    Reference = $"R-{i:0000}-TEST",
                    Submission = Guid.NewGuid(),
                    Category = category,
                    AnsweredByName = "Test Council",
                    Channel = ReportChannel.Online,
                    SubmittedAt = sent,
                };
                if (i < 18)
                    report.Answered(sent.AddHours(12));
                else if (i < 22)
                    report.Answered(sent.AddHours(100));
                if (i < 12)
                    report.Close(ClosingReason.AdviceGiven, sent.AddDays(3));
                if (i < 3)
                    report.Reopen(sent.AddDays(5));
                db.Add(report);
                db.Add(
                    new ReportPlace
                    {
                        RecordId = report.RecordId,
                        NeighbourhoodId =
                            i < 15 ? ReportedCounty.Brook
                            : i < 24 ? ReportedCounty.Hill
                            : null,
                    }
                );
            }
            await db.SaveChangesAsync();
        });

    private static async Task Publishes(ReportedCounty county)
    {
        await using var scope = county.Test.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ITimetabled>().Single(j => j.Name == "reports.figures").Run(default);
    }

    private static async Task<IReadOnlyList<ReportFigure>> Published(ReportedCounty county)
    {
        await using var scope = county.Test.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReportFigures>().Published(default);
    }
}
