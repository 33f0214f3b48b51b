using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.HouseRules;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Reporting;

/// <summary>A report with a name and a point of its own is planted; neither turns up on any public route, in any header, or in any log
/// line.</summary>
public sealed partial class PrivateByDefaultTests
{
    private const string Canary = "Kanarienvogel";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Neither_the_name_nor_the_true_point_of_a_report_is_anywhere_public(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await CountyFiles.Run(county, "import", "county", CountyFiles.Write(Path.Combine(county.Folder, "data")));
        var point = await county.Do(async db =>
            await db.Set<Postcode>().AsNoTracking().Select(p => new { p.Longitude, p.Latitude }).FirstAsync()
        );
        var planted = new TruePoint(point.Longitude + 0.000_123_457, point.Latitude + 0.000_765_431);
        ReportReceipt receipt;
        await using (var scope = county.Services.CreateAsyncScope())
        {
            var draft = new ReportDraft
            {
                Category = "noise",
                Answers = new Dictionary<string, IReadOnlyList<string>> { ["noise"] = ["music"] },
                Place = $"{Canary} Cottage",
                Point = planted,
                Happened = HappenedKind.Unknown,
                Behaviour = $"{Canary} plays music until four in the morning",
                Anonymous = false,
                Name = $"Asha {Canary}",
                Email = $"{Canary}@example.com",
                Way = ContactWay.Email,
            };
            Assert.True(
                (
                    await scope
                        .ServiceProvider.GetRequiredService<Reports>()
                        .Submit(new(Guid.NewGuid(), BoxKey.New(), draft, ReportChannel.Online), default)
                ).Accepted(out receipt)
            );
        }

        await using (
            var site = await TestSite.On(
                county.Address,
                builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(county.Log),
                "--Faces=Public,Api",
                "--RateLimits:Public:Burst=1000000",
                "--RateLimits:Api:Burst=1000000"
            )
        )
        {
            var slugs = await county.Do(db => db.Set<AreaSlug>().AsNoTracking().Select(s => s.Slug).Take(40).ToListAsync());
            var routes = RoutesTests
                .Endpoints(site)
                .Where(l => l.Contains(" Public ", StringComparison.Ordinal) || l.Contains(" Api ", StringComparison.Ordinal))
                .Select(l => l.Split(' ')[0])
                .ToList();
            Assert.True(routes.Count > 30);
            foreach (var address in routes.SelectMany(r => Addresses(r, slugs, receipt.Reference)).Distinct())
            {
                using var answer = await site.Client().GetAsync(new Uri(address, UriKind.Relative));
                var all =
                    string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(h => $"{h.Key}: {string.Join(',', h.Value)}"))
                    + await answer.Content.ReadAsStringAsync();
                foreach (var secret in Secrets(planted, receipt))
                    Assert.False(all.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{address} says {secret}");
            }
        }
        foreach (var secret in Secrets(planted, receipt))
            Assert.DoesNotContain(county.Log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(planted.Latitude.ToString("F5", CultureInfo.InvariantCulture), planted.ToString(), StringComparison.Ordinal);
    }

    // Four decimals are eleven metres: nearer than anything public may be.
    private static IEnumerable<string> Secrets(TruePoint point, ReportReceipt receipt) =>
        [
            Canary,
            receipt.Secret,
            point.Longitude.ToString("F5", CultureInfo.InvariantCulture),
            point.Latitude.ToString("F5", CultureInfo.InvariantCulture),
        ];

    private static IEnumerable<string> Addresses(string route, IReadOnlyList<string> slugs, string reference)
    {
        if (!route.Contains('{', StringComparison.Ordinal))
            return [route];
        return slugs.Append(reference).Append("noise").Select(value => Hole.Replace(route, value));
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole { get; }
}
