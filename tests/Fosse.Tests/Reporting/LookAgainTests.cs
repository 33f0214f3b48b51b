namespace Fosse.Tests.Reporting;

/// <summary>Who has just sent a report, or types its code as they read it, comes to it.</summary>
public sealed class LookAgainTests
{
    private const string Words = "They play music until four in the morning";

    [Fact]
    public async Task The_page_that_shows_the_code_opens_the_report_and_forgetting_forgets_both()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        await visitor.Sends("Send the report");
        var reference = visitor.Text(".govuk-panel strong");
        await visitor.Sends("Look at your report");
        Assert.Equal("Your report", visitor.Heading);
        Assert.StartsWith($"{reference}: ", visitor.Text(".fosse-sub"), StringComparison.Ordinal);
        await visitor.Opens("/report/done");
        await visitor.Sends(visitor.Page.QuerySelectorAll("main form button").Select(b => Visitor.Words(b)).Last());
        await visitor.Opens("/report/status/read");
        Assert.Equal("See what became of your report", visitor.Heading);
        await visitor.Opens("/report/done");
        Assert.NotEqual("Report sent", visitor.Heading);
    }

    [Fact]
    public async Task A_code_is_read_as_meant_whichever_look_alikes_are_typed()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public", "--RateLimits:ExemptLoopback=true");
        // Codes are by chance: the first that has a nought and a one is typed with the letters that look like them.
        for (var report = 0; report < 40; report++)
        {
            var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
            await visitor.Sends("Send the report");
            var (reference, code) = (visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]);
            if (!code.Contains('0', StringComparison.Ordinal) || !code.Contains('1', StringComparison.Ordinal))
                continue;
            foreach (var (nought, one) in new[] { ('O', 'I'), ('o', 'l'), ('0', 'L') })
            {
                var elsewhere = await Visitor.Of(site.Client()).Opens("/report/status");
                await elsewhere.Sends(
                    "Look",
                    ("reference", reference.ToLowerInvariant()),
                    ("secret", code.Replace('0', nought).Replace('1', one))
                );
                Assert.Equal("Your report", elsewhere.Heading);
            }
            return;
        }
        Assert.Fail("No code of forty had a nought and a one.");
    }
}
