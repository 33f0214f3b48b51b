using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Partnership;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Administration;

/// <summary>What administrators did is told by the names that things had then.</summary>
public sealed class EventNamesTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_team_has_the_name_of_the_day_and_an_import_that_of_its_folder(string database)
    {
        await using var county = await TestCounty.Open(database);
        county.Time.Now = TimeProvider.System.GetUtcNow().AddHours(-3);
        var there = await Partnership.In(county);
        var admin = await there.Somebody(there.Police, AccountsPermissions.Administer);
        var team = Done(await there.Asks<AddTeam, Outcome<Guid>>(t => t.Handle(admin, there.Police.Id, "Evening patrols", default)));
        county.Time.Move(TimeSpan.FromHours(1));
        Done(await there.Asks<AddTeam, Outcome<Guid>>(t => t.Rename(admin, team, 0, "Evenings and events", default)));
        var import = Guid.CreateVersion7();
        await there.Add(
            new ImportRequest
            {
                Id = import,
                Kind = ImportKind.Crime,
                Source = ImportSource.Folder,
                What = "police/2026-09",
                AskedBy = admin.AccountId,
                AskedAt = county.Time.Now,
                State = ImportState.Waiting,
                DueAt = county.Time.Now,
            }
        );
        await using var site = await TestSite.On(county, Faces);
        await using (var scope = site.App.Services.CreateAsyncScope())
        {
            Done(await scope.ServiceProvider.GetRequiredService<StopImport>().Stop(admin, import, default));
        }

        var page = await Officer.Enters(site, admin.AccountId);
        await page.Opens("/admin/events");
        Assert.Equal("What administrators did", page.Heading);
        var rows = page.All("tbody tr");
        Assert.Contains(
            rows,
            r =>
                r.Contains("added a team", StringComparison.Ordinal)
                && r.Contains("Evening patrols (since called", StringComparison.Ordinal)
        );
        Assert.Contains(
            rows,
            r =>
                r.Contains("renamed a team", StringComparison.Ordinal)
                && r.Contains("Name: Evening patrols → became Evenings and events", StringComparison.Ordinal)
        );
        Assert.Contains(rows, r => r.Contains("Recorded crime: police/2026-09", StringComparison.Ordinal));
        Assert.DoesNotContain(import.ToString(), page.Text("main"), StringComparison.Ordinal);
        // What the style takes for the change of a figure has no spaces between its words.
        Assert.Empty(page.All(".fosse-change"));
        Assert.Contains("What administrators did", page.All("nav a"));
    }

    private static Guid Done(Outcome<Guid> outcome) =>
        outcome.Accepted(out var id) ? id : throw new InvalidOperationException(string.Join("; ", outcome.Refusals));
}
