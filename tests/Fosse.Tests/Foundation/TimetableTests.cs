using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fosse.Tests.Foundation;

public sealed class TimetableTests
{
    public sealed class Bell
    {
        public int Rung { get; set; }
        public bool Cracked { get; set; }
    }

    public sealed class RingHourly(Bell bell) : ITimetabled
    {
        public string Name => "tests.ring";

        public string When => "every hour";

        public string Does => "nothing but what a test looks for";

        public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddHours(1);

        public Task Run(CancellationToken stop)
        {
            if (bell.Cracked)
                throw new InvalidOperationException();
            bell.Rung++;
            return Task.CompletedTask;
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_job_runs_when_it_is_due_and_again_soon_after_it_failed(string database)
    {
        await using var county = await TestCounty.Open(
            database,
            s => new Room(s.RemoveAll<ITimetabled>().AddSingleton<Bell>()).Job<RingHourly>()
        );
        var (timetable, bell) = (county.Services.GetRequiredService<Timetable>(), county.Services.GetRequiredService<Bell>());

        Assert.Equal(0, await timetable.DrainOnce(default));
        county.Time.Move(TimeSpan.FromHours(1));
        Assert.Equal(1, await timetable.DrainOnce(default));
        Assert.Equal(0, await timetable.DrainOnce(default));
        Assert.Equal(1, bell.Rung);

        bell.Cracked = true;
        county.Time.Move(TimeSpan.FromHours(1));
        await timetable.DrainOnce(default);
        var entry = await county.Do(db => db.Set<TimetableEntry>().SingleAsync());
        Assert.Equal((1, "InvalidOperationException"), (entry.Failures, entry.LastFailure));

        bell.Cracked = false;
        county.Time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await timetable.DrainOnce(default));
        Assert.Equal(0, (await county.Do(db => db.Set<TimetableEntry>().SingleAsync())).Failures);
    }
}
