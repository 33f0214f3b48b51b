using Fosse.Accounts;
using Fosse.Cli.Demonstration;
using Fosse.Foundation;
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

        // Whoever began her third report in her own box was told; of whoever typed the same anew each time staff see that it may be one.
        Assert.Equal(
            [(1, 2, false), (3, 0, true)],
            (await county.Do(db => db.Set<ReportRepeats>().AsNoTracking().ToListAsync()))
                .Where(r => r.SamePerson > 2)
                .Select(r => (r.Proved, r.Possible, r.ToldAt is not null))
                .Order()
        );

        await DemonstrationStory.Play(county.At, now.AddDays(1), CancellationToken.None);
        Assert.Equal(first, await Counted(county));
    }

    private static Task<List<int>> Counted(TestCounty county) =>
        county.Do(async db => new List<int>
        {
            await db.Set<Account>().CountAsync(),
            await db.Set<IncidentReport>().CountAsync(),
            await db.Set<LedgerLine>().CountAsync(),
        });
}
