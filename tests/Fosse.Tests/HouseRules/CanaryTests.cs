using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Fosse.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.HouseRules;

/// <summary>A made-up person's words, planted wherever they can be handed in, must turn up nowhere else.</summary>
public sealed class CanaryTests
{
    private const string Canary = "Kanarienvogel";

    [Fact]
    public async Task What_a_visitor_types_is_in_no_log_line_and_on_no_page_about_an_error()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await CountyFiles.Run(county, "import", "county", CountyFiles.Write(Path.Combine(county.Folder, "data")));
        await using (
            var site = await TestSite.On(county.Address, builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(county.Log))
        )
        {
            using var client = site.Client();
            client.DefaultRequestHeaders.Referrer = new Uri($"http://127.0.0.1/{Canary}");
            client.DefaultRequestHeaders.UserAgent.ParseAdd(Canary);
            client.DefaultRequestHeaders.Add("Cookie", $"who={Canary}");
            string[] addresses =
            [
                "/",
                $"/?q={Canary}",
                $"/search?q={Canary}",
                $"/search/suggest?q={Canary}",
                $"/map?category={Canary}",
                $"/compare?places={Canary}",
                $"/how-safe/{Canary}",
                $"/map/figures.json?kind={Canary}",
            ];
            foreach (var address in addresses)
                Assert.True((int)(await client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode < 500, address);
            foreach (var address in (string[])[$"/place/{Canary}", $"/{Canary}", $"/downloads/{Canary}", $"/map/areas/{Canary}.geojson"])
            {
                using var refused = await client.GetAsync(new Uri(address, UriKind.Relative));
                Assert.InRange((int)refused.StatusCode, 400, 499);
                Assert.DoesNotContain(Canary, await refused.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
            }
        }
        Assert.Contains(county.Log.Lines, line => line.Contains("/search", StringComparison.Ordinal));
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_personal_row_is_in_no_log_line_and_in_no_failure(string database)
    {
        await using var county = await Wall.Open(database);
        var subject = Guid.CreateVersion7();
        await Wall.HandIn(county, subject, Canary);
        // the same key twice
        var refusedByDatabase = await Assert.ThrowsAsync<DbUpdateException>(() => Wall.HandIn(county, subject, Canary));
        Assert.DoesNotContain(Canary, refusedByDatabase.ToString(), StringComparison.Ordinal);
        await county.With<WallDb>(async db =>
        {
            var asked = Canary; // what somebody typed is a parameter of a query, never a part of its text
            var refused = await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                db.Set<TestPerson>()
                    .Join(db.Set<TestVisit>().Where(v => v.Place == asked), p => p.Subject, v => v.Id, (p, v) => p)
                    .ToListAsync()
            );
            Assert.DoesNotContain(Canary, refused.ToString(), StringComparison.Ordinal);
        });
        await using (var scope = county.Services.CreateAsyncScope())
        {
            var officer = new Actor(Guid.NewGuid(), Guid.NewGuid(), "police");
            using var access = await scope
                .ServiceProvider.GetRequiredService<AccessDesk>()
                .Open(new(officer, ReportingPurposes.TriageReport, subject, $"triage, {Canary} called"), default);
            Assert.Equal(
                Canary,
                access.Read((await scope.ServiceProvider.GetRequiredService<WallDb>().Set<TestPerson>().SingleAsync()).Name!)
            );
        }
        Assert.NotEmpty(county.Log.Lines);
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains(Canary, StringComparison.Ordinal));
    }
}
