using System.Diagnostics;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>
/// Somebody who shares a home, a browser and a mailbox with a reporter looks at all that they can, after the reporter has cleared up. Over
/// many households, nothing that they see is to tell those where somebody reported from those where nobody did.
/// </summary>
public sealed class HouseholdTests
{
    private const int Together = 50,
        Often = 10;
    private static readonly int Households = LongRun.Of(small: 300, full: 2000);

    // As far from a coin as chance takes it for so many: 0.55 for two thousand.
    private static readonly double NoBetterThan = 0.5 + 0.05 * Math.Sqrt(2000.0 / Households);

    private static readonly string[] Pages =
    [
        "/report",
        "/report/check",
        "/report/done",
        "/report/status",
        "/report/status/read",
        "/",
        "/promise",
        "/promise/reply-clock.csv",
        "/matters/M-2345-0000",
        "/open311/v2/requests.xml",
        "/open311/v2/requests.json",
    ];

    [Fact]
    public async Task Nobody_at_the_same_keyboard_can_tell_who_reported()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(
            county,
            "--Faces=Public,Api",
            "--RateLimits:Public:Burst=1000000",
            "--RateLimits:Api:Burst=1000000"
        );
        var chance = new Random(20_261_122);
        var (reported, seen) = (new List<bool>(), new Dictionary<string, List<double>>());
        await Looks(site.Client(), []); // the first of all is slow
        // Fifty at a time, and looked at in another order: who looks, looks later, and not while the report is still warm.
        for (var batch = 0; batch < Households; batch += Together)
        {
            var homes = new List<(HttpClient Browser, bool Reports)>();
            for (var household = batch; household < batch + Together; household++)
            {
                var (browser, reports) = (site.Client(), chance.Next(2) == 0); // one browser for both of them
                var (page, ticket) = await Begins(browser);
                if (reports)
                    page = await Reports(site, browser, ticket, household);
                // who did not report began to, and left
                await page.Sends(reports && household % 2 == 0 ? "Clear it now" : "Exit this page");
                homes.Add((browser, reports));
            }
            await StaffWork(site, batch / Together);
            foreach (var (browser, reports) in homes.OrderBy(_ => chance.Next()).ToList())
            {
                reported.Add(reports);
                var sees = new Dictionary<string, double>();
                await Looks(browser, sees);
                foreach (var (what, value) in sees)
                    (seen.TryGetValue(what, out var all) ? all : seen[what] = []).Add(value);
                browser.Dispose();
            }
        }
        // Some of them have reported so often that a letter about it lies in their box.
        Assert.InRange(await county.Do(db => db.Set<ReportRepeats>().CountAsync(r => r.ToldAt != null)), Households / 100, Households);
        Assert.InRange(reported.Count(r => r), Households / 3, 2 * Households / 3);
        Assert.All(
            seen,
            what =>
            {
                var auc = Auc(what.Value, reported);
                Assert.True(Math.Max(auc, 1 - auc) < NoBetterThan, $"{what.Key} tells who reported: area under the curve {auc:F3}");
            }
        );
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { false, false, true, true }, 1.0)]
    [InlineData(new[] { 1.0, 1, 1, 1 }, new[] { false, true, false, true }, 0.5)]
    [InlineData(new[] { 1.0, 2, 2, 3 }, new[] { false, true, false, true }, 0.875)]
    public void The_area_under_the_curve_is_as_by_hand(double[] values, bool[] positive, double expected) =>
        Assert.Equal(expected, Auc(values, positive), 12);

    private static async Task<Visitor> Reports(TestSite site, HttpClient browser, DraftTicket ticket, int household)
    {
        var draft = new ReportDraft
        {
            Category = "noise",
            Answers = new Dictionary<string, IReadOnlyList<string>> { ["noise"] = ["people"] },
            Place = "at home",
            Happened = HappenedKind.Repeated,
            HowOften = "every night",
            Behaviour = "Somebody at home shouts and breaks things every night",
            Anonymous = household % 3 == 0,
            Name = $"Resident {household}",
            Way = ContactWay.Email,
            Email = $"family{household}@example.org", // they share the mailbox, so no mail was asked for
            Address = $"{household} Made-Up Street",
        };
        foreach (var one in household % Often == 1 ? [DraftTicket.New(), DraftTicket.New(), ticket] : new[] { ticket })
        {
            await using var scope = site.App.Services.CreateAsyncScope();
            Assert.True(
                (
                    await scope
                        .ServiceProvider.GetRequiredService<Reports>()
                        .Submit(new(one.Id, one.Key, draft, ReportChannel.Online), default)
                ).Accepted(out var receipt)
            );
            var own = await scope.ServiceProvider.GetRequiredService<ReporterDesk>().Open(receipt.Reference, receipt.Secret, default);
            draft = draft with { After = new(own!.RecordId, own.Reference) }; // each from the box of the one before
        }
        return await Visitor.Of(browser).Opens("/report/done");
    }

    // What the house does with reports meanwhile: counts who reports again, and publishes a matter.
    private static async Task StaffWork(TestSite site, int batch)
    {
        while (await site.App.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
        await using var scope = site.App.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<SafetyDb>(), DateTimeOffset.UtcNow);
        db.Add(
            new ReportSummary
            {
                Number = $"M-2345-{batch:0000}",
                Category = "noise",
                Words = "Shouting at night in one of the streets by the brook",
                AgencyName = "Test Council",
                Since = DateOnly.FromDateTime(now.DateTime),
                PublishedAt = now,
                UpdatedAt = now,
            }
        );
        await db.SaveChangesAsync();
    }

    private static async Task<(Visitor Page, DraftTicket Ticket)> Begins(HttpClient browser)
    {
        var page = await Visitor.Of(browser).Opens("/report");
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("now", "no"),
            KeyValuePair.Create(
                "__RequestVerificationToken",
                page.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!
            ),
        ]);
        using var answer = await browser.PostAsync(new Uri("/report", UriKind.Relative), form);
        return (
            page,
            DraftTicket.From(
                answer
                    .Headers.GetValues("Set-Cookie")
                    .First(c => c.StartsWith("fosse-report=", StringComparison.Ordinal))
                    .Split('=', 2)[1]
                    .Split(';')[0]
            )!
        );
    }

    private static async Task Looks(HttpClient browser, Dictionary<string, double> sees)
    {
        foreach (var page in Pages)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));
            var body = await answer.Content.ReadAsStringAsync();
            sees[$"time of {page}"] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            sees[$"status of {page}"] = (int)answer.StatusCode;
            sees[$"length of {page}"] = body.Length;
            sees[$"cookies of {page}"] = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Count() : 0;
            sees[$"where {page} leads"] = answer.Headers.Location?.ToString().Length ?? 0;
        }
    }

    /// <summary>How often a household with a report has the larger value; a tie counts half.</summary>
    private static double Auc(IReadOnlyList<double> values, IReadOnlyList<bool> positive)
    {
        var ranked = values.Zip(positive).OrderBy(v => v.First).ToList();
        var (sum, at) = (0.0, 0);
        while (at < ranked.Count)
        {
            var end = at;
            while (end < ranked.Count && ranked[end].First.Equals(ranked[at].First))
                end++;
            sum += ranked.Skip(at).Take(end - at).Count(v => v.Second) * ((at + 1 + end) / 2.0);
            at = end;
        }
        double yes = positive.Count(p => p),
            no = positive.Count - yes;
        return (sum - yes * (yes + 1) / 2) / (yes * no);
    }
}
