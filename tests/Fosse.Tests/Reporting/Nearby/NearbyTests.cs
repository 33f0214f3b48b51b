using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Nearby;

/// <summary>What is near in place, time and kind is shown: to a resident what is public, to whoever triages why.</summary>
public sealed class NearbyTests
{
    private static readonly DateOnly Day = new(2025, 3, 10);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_resident_is_shown_public_matters_near_in_place_time_and_kind_and_no_others(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        await county.Test.Do(async db =>
        {
            db.AddRange(
                Matter("M-HERE", ReportedCounty.Here, "groups", Day.AddDays(-3)),
                Matter("M-BESIDE", ReportedCounty.Beside, "groups", Day.AddDays(-40)),
                Matter("M-HEADING", ReportedCounty.Here, "street-drinking", Day),
                Matter("M-FAR", ReportedCounty.Far, "groups", Day),
                Matter("M-NOWHERE", null, "groups", Day),
                Matter("M-KIND", ReportedCounty.Here, "road", Day),
                Matter("M-LATER", ReportedCounty.Here, "groups", Day.AddDays(15)),
                Matter("M-OVER", ReportedCounty.Here, "groups", Day.AddDays(-60), closed: Day.AddDays(-15)),
                Matter("M-JUST-OVER", ReportedCounty.Here, "groups", Day.AddDays(-60), closed: Day.AddDays(-14)),
                Matter("M-BACK", ReportedCounty.Here, "groups", Day, withdrawn: true)
            );
            await db.SaveChangesAsync();
        });
        var found = await For(ReportedCounty.Draft());
        Assert.Equal(["M-HERE", "M-BESIDE", "M-JUST-OVER", "M-HEADING"], found.Select(m => m.Number)); // of the same kind first
        Assert.Equal(
            new NearbyMatter(
                "M-HERE",
                "A group causing trouble",
                "Words of M-HERE",
                "Ashby 001A",
                Day.AddDays(-3),
                false,
                "",
                "Test Council"
            ),
            found[0]
        );
        Assert.True(found[2].Closed);
        Assert.Empty(await For(ReportedCounty.Draft() with { Point = null, Place = "somewhere" }));
        Assert.Empty(await For(ReportedCounty.Draft() with { Point = new TruePoint(10, 10) }));

        async Task<IReadOnlyList<NearbyMatter>> For(ReportDraft draft)
        {
            await using var scope = county.Test.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<NearbyMatters>().For(draft, default);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_triages_sees_candidates_with_reasons_the_most_alike_first(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var photo = new DraftFile(new string('a', 64), "key", "image/jpeg", 10, "a.jpg", new string('c', 64));
        var report = await county.Sends(ReportedCounty.Draft() with { Files = [photo] });
        var same = await county.Sends(ReportedCounty.Draft("Ben Quill"));
        var beside = await county.Sends(
            ReportedCounty.Draft("Cora Finch", category: "street-drinking", lsoa: ReportedCounty.Beside, on: Day.AddDays(-2))
        );
        var elsewhere = await county.Sends(
            ReportedCounty.Draft("Dan Heron", category: "road", lsoa: ReportedCounty.Far, on: Day.AddDays(-200)) with
            {
                Files = [photo with { File = new string('b', 64) }],
            }
        );
        await county.Sends(ReportedCounty.Draft("Eve Swift", lsoa: ReportedCounty.Far));
        await county.Sends(ReportedCounty.Draft("Flo Wren", on: Day.AddDays(-15)));
        var gone = await county.Sends(ReportedCounty.Draft("Gus Rook"));
        await county.Test.Do(async db =>
        {
            (await db.Set<IncidentReport>().SingleAsync(r => r.Reference == gone.Reference)).Close(
                ClosingReason.Withdrawn,
                county.Test.Time.Now
            );
            await db.SaveChangesAsync();
        });
        await using var scope = county.Test.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<DuplicateCandidates>().For(await county.IdOf(report), default);
        Assert.Equal([same.Reference, elsewhere.Reference, beside.Reference], found.Select(f => f.Reference));
        Assert.Equal(["In the same small area", "Of the same kind", "On the same day"], found[0].Reasons);
        Assert.Equal(["The same photo or paper came with both"], found[1].Reasons);
        Assert.Equal(["In a small area beside it", "Under the same heading", "2 days apart"], found[2].Reasons);
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<DuplicateCandidates>().For(Guid.NewGuid(), default));
    }

    [Theory]
    [InlineData("groups", 10, 0, false, 9)]
    [InlineData("groups", 10, 1, false, 9)]
    [InlineData("groups", 10, 3, false, 8)]
    [InlineData("groups", 10, 14, false, 7)]
    [InlineData("groups", 10, 15, false, 0)]
    [InlineData("groups", 11, 0, false, 8)]
    [InlineData("groups", 12, 0, false, 0)]
    [InlineData("groups", null, 0, false, 0)]
    [InlineData("noise", 11, 3, false, 5)]
    [InlineData("noise", 11, 4, false, 0)]
    [InlineData("road", 10, 0, false, 0)]
    [InlineData("road", 12, 400, true, 6)]
    [InlineData("groups", 10, 0, true, 15)]
    public void Points_are_those_of_the_table(string category, int? lsoa, int daysApart, bool sameFile, int points)
    {
        var report = new ComparedReport("groups", CategoryGroup.AntiSocialBehaviour, 10, Day, new HashSet<long> { 1 });
        var other = new ComparedReport(
            category,
            category == "road" ? CategoryGroup.Road : CategoryGroup.AntiSocialBehaviour,
            lsoa,
            Day.AddDays(daysApart),
            new HashSet<long> { sameFile ? 1 : 2 }
        );
        var match = DuplicateScore.Of(report, other, [10, 11]);
        Assert.Equal(points, match.Points);
        Assert.Equal(points > 0, match.Reasons.Count > 0);
    }

    private static ReportSummary Matter(
        string number,
        int? lsoa,
        string category,
        DateOnly since,
        DateOnly? closed = null,
        bool withdrawn = false
    ) =>
        new()
        {
            Number = number,
            Category = category,
            Words = $"Words of {number}",
            LsoaId = lsoa,
            AgencyName = "Test Council",
            Since = since,
            PublishedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            ClosedAt = closed is { } day ? new DateTimeOffset(day, new(12, 0), TimeSpan.Zero) : null,
            WithdrawnAt = withdrawn ? DateTimeOffset.UnixEpoch : null,
        };
}
