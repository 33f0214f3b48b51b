using System.Diagnostics;
using System.Globalization;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Storage;
using Fosse.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Bench;

/// <summary>
/// What it costs to open a record: the decision by the real policy, the line in a ledger of many lines, the key, and reading the words,
/// beside reading the same words from an open table. The database is a new one and is left as it is.
/// </summary>
internal static class Open
{
    private const int People = 1000,
        WarmUp = 200;

    public static async Task<int> Run(string database, long lines, int rounds)
    {
        await using var services = Services(DatabaseAddress.Parse(database));
        var (officer, people) = await Prepare(services, lines);

        var (bare, opened) = (new List<double>(), new List<double>());
        for (var i = -WarmUp; i < rounds; i++)
        {
            var person = people[(i + WarmUp) % People];
            var (b, o) = (await Bare(services, person), await Opened(services, officer, person));
            if (i < 0)
                continue;
            bare.Add(b);
            opened.Add(o);
        }
        Say("bare", bare);
        Say("opened", opened);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"more\tp50 {At(opened, 0.5) - At(bare, 0.5):0.00} ms\tp99 {At(opened, 0.99) - At(bare, 0.99):0.00} ms"
            )
        );

        await using var scope = services.CreateAsyncScope();
        var watch = Stopwatch.StartNew();
        var found = await scope.ServiceProvider.GetRequiredService<LedgerCheck>().Run(default);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"doctor\t{found.Lines:N0} lines verified in {watch.Elapsed.TotalSeconds:0.0} s\twhole: {found.Whole}"
            )
        );
        return found.Whole ? 0 : 1;
    }

    private static async Task<double> Bare(ServiceProvider services, Guid person)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
        var start = Stopwatch.GetTimestamp();
        var words = await db.Set<OpenWords>().AsNoTracking().Where(w => w.Id == person).Select(w => w.Words).SingleAsync();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return words.Length > 0 ? took : throw new InvalidOperationException();
    }

    private static async Task<double> Opened(ServiceProvider services, Actor officer, Guid person)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<BenchDb>(), scope.ServiceProvider.GetRequiredService<AccessDesk>());
        var start = Stopwatch.GetTimestamp();
        using var access = await desk.Open(new(officer, RecordsPurposes.ReviewCase, person, $"a review of the case {person}"), default);
        var words = access.Read((await db.Set<SealedWords>().AsNoTracking().SingleAsync()).Words);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return words.Length > 0 ? took : throw new InvalidOperationException();
    }

    private static async Task<(Actor, List<Guid>)> Prepare(ServiceProvider services, long lines)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(default);
        var (db, sealer) = (scope.ServiceProvider.GetRequiredService<BenchDb>(), scope.ServiceProvider.GetRequiredService<Sealer>());
        await BenchDb.Tables(db);

        var day = new DateOnly(2025, 1, 1);
        var agency = new Agency
        {
            Name = "Police",
            Kind = AgencyKind.Police,
            Regime = Regime.LawEnforcement,
            Contact = "desk",
            JoinedOn = day,
        };
        var staff = StaffRows.Of(agency.Id, [AccountsPermissions.Work, RecordsPermissions.ReadRecords]);
        var account = staff.Account;
        db.AddRange(agency, account, staff.Role, staff.Grant);
        var people = new List<Guid>();
        for (var i = 0; i < People; i++)
        {
            var record = new SubjectRecord
            {
                Reference = $"CB-{i}",
                AgencyId = agency.Id,
                Class = RecordsDataClasses.Identity,
                OpenedAt = TimeProvider.System.GetUtcNow(),
            };
            var words = string.Concat(Enumerable.Repeat($"Words about person {i}, as an officer wrote them. ", 12));
            db.AddRange(
                record,
                new OpenWords { Id = record.Id, Words = words },
                new SealedWords { Subject = record.Id, Words = await sealer.Seal(record.Id, words, default) }
            );
            people.Add(record.Id);
        }
        await db.SaveChangesAsync();
        var actor = new Actor(account.Id, agency.Id, agency.Name);
        await LedgerOf(services, actor, people, lines);
        return (actor, people);
    }

    // As the ledger writes them, many lines to a transaction.
    private static async Task LedgerOf(ServiceProvider services, Actor actor, List<Guid> people, long lines)
    {
        const int Each = 5000;
        var (last, at) = (LedgerHash.First, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        for (var done = 0L; done < lines; done += Each)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
            for (var i = done + 1; i <= Math.Min(done + Each, lines); i++)
            {
                var line = new LedgerLine
                {
                    Sequence = i,
                    At = at.AddSeconds(i),
                    Kind = LedgerKind.Opened,
                    ActorId = actor.Id,
                    AgencyId = actor.Agency,
                    Organisation = actor.Organisation,
                    Purpose = RecordsPurposes.ReviewCase,
                    Subject = people[(int)(i % People)],
                    Ground = "Their own agency's record.",
                    ReasonFrom = ReasonFrom.Assignment,
                    Reason = "Assigned: Lead officer",
                    Previous = last,
                };
                last = line.Hash = LedgerHash.Of(line);
                db.Add(line);
            }
            var head = await db.Set<LedgerHead>().SingleAsync();
            (head.Sequence, head.Hash) = (Math.Min(done + Each, lines), last);
            await db.SaveChangesAsync();
        }
    }

    private static ServiceProvider Services(DatabaseAddress address) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables("FOSSE_").Build())
            .AddLogging()
            .AddFosse(address)
            .AddScoped<GuardedDb>(sp => sp.GetRequiredService<BenchDb>())
            .AddDbContext<BenchDb>((sp, o) => BenchDb.On(address, o))
            .BuildServiceProvider();

    private static double At(List<double> times, double share) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, (int)(times.Count * share)));

    private static void Say(string what, List<double> times) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}\t{times.Count} times\tp50 {At(times, 0.5):0.00} ms\tp99 {At(times, 0.99):0.00} ms\tlongest {At(times, 1):0.0} ms"
            )
        );
}
