using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.Publishing;
using Fosse.Tests.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Information;

/// <summary>What the pages about the site say follows from the site.</summary>
public sealed class InformationTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_privacy_page_says_who_holds_a_report_for_how_long_and_whom_to_ask(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await Officer.Joins(county, "Test Academy", Fosse.Accounts.AccountsPermissions.Work);
        await county.Do(async db =>
        {
            (await db.Set<Fosse.Partnership.Agency>().SingleAsync(a => a.Name == "Test Academy")).Kind = Fosse
                .Partnership
                .AgencyKind
                .School;
            await db.SaveChangesAsync();
        });
        await using (var site = await TestSite.On(county, "--Faces=Public"))
        {
            var reader = await Visitor.Of(site.Client()).Opens("/report");
            Assert.Contains("held by the police or council", reader.Text("main form + .fosse-inset"), StringComparison.Ordinal);
            await reader.Follows("What happens to what you tell us");
            Assert.Equal("Privacy notice", reader.Heading);
            // A shop or a school is a member too, and no report comes to it.
            Assert.Equal("Test Council", Visitor.Words(reader.Page.QuerySelector("#who ~ ul")));
            Assert.Contains($"{await Months(county)} months after it is closed", reader.Text("#long + ul"), StringComparison.Ordinal);
            Assert.Contains($"kept for {Drafts.Kept.TotalHours} hours", reader.Text("#long + ul"), StringComparison.Ordinal);
            Assert.Contains("has not named an address", reader.Text("#contact + p"), StringComparison.Ordinal);
            Assert.Contains("Article 6(1)(e)", reader.Text("main"), StringComparison.Ordinal);
            Assert.Contains("section 35", reader.Text("main"), StringComparison.Ordinal);
            Assert.NotNull(reader.Page.QuerySelector("#complain + p a[href^='https://ico.org.uk/']"));
        }
        // An agency changes the rule, and the operator names whom to ask: the page says so.
        await county.Do(db =>
            db.Set<RetentionRule>()
                .Where(r => r.Class == ReportingDataClasses.Report)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Months, 7))
        );
        await using var named = await TestSite.On(
            county,
            "--Faces=Public",
            "--Contact:Operator=Smallshire Community Safety Partnership",
            "--Contact:Privacy=dpo@smallshire.example",
            "--Contact:Accessibility=01632 960 000 & ask for the web team"
        );
        var again = await Visitor.Of(named.Client()).Opens("/privacy");
        Assert.Contains("7 months after it is closed", again.Text("#long + ul"), StringComparison.Ordinal);
        Assert.Equal("mailto:dpo@smallshire.example", again.Page.QuerySelector("#contact + p a")!.GetAttribute("href"));
        Assert.Equal("Smallshire Community Safety Partnership runs this site.", again.Text("#who + p"));
        await again.Opens("/accessibility");
        Assert.Contains("01632 960 000 & ask for the web team", again.Text("#contact + p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accessibility_statement_has_what_the_regulations_ask_for()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var reader = await Visitor.Of(site.Client()).Opens("/accessibility");
        Assert.Equal("Accessibility statement", reader.Heading);
        var text = reader.Text("main");
        foreach (
            var asked in new[]
            {
                "partially compliant with the Web Content Accessibility Guidelines version 2.2 at level AA",
                "has not named an address yet",
                "Equality and Human Rights Commission",
                "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
                "Equality Advisory and Support Service",
                "was prepared on 30 November 2026, and last reviewed on 30 November 2026",
            }
        )
            Assert.Contains(asked, text, StringComparison.Ordinal);
        Assert.True(reader.Page.QuerySelectorAll("#problems + ul li").Length > 3);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Pages_name_whoever_made_what_is_loaded_and_nobody_else(string database)
    {
        string[] pages = ["/", "/methods", "/downloads", "/place/ashby", "/place/ashby.csv", "/place/ashby.json", "/county", "/privacy"];
        foreach (var madeUp in new[] { true, false })
        {
            await using var county = await TestCounty.Open(database);
            await SmallCounty.Write(county, Enumerable.Range(0, 24).Select(new Month(2020, 1).AddMonths));
            await county.Do(async db =>
            {
                await new CountyFacts("Smallshire", madeUp, []).Write(db);
                await db.SaveChangesAsync();
            });
            await using var site = await TestSite.On(county, "--Faces=Public");
            using var client = site.Client();
            var said = "";
            foreach (var page in pages)
                said += await client.GetStringAsync(new Uri(page, UriKind.Relative));
            foreach (var maker in new[] { "data.police.uk", "Office for National Statistics" })
                Assert.Equal(!madeUp, said.Contains(maker, StringComparison.Ordinal));
            Assert.Equal(madeUp, said.Contains("This county is made up", StringComparison.Ordinal));
            // No postcode and no name of a street is loaded: nobody is thanked for them.
            Assert.DoesNotContain("Royal Mail", said, StringComparison.Ordinal);
        }
    }

    private static Task<int> Months(TestCounty county) =>
        county.Do(db => db.Set<RetentionRule>().Where(r => r.Class == ReportingDataClasses.Report).Select(r => r.Months).SingleAsync());
}
