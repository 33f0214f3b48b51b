using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>Nobody is asked a question that nobody would answer, and an administrator learns what is missing.</summary>
public sealed class ReadinessTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Before_anybody_could_answer_residents_are_told_whom_to_ring_and_administrators_what_is_missing(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public,Admin", $"--Keys:Folder={county.KeyFolder}");
        var resident = Visitor.Of(site.Client());
        await NotYet(resident);

        // An agency with an administrator alone: nobody there may read a report.
        var account = await Officer.Joins(county, Officer.Agency, AccountsPermissions.Administer);
        await county.Works<FindSilentAgencies>();
        await NotYet(resident);
        var admin = await Officer.Enters(site, account);
        await admin.Opens("/admin");
        Assert.Contains("Before reports can be taken", admin.All("h2"));
        Assert.Equal(
            [
                "Load the places of the county",
                "Give somebody a role that may read reports",
                "Add a team with the areas that it looks after",
            ],
            admin.All("ol.govuk-list--number a")
        );
        Assert.Contains("Add an agency", admin.All("ol.govuk-list--number s"));

        // An officer of the same agency: the questions begin, and the page of the administrator asks for the rest.
        var officer = await Officer.Joins(county, Officer.Agency, AccountsPermissions.Work, RecordsPermissions.ReadRecords);
        await county.Works<FindSilentAgencies>();
        Assert.Equal("Is it happening now, or is somebody in danger?", (await resident.Opens("/report/not-yet")).Heading);
        Assert.Contains("Reports are taken, and something is missing", (await admin.Opens("/admin")).All("h2"));

        // Of two agencies one is silent: its reports go to the other, and the administrator is told its name.
        await Officer.Joins(county, "Quiet Police", AccountsPermissions.Work);
        await county.Works<FindSilentAgencies>();
        Assert.Contains("Nobody at Quiet Police may read reports", (await admin.Opens("/admin")).All(".fosse-attention a"));
        await using var scope = county.Services.CreateAsyncScope();
        var standing = scope.ServiceProvider.GetRequiredService<StandingRules>();
        var rules = await standing.Of(scope.ServiceProvider.GetRequiredService<SafetyDb>(), default);
        Assert.Equal([Officer.Agency], rules.Teams.Select(t => t.Agency).Distinct());

        // The last officer is shut out: it is as in the beginning.
        await county.Do(db =>
            db.Set<Account>().Where(a => a.Id == officer).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, county.Time.Now))
        );
        await county.Works<FindSilentAgencies>();
        await NotYet(resident);
    }

    private static async Task NotYet(Visitor resident)
    {
        await resident.Opens("/report");
        Assert.Equal("Reports cannot be taken here yet", resident.Heading);
        Assert.Contains("101, for the police when it is not an emergency", resident.All("a[href='tel:101']"));
        Assert.Empty(resident.All("form[method=post] button[name=now]"));
    }
}
