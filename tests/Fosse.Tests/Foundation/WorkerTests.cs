using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fosse.Tests.Foundation;

/// <summary>The timetable of a site that serves: nobody calls it, and it runs.</summary>
public sealed class WorkerTests
{
    private const int Beats = 3;

    /// <summary>A job that says when it begins, and ends when it is told to.</summary>
    public sealed class Work
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously),
            end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int runs;

        public int Runs => runs;
        public Task Begun => begun.Task.WaitAsync(TimeSpan.FromMinutes(1));
        public bool Fails { get; set; }

        public void Ends() => end.SetResult();

        internal async Task Do(CancellationToken stop)
        {
            Interlocked.Increment(ref runs);
            begun.TrySetResult();
            await end.Task.WaitAsync(stop);
            if (Fails)
                throw new TimeoutException();
        }
    }

    public sealed class WorkHourly(Work work) : ITimetabled
    {
        public string Name => "tests.work";

        public string When => "every hour";

        public string Does => "nothing but what a test looks for";

        public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddHours(1);

        public Task Run(CancellationToken stop) => work.Do(stop);
    }

    private static void Only(IServiceCollection services, Work work) =>
        new Room(services.RemoveAll<ITimetabled>().AddSingleton(work)).Job<WorkHourly>();

    private static Task<TestSite> Site(TestCounty county, Work work, string faces) =>
        TestSite.On(
            county.Address,
            builder =>
            {
                Only(builder.Services, work);
                builder.Services.AddSingleton<TimeProvider>(county.Time);
            },
            $"--Faces={faces}",
            $"--Keys:Folder={county.KeyFolder}",
            "--Work:Pause=00:00:00.02",
            "--Work:FirstWait=02:00:00",
            "--Work:LongestWait=02:00:00"
        );

    private static async Task Until(Func<Task<bool>> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await so())
            await looks.WaitForNextTickAsync(patience.Token);
    }

    private static Task<TimetableEntry?> Entry(TestCounty county) =>
        county.Do(db => db.Set<TimetableEntry>().AsNoTracking().SingleOrDefaultAsync());

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_job_runs_by_itself_its_failure_is_shown_under_stuck_things_and_it_is_tried_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        var work = new Work { Fails = true };
        await using var site = await Site(county, work, "Partner,Admin,Worker");
        await Until(async () => await Entry(county) is not null);
        county.Time.Move(TimeSpan.FromHours(1));
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        await work.Begun;
        Assert.Contains("running now", (await admin.Opens("/admin/health")).All("tbody td"));

        work.Ends();
        await Until(async () => (await Entry(county))!.Failures == 1);
        Assert.Equal(["failed once"], (await admin.Opens("/admin/health")).All("tbody td a"));
        Assert.Equal(["tests.work"], (await admin.Opens("/admin/stuck")).All("tbody th"));
        Assert.Contains("TimeoutException", admin.All("tbody td"));

        work.Fails = false;
        await admin.Sends("Try now tests.work", ("job", "tests.work"));
        await Until(async () => (await Entry(county))!.Failures == 0);
        Assert.Equal("No job fails.", (await admin.Opens("/admin/stuck")).Text("#jobs ~ .fosse-empty strong"));
        Assert.Equal(2, work.Runs);
        Assert.Contains("well", (await admin.Opens("/admin/health")).All("tbody td"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_host_without_the_worker_face_runs_nothing_and_the_admin_home_says_that_a_job_is_late(string database)
    {
        await using var county = await TestCounty.Open(database, services => Only(services, new Work()));
        await county.Services.GetRequiredService<Timetable>().DrainOnce(default); // enters it
        county.Time.Move(TimeSpan.FromHours(3));
        var work = new Work();
        await using var site = await Site(county, work, "Partner,Admin");
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        Assert.Contains("1 job of the timetable is late", (await admin.Opens("/admin")).All(".fosse-attention a"));
        Assert.Contains("late", (await admin.Opens("/admin/health")).All("tbody td"));
        Assert.Equal(0, work.Runs);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Two_hosts_run_a_job_once_however_long_it_takes(string database)
    {
        var work = new Work();
        await using var county = await TestCounty.Open(
            database,
            services =>
            {
                Only(services, work);
                services.AddSingleton(TimeProvider.System).Configure<FoundationOptions>(o => o.Lease = TimeSpan.FromSeconds(2));
            }
        );
        var (one, other) = (county.Services.GetRequiredService<Timetable>(), ActivatorUtilities.CreateInstance<Timetable>(county.Services));
        await one.DrainOnce(default);
        await county.Do(db => db.Set<TimetableEntry>().ExecuteUpdateAsync(e => e.SetProperty(x => x.DueAt, DateTimeOffset.UnixEpoch)));
        var first = one.DrainOnce(default);
        await work.Begun;

        // Longer than the lease, which is renewed again and again meanwhile.
        var (renewed, last) = (0, (await Entry(county))!.DueAt);
        await Until(async () =>
        {
            Assert.Equal(0, await other.DrainOnce(default));
            var due = (await Entry(county))!.DueAt;
            if (due != last)
                (renewed, last) = (renewed + 1, due);
            return renewed > Beats;
        });
        work.Ends();
        Assert.Equal(1, await first);
        Assert.Equal(1, work.Runs);
        Assert.True((await Entry(county))!.FinishedAt is not null);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_host_that_stops_in_the_middle_leaves_the_job_due(string database)
    {
        var work = new Work();
        await using var county = await TestCounty.Open(database, services => Only(services, work));
        var timetable = county.Services.GetRequiredService<Timetable>();
        await timetable.DrainOnce(default);
        county.Time.Move(TimeSpan.FromHours(1));
        using var stop = new CancellationTokenSource();
        var running = timetable.DrainOnce(stop.Token);
        await work.Begun;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var entry = (await Entry(county))!;
        Assert.Equal((county.Time.Now, 0), (entry.DueAt, entry.Failures));
    }
}
