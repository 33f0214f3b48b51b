using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

/// <summary>What is kept in memory is never older than what is stored, also where another process changed it.</summary>
public sealed class EditionsTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_category_that_was_changed_elsewhere_counts_at_once(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        Assert.True((await Rules(site)).Categories["noise"].Anonymous);
        await county.Do(async db =>
        {
            (await db.Set<ReportCategory>().SingleAsync(c => c.Code == "noise")).Anonymous = false;
            await db.SaveChangesAsync();
        });
        Assert.False((await Rules(site)).Categories["noise"].Anonymous);
    }

    [Fact]
    public async Task What_did_not_change_is_not_read_again()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var first = await Rules(site);
        await county.Do(async db =>
        {
            db.Add(new Setting { Key = "something else", Value = "1" });
            await db.SaveChangesAsync();
        });
        Assert.Same(first, await Rules(site));
    }

    private static async Task<ReportingRules> Rules(TestSite site)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<StandingRules>()
            .Of(scope.ServiceProvider.GetRequiredService<SafetyDb>(), default);
    }
}
