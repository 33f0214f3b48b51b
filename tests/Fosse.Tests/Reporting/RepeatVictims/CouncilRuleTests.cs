using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>A council sets for its district when somebody may ask for an ASB Case Review; no other agency does it for it.</summary>
public sealed class CouncilRuleTests
{
    private const string Ashby = "E07000130";

    private static readonly CaseReviewDetails Two = new(2, 6, 1, false, true, "Ring Ashby on 01632 960 999.");

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Its_own_administrator_sets_the_rule_and_reports_from_then_on_follow_it(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var police = await Joins(county, Officer.Agency, AccountsPermissions.Administer);
        var council = await Joins(county, "Ashby Council", AccountsPermissions.Administer);
        await LooksAfterAshby(county, council.AgencyId);

        var refused = Assert.Single((await Set(county, police, 0, Two)).Refusals);
        Assert.Contains("Ashby Council", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["How", "Months", "ReportedWithinMonths", "Reports"],
            (await Set(county, council, 0, new(1, 25, 0, false, true, " "))).Refusals.Select(r => r.Field).Order()
        );
        Assert.False(Assert.Single(await Rules(county)).IsSet);

        Assert.True((await Set(county, council, 0, Two)).Accepted(out _));
        var rule = Assert.Single(await Rules(county));
        Assert.Equal((true, 1, "Ashby Council", 2), (rule.IsSet, rule.Version, rule.Council!.Name, rule.Rule.Reports));
        Assert.Equal("Version", Assert.Single((await Set(county, council, 0, Two)).Refusals).Field); // somebody was quicker
        Assert.True((await Set(county, council, 1, Two with { How = "Write to Ashby." })).Accepted(out _));
        var events = await county.Test.Do(db =>
            db.Set<AdminEvent>().Where(e => e.Kind == ReportingAdminEvents.CaseReviewChanged).OrderBy(e => e.At).ToListAsync()
        );
        Assert.Equal(
            [("HateIncident", "yes", "no"), ("How", "Ask your council for an ASB Case Review.", Two.How!), ("Reports", "3", "2")],
            AdminChange.Read(events[0].Changes).Select(c => (c.Field, c.Before, c.Now)).Order()
        );

        // Two are enough now, and the letter says how to ask.
        var first = await county.Sends(ReportedCounty.Draft());
        await county.Settles();
        var second = await county.SendsAfter(first, ReportedCounty.Draft());
        await county.Settles();
        Assert.Empty((await county.Opens(first)).Letters);
        Assert.Contains("Write to Ashby.", Assert.Single((await county.Opens(second)).Letters).Words, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_no_council_is_a_member_any_administrator_sets_it_and_nobody_else_does(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var police = await Joins(county, Officer.Agency, AccountsPermissions.Administer);
        var officer = await Joins(county, Officer.Agency, AccountsPermissions.Work);
        Assert.False((await Set(county, officer, 0, Two)).Accepted(out _));
        Assert.True((await Set(county, police, 0, Two)).Accepted(out _));
        Assert.Equal(2, Assert.Single(await Rules(county)).Rule.Reports);
    }

    private static async Task<SignedIn> Joins(ReportedCounty county, string agency, Permission may)
    {
        var account = await Officer.Joins(county.Test, agency, may);
        return (await county.Test.Do(db => db.WhoIs(account, CountyClock.DayOf(county.Test.Time.Now), default)))!;
    }

    private static Task LooksAfterAshby(ReportedCounty county, Guid agency) =>
        county.Test.Do(async db =>
        {
            (await db.Set<Agency>().SingleAsync(a => a.Id == agency)).Kind = AgencyKind.Council;
            var team = new Team { AgencyId = agency, Name = "Community safety" };
            db.AddRange(team, new TeamArea { TeamId = team.Id, AreaId = ReportedCounty.District });
            await db.SaveChangesAsync();
        });

    private static async Task<Outcome<string>> Set(ReportedCounty county, SignedIn by, int version, CaseReviewDetails asked)
    {
        await using var scope = county.Test.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ChangeCaseReview>().Handle(by, Ashby, version, asked, default);
    }

    private static async Task<IReadOnlyList<DistrictRule>> Rules(ReportedCounty county)
    {
        await using var scope = county.Test.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaseReviewRules>().All(default);
    }
}
