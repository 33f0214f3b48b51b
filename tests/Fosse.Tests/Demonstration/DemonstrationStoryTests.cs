using Fosse.Accounts;
using Fosse.Cli.Demonstration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Demonstration;

/// <summary>What the rooms tell of the made-up county, played on an empty one.</summary>
public sealed class DemonstrationStoryTests
{
    [EachDatabase]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Every_room_tells_its_part_once_and_in_the_order_of_time(string database)
    {
        await using var county = await TestCounty.Open(database);
        var now = TimeProvider.System.GetUtcNow();
        await county.Do(async db =>
        {
            StoryPlaces.Add(db);
            await db.SaveChangesAsync();
        });
        await DemonstrationStory.Play(county.At, now, CancellationToken.None);

        var parts = county.Services.GetServices<IDemonstration>().ToList();
        Assert.True(parts.Count > 5);
        foreach (var part in parts)
            Assert.True(await county.Do(db => part.IsPlayed(db, CancellationToken.None)), $"{part.GetType()} would be played again");

        var first = await Counted(county);
        Assert.True(first.All(n => n > 5), string.Join(", ", first));
        var times = await county.Do(db => db.Set<LedgerLine>().OrderBy(l => l.Sequence).Select(l => l.At).ToListAsync());
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1], now.AddMinutes(-1), now.AddMinutes(1));

        // Two years of them, in every state in which a report can be for long.
        var reports = await county.Do(db => db.Set<IncidentReport>().AsNoTracking().ToListAsync());
        Assert.InRange(reports.Min(r => r.SubmittedAt), now.AddDays(-730), now.AddDays(-700));
        Assert.All(reports, r => Assert.True(r.StateSince <= now && (r.ClosedAt is null || r.ClosedAt <= now), r.Reference));
        Assert.Empty(Lasting.Except(reports.Select(r => r.State)));
        Assert.True(reports.Count(r => r.State is ReportState.Closed) > 300);
        var figures = ReplyFigures.Of(
            reports.Select(r => new ClockedReport(r.SubmittedAt, r.AnsweredAt, r.ClosedAt, r.ReopenedAt, null, null)),
            now
        );
        Assert.InRange(figures.Share!.Value.Value, .85, .97); // a promise that is mostly kept

        // Whoever began her third report in her own box was told; of whoever typed the same anew each time staff see that it may be one.
        Assert.Equal(
            [(1, 2, false), (3, 0, true)],
            (await county.Do(db => db.Set<ReportRepeats>().AsNoTracking().ToListAsync()))
                .Where(r => r.SamePerson > 2)
                .Select(r => (r.Proved, r.Possible, r.ToldAt is not null))
                .Order()
        );

        // A request waits for the sergeant of the police.
        Assert.True(
            await county.Do(db =>
                db.Set<DisclosureRequest>()
                    .AnyAsync(r =>
                        r.State == DisclosureState.Asked && db.Set<Agency>().Any(a => a.Id == r.ToAgencyId && a.Name == "Fosse Police")
                    )
            )
        );

        await DemonstrationStory.Play(county.At, now.AddDays(1), CancellationToken.None);
        Assert.Equal(first, await Counted(county));
    }

    [Fact]
    public void Made_up_reports_lie_at_places_of_their_own_and_what_is_about_one_matter_at_the_same()
    {
        var all = DemonstrationReports.All;
        Assert.InRange(all.Select(r => r.Near).Distinct().Count(), all.Count - 3, all.Count - 1);
        Assert.Equal(all.Single(r => r.Key == "bus").Near, all.Single(r => r.Key == "again").Near);
        Assert.All(all, r => Assert.True(Math.Abs(r.Near.East) < .0045 && Math.Abs(r.Near.North) < .0035, r.Key)); // in its settlement
    }

    private static readonly ReportState[] Lasting =
    [
        ReportState.Submitted,
        ReportState.Assigned,
        ReportState.SafeguardingHold,
        ReportState.Answered,
        ReportState.Closed,
        ReportState.Duplicate,
        ReportState.Withdrawn,
    ];

    private static Task<List<int>> Counted(TestCounty county) =>
        county.Do(async db => new List<int>
        {
            await db.Set<Account>().CountAsync(),
            await db.Set<IncidentReport>().CountAsync(),
            await db.Set<LedgerLine>().CountAsync(),
        });
}
