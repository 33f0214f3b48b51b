using System.Collections.Concurrent;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

/// <summary>Two react to one event, and neither waits for the other.</summary>
public sealed class OutboxReactionsTests
{
    public sealed record TreePlanted(Guid Tree) : IEvent
    {
        public static string Name => "tests.tree-planted.1";
    }

    public sealed record TreeFelled(Guid Tree) : IEvent
    {
        public static string Name => "tests.tree-felled.1";
    }

    /// <summary>What the two did, and what befalls them.</summary>
    public sealed class Garden
    {
        public ConcurrentQueue<(string Who, Guid Tree)> Done { get; } = [];
        public Action<string, CancellationToken> Befalls { get; set; } = (_, _) => { };

        public Task Does(string who, Guid tree, CancellationToken stop)
        {
            Befalls(who, stop);
            Done.Enqueue((who, tree));
            return Task.CompletedTask;
        }

        public IEnumerable<Guid> By(string who) => Done.Where(d => d.Who == who).Select(d => d.Tree);
    }

    public sealed class WaterTree(Garden garden) : IReactTo<TreePlanted>
    {
        public static string Name => "tests.water-tree.1";

        public Task React(TreePlanted happened, CancellationToken stop) => garden.Does(Name, happened.Tree, stop);
    }

    public sealed class LabelTree(Garden garden) : IReactTo<TreePlanted>
    {
        public static string Name => "tests.label-tree.1";

        public Task React(TreePlanted happened, CancellationToken stop) => garden.Does(Name, happened.Tree, stop);
    }

    private static void Both(IServiceCollection services) =>
        new Room(services.AddSingleton<Garden>()).Reaction<TreePlanted, WaterTree>().Reaction<TreePlanted, LabelTree>().Event<TreeFelled>();

    private static Garden GardenOf(TestCounty county) => county.Services.GetRequiredService<Garden>();

    private static Task<int> Drain(TestCounty county, CancellationToken stop = default) =>
        county.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(stop);

    private static async Task<Guid> Plant(TestCounty county)
    {
        var tree = Guid.NewGuid();
        await county.Do(async db =>
        {
            db.Announce(new TreePlanted(tree));
            await db.SaveChangesAsync();
        });
        return tree;
    }

    private static Task<List<OutboxMessage>> Rows(TestCounty county) =>
        county.Do(db => db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Reaction).ToListAsync());

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_that_fails_holds_up_neither_the_other_nor_what_happens_later_and_alone_is_tried_again(string database)
    {
        await using var county = await TestCounty.Open(database, Both);
        var garden = GardenOf(county);
        garden.Befalls = (who, _) =>
        {
            if (who == WaterTree.Name)
                throw new InvalidOperationException("no water");
        };
        var first = await Plant(county);
        Assert.Equal(2, await Drain(county));
        var second = await Plant(county);
        Assert.Equal(2, await Drain(county)); // the first is not tried again so soon
        Assert.Equal([first, second], garden.By(LabelTree.Name));
        Assert.Empty(garden.By(WaterTree.Name));
        Assert.Equal(
            [(LabelTree.Name, true), (LabelTree.Name, true), (WaterTree.Name, false), (WaterTree.Name, false)],
            (await Rows(county)).Select(m => (m.Reaction, m.DoneAt is not null))
        );

        garden.Befalls = (_, _) => { };
        county.Time.Move(TimeSpan.FromSeconds(3));
        Assert.Equal(2, await Drain(county));
        Assert.Equal(0, await Drain(county));
        Assert.Equal(2, garden.By(WaterTree.Name).Intersect([first, second]).Count());
        Assert.Equal(4, garden.Done.Count);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_worker_that_dies_between_the_two_leaves_the_second_alone_to_do(string database)
    {
        await using var county = await TestCounty.Open(database, Both);
        var garden = GardenOf(county);
        using var death = new CancellationTokenSource();
        garden.Befalls = (_, stop) =>
        {
            if (garden.Done.IsEmpty)
                return;
            death.Cancel();
            stop.ThrowIfCancellationRequested();
        };
        var tree = await Plant(county);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Drain(county, death.Token));
        var alive = Assert.Single(garden.Done);

        garden.Befalls = (_, _) => { };
        Assert.Equal(0, await Drain(county)); // the dead one holds it still
        county.Time.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await Drain(county));
        Assert.Equal(0, await Drain(county));
        Assert.Equal(2, garden.Done.Count);
        Assert.Equal(2, garden.Done.Distinct().Count());
        Assert.All(garden.Done, d => Assert.Equal(tree, d.Tree));
        Assert.Contains(alive, garden.Done);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Two_workers_at_once_tell_each_of_the_two_once(string database)
    {
        await using var county = await TestCounty.Open(database, Both);
        for (var i = 0; i < 12; i++)
            await Plant(county);
        var handled = await Task.WhenAll(Task.Run(() => Drain(county)), Task.Run(() => Drain(county)));
        Assert.Equal(24, handled.Sum());
        Assert.Equal(24, GardenOf(county).Done.Distinct().Count());
        Assert.Equal(24, GardenOf(county).Done.Count);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_was_stored_before_there_were_reactions_in_rows_is_shared_out(string database)
    {
        await using var county = await TestCounty.Open(database, Both);
        var tree = await Plant(county);
        var old = Guid.CreateVersion7();
        await county.Do(async db =>
        {
            // As the schema before had it, which knew no such column.
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO outbox (id, name, body, at, due_at, attempts) SELECT {old}, name, body, at, due_at, 0 FROM outbox LIMIT 1"
            );
            await db.Set<OutboxMessage>().Where(m => m.Id != old).ExecuteDeleteAsync();
        });
        var at = Assert.Single(await Rows(county), m => m.Reaction.Length == 0).At;
        var handled = await Task.WhenAll(Task.Run(() => Drain(county)), Task.Run(() => Drain(county)));
        Assert.InRange(handled.Sum(), 1, 3); // the second may come late enough to find what the first has shared out
        while (await Drain(county) > 0) { }
        Assert.Equal([LabelTree.Name, WaterTree.Name], GardenOf(county).Done.Select(d => d.Who).Order());
        Assert.All(GardenOf(county).Done, d => Assert.Equal(tree, d.Tree));
        Assert.All(await Rows(county), m => Assert.Equal((at, true), (m.At, m.DoneAt is not null)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_event_that_nobody_reacts_to_is_kept_and_delivered_to_nobody(string database)
    {
        await using var county = await TestCounty.Open(database, Both);
        await county.Do(async db =>
        {
            db.Announce(new TreeFelled(Guid.NewGuid()));
            await db.SaveChangesAsync();
        });
        Assert.Equal(1, await Drain(county));
        Assert.Equal(("", true), (await Rows(county)).Select(m => (m.Reaction, m.DoneAt is not null)).Single());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_reaction_of_a_newer_build_waits_and_the_one_that_is_known_does_not(string database)
    {
        await using var county = await TestCounty.Open(database, Both);
        await Plant(county);
        await county.Do(db =>
            db.Set<OutboxMessage>()
                .Where(m => m.Reaction == WaterTree.Name)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.Reaction, "tests.prune-tree.1"))
        );
        Assert.Equal(2, await Drain(county));
        Assert.Equal(
            [(LabelTree.Name, true, null), ("tests.prune-tree.1", false, "UnknownReaction")],
            (await Rows(county)).Select(m => (m.Reaction, m.DoneAt is not null, m.LastFailure))
        );
    }

    [Fact]
    public async Task One_that_hangs_is_told_to_stop_when_its_lease_is_over()
    {
        await using var county = await TestCounty.Open(
            TestCounty.Sqlite,
            services =>
            {
                Both(services);
                services.Configure<FoundationOptions>(o => o.Lease = TimeSpan.FromMilliseconds(200));
            }
        );
        GardenOf(county).Befalls = (who, stop) =>
        {
            if (who != WaterTree.Name)
                return;
            stop.WaitHandle.WaitOne(); // for ever, if nobody says stop
            stop.ThrowIfCancellationRequested();
        };
        await Plant(county);
        Assert.Equal(2, await Drain(county));
        Assert.Single(GardenOf(county).By(LabelTree.Name));
        Assert.Equal("TimeoutException", (await Rows(county)).Single(m => m.Reaction == WaterTree.Name).LastFailure);
    }
}
