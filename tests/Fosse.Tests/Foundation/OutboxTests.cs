using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

public sealed class OutboxTests
{
    public sealed record BenchPainted(Guid Bench) : IEvent
    {
        public static string Name => "tests.bench-painted.1";
    }

    public sealed record BenchForgotten(Guid Bench) : IEvent
    {
        public static string Name => "tests.bench-forgotten.1";
    }

    public sealed class Painted
    {
        public List<Guid> Benches { get; } = [];
        public bool Broken { get; set; }
    }

    public sealed class NotePaint(Painted painted) : IReactTo<BenchPainted>
    {
        public static string Name => "tests.note-paint.1";

        public Task React(BenchPainted happened, CancellationToken stop)
        {
            if (painted.Broken)
                throw new InvalidOperationException("Mrs Kanarienvogel's bench");
            painted.Benches.Add(happened.Bench);
            return Task.CompletedTask;
        }
    }

    private static void Benches(IServiceCollection services) =>
        new Room(services.AddSingleton<Painted>()).Reaction<BenchPainted, NotePaint>();

    private static async Task<int> Drain(TestCounty county) =>
        await county.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_event_is_delivered_once_and_only_if_the_change_was_saved(string database)
    {
        await using var county = await TestCounty.Open(database, Benches);
        var bench = Guid.NewGuid();
        await county.Do(async db =>
        {
            db.Announce(new BenchPainted(bench));
            await db.SaveChangesAsync();
        });
        await county.Do(async db =>
        {
            await using var undone = await db.Database.BeginTransactionAsync();
            db.Announce(new BenchPainted(Guid.NewGuid()));
            await db.SaveChangesAsync();
        });

        Assert.Equal(1, await Drain(county));
        Assert.Equal(0, await Drain(county));
        Assert.Equal([bench], county.Services.GetRequiredService<Painted>().Benches);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_failed_reaction_is_tried_again_later_and_its_message_is_kept_nowhere(string database)
    {
        await using var county = await TestCounty.Open(database, Benches);
        var painted = county.Services.GetRequiredService<Painted>();
        painted.Broken = true;
        await county.Do(async db =>
        {
            db.Announce(new BenchPainted(Guid.NewGuid()));
            await db.SaveChangesAsync();
        });

        Assert.Equal(1, await Drain(county));
        Assert.Equal(0, await Drain(county)); // not at once
        Assert.Equal("InvalidOperationException", (await county.Do(db => db.Set<OutboxMessage>().SingleAsync())).LastFailure);
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains("Kanarienvogel", StringComparison.OrdinalIgnoreCase));

        painted.Broken = false;
        county.Time.Move(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await Drain(county));
        Assert.Single(painted.Benches);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_a_dead_worker_held_is_taken_up_when_its_lease_has_run_out(string database)
    {
        await using var county = await TestCounty.Open(database, Benches);
        await county.Do(async db =>
        {
            db.Announce(new BenchPainted(Guid.NewGuid()));
            await db.SaveChangesAsync();
            var until = county.Time.Now + TimeSpan.FromMinutes(2); // as a worker leaves it that took it and died
            await db.Set<OutboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAt, until).SetProperty(m => m.Attempts, 1));
        });

        Assert.Equal(0, await Drain(county));
        county.Time.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await Drain(county));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Two_workers_at_once_deliver_each_event_once(string database)
    {
        await using var county = await TestCounty.Open(database, Benches);
        await county.Do(async db =>
        {
            for (var i = 0; i < 20; i++)
                db.Announce(new BenchPainted(Guid.NewGuid()));
            await db.SaveChangesAsync();
        });

        var handled = await Task.WhenAll(Task.Run(() => Drain(county)), Task.Run(() => Drain(county)));

        Assert.Equal(20, handled.Sum());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_event_of_a_newer_build_waits(string database)
    {
        await using var county = await TestCounty.Open(database, Benches);
        await county.Do(async db =>
        {
            db.Announce(new BenchForgotten(Guid.NewGuid()));
            await db.SaveChangesAsync();
        });

        await Drain(county);

        var message = await county.Do(db => db.Set<OutboxMessage>().SingleAsync());
        Assert.Equal((null, "UnknownEvent"), (message.DoneAt, message.LastFailure));
    }
}
