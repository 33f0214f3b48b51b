using System.Net;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>Somebody knows the reference of a report and tries codes.</summary>
public sealed class GuessedCodesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Wrong_codes_never_shut_out_whoever_has_the_right_one(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var own = await county.Sends(ReportedCounty.Draft());
        for (var i = 0; i < 25; i++)
        {
            Assert.Null(await Opens(own with { Secret = BoxKey.New().Secret(own.Reference) }));
            Assert.NotNull(await Opens(own));
        }

        async Task<OwnReport?> Opens(ReportReceipt receipt)
        {
            await using var scope = county.Test.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<ReporterDesk>().Open(receipt.Reference, receipt.Secret, default);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_guesser_has_the_pace_of_their_address_and_the_owner_waits_for_nobody(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        // As an operator leaves it, but for the size: then the pace is reached within a test.
        await using var site = await TestSite.On(
            county,
            "--Faces=Public",
            "--Web:Proxies:0=127.0.0.1",
            "--RateLimits:Public:Burst=60",
            "--RateLimits:Public:PermitPerMinute=1"
        );
        var visitor = await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown);
        await visitor.Sends("Send the report");
        var (reference, code) = (visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]);

        using var guesser = From(site, "198.51.100.1");
        using var form = new FormUrlEncodedContent([new("reference", reference), new("secret", "0000-0000-0000-0000")]);
        var looked = 0;
        while (
            looked < 61
            && (await guesser.PostAsync(new Uri("/report/status", UriKind.Relative), form)).StatusCode != HttpStatusCode.TooManyRequests
        )
            looked++;
        Assert.InRange(looked, 1, 60);

        using var home = From(site, "198.51.100.2");
        var owner = await Visitor.Of(home).Opens("/report/status");
        await owner.Sends("Look", ("reference", reference), ("secret", code));
        Assert.Equal("Your report", owner.Heading);
    }

    [Fact]
    public void A_code_is_too_long_to_be_guessed_at_that_pace()
    {
        // 600 a minute from each of a million addresses for a century, at the pace that an operator leaves as it is.
        const double Tries = 600.0 * 60 * 24 * 365 * 100 * 1e6;
        var code = BoxKey.New().Secret("R-2222-2222").Replace("-", "", StringComparison.Ordinal);
        Assert.True(Tries / Math.Pow(32, code.Length) < 1e-7, code);
    }

    private static HttpClient From(TestSite site, string address)
    {
        var client = site.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }
}
