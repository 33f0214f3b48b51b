using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class PersonalDataWallTests
{
    private static readonly Guid Subject = Guid.Parse("0195a000-0000-7000-8000-000000000001");
    private static readonly Actor Officer = new(Guid.NewGuid(), Guid.NewGuid(), "police");

    private static readonly Dictionary<string, Func<WallDb, Task>> Attempts = new()
    {
        ["entities"] = db => db.Set<TestPerson>().ToListAsync(),
        ["entities without the filter"] = db => db.Set<TestPerson>().IgnoreQueryFilters().ToListAsync(),
        ["a projection"] = db => db.Set<TestPerson>().Select(p => p.Name).ToListAsync(),
        ["a count"] = db => db.Set<TestPerson>().CountAsync(),
        ["find"] = db => db.FindAsync<TestPerson>(Subject).AsTask(),
        ["a join"] = db => db.Set<TestVisit>().Join(db.Set<TestPerson>(), v => v.Id, p => p.Subject, (v, p) => p.Name).ToListAsync(),
        ["a subquery"] = db => db.Set<TestVisit>().Where(v => db.Set<TestPerson>().Any(p => p.Subject == v.Id)).ToListAsync(),
        ["a reload"] = db => db.Entry(new TestPerson { Subject = Subject }).ReloadAsync(),
        ["a synchronous list"] = db => Task.FromResult(db.Set<TestPerson>().ToList()),
        ["a bulk update"] = db => db.Set<TestPerson>().ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, (SealedText?)null)),
        ["a bulk delete"] = db => db.Set<TestPerson>().ExecuteDeleteAsync(),
        ["a tracked delete"] = db => { db.Remove(new TestPerson { Subject = Subject }); return db.SaveChangesAsync(); },
        ["a tracked update"] = db => { db.Update(new TestPerson { Subject = Subject }); return db.SaveChangesAsync(); },
        ["raw"] = Raw("SELECT name AS \"Value\" FROM p_test_people"),
        ["raw, quoted"] = Raw("SELECT name AS \"Value\" FROM \"p_test_people\""),
        ["raw, quoted, in capitals"] = Raw("SELECT name AS \"Value\" FROM P_TEST_PEOPLE"),
        ["raw, with its schema"] = Raw("SELECT name AS \"Value\" FROM public.p_test_people"),
        ["raw, with its schema, quoted"] = Raw("SELECT name AS \"Value\" FROM \"main\".\"p_test_people\""),
        ["raw, behind a comment"] = Raw("SELECT name AS \"Value\" FROM /* INSERT INTO */ p_test_people"),
        ["raw, after a line comment"] = Raw("SELECT name AS \"Value\" FROM -- INSERT INTO\n p_test_people"),
        ["raw, touching a comment"] = Raw("SELECT name AS \"Value\" FROM/**/p_test_people"),
        ["raw, in brackets"] = Raw("SELECT name AS \"Value\" FROM [p_test_people]"),
        ["raw, as a literal"] = Raw("SELECT name AS \"Value\" FROM 'p_test_people'"),
        ["raw, with escaped letters"] = Raw("SELECT name AS \"Value\" FROM U&\"\\0070_test_people\""),
        ["raw, in a common table"] = Raw("WITH x AS (SELECT * FROM p_test_people) SELECT name AS \"Value\" FROM x"),
        ["raw, a union"] = Raw("SELECT place AS \"Value\" FROM test_visits UNION SELECT name FROM p_test_people"),
        ["insert from select"] = Run("INSERT INTO p_test_people SELECT * FROM p_test_people"),
        ["insert from another table"] = Run("INSERT INTO p_test_people SELECT id, place FROM test_visits"),
        ["insert elsewhere from it"] = Run("INSERT INTO test_visits SELECT subject, name FROM p_test_people"),
        ["insert and read back"] = Run("INSERT INTO p_test_people (subject, name) VALUES ('1', 'x') RETURNING name"),
        ["insert and change"] = Run("INSERT INTO p_test_people (subject, name) VALUES ('1', 'x') ON CONFLICT (subject) DO UPDATE SET name = 'y'"),
        ["insert or replace"] = Run("INSERT OR REPLACE INTO p_test_people (subject, name) VALUES ('1', 'x')"),
        ["insert, then read"] = Run("INSERT INTO p_test_people (subject, name) VALUES ('1', 'x'); SELECT * FROM p_test_people"),
        ["a scalar inside an insert"] = Run("INSERT INTO test_visits (id, place) VALUES ('1', (SELECT name FROM p_test_people))"),
        ["a renaming"] = Run("ALTER TABLE p_test_people RENAME TO harmless"),
        ["a view"] = Run("CREATE VIEW harmless AS SELECT * FROM p_test_people"),
        ["a dropping"] = Run("DROP TABLE p_test_people"),
        ["a block of code"] = Run("DO $x$ BEGIN EXECUTE 'SELECT 1 FROM p' || '_test_people'; END $x$"),
        ["a query in a string"] = Raw("SELECT query_to_xml('SELECT * FROM p' || '_test_people', true, false, '')::text AS \"Value\""),
        ["a copy to a file"] = Run("VACUUM INTO 'elsewhere.db'"),
        ["a database attached"] = Run("ATTACH DATABASE 'elsewhere.db' AS elsewhere"),
    };

    public static TheoryData<string, string> Ways => EachDatabase.Times(Attempts.Keys);

    [Theory, MemberData(nameof(Ways))]
    public async Task Without_an_open_access_every_way_is_refused(string database, string way)
    {
        await using var county = await Wall.Open(database);
        await county.With<WallDb>(async db =>
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => Attempts[way](db));
            Assert.IsType<PersonalDataRefused>(refused.GetBaseException()); // saving wraps it in its own exception
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Anyone_may_hand_something_in_and_the_rest_of_the_database_is_open(string database)
    {
        await using var county = await Wall.Open(database);
        await Wall.HandIn(county, Subject, "Asha");
        await Wall.HandIn(county, Guid.NewGuid(), "Bo");
        await county.With<WallDb>(async db =>
        {
            db.Add(new TestVisit { Id = Subject, Place = "the park" });
            await db.SaveChangesAsync();
            Assert.Equal("the park", (await db.Set<TestVisit>().SingleAsync()).Place);
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_access_shows_its_own_subject_and_shuts_again(string database)
    {
        await using var county = await Wall.Open(database);
        await Wall.HandIn(county, Subject, "Asha");
        await Wall.HandIn(county, Guid.NewGuid(), "Bo");
        await using var scope = county.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WallDb>();

        using (var access = await scope.ServiceProvider.GetRequiredService<AccessDesk>().Open(new(Officer, Purpose.TriageReport, Subject, "triage of a report", SecondsTyping: 4), default))
        {
            Assert.Equal(["Asha"], (await db.Set<TestPerson>().Select(p => p.Name).ToListAsync()).Select(n => access.Read(n!)));
            Assert.Equal("triage of a report", access.ReasonOf(await db.Set<LedgerLine>().SingleAsync()));
            var longer = await scope.ServiceProvider.GetRequiredService<Sealer>().Seal(Subject, "Asha B", default);
            await using var work = await db.Database.BeginTransactionAsync();
            Assert.Equal(1, await db.Set<TestPerson>().ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, longer)));
            await work.RollbackAsync();
        }

        await Assert.ThrowsAsync<PersonalDataRefused>(() => db.Set<TestPerson>().CountAsync());
        var line = await db.Set<LedgerLine>().SingleAsync();
        Assert.Equal((LedgerKind.Opened, Officer.Id, "police", Purpose.TriageReport, Subject, ReasonFrom.Typed, 4), (line.Kind, line.ActorId, line.Organisation, line.Purpose, line.Subject, line.ReasonFrom, line.SecondsTyping));
        Assert.Null(line.Reason); // what is typed may name somebody, and is sealed
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_refused_request_is_in_the_ledger_too(string database)
    {
        await using var county = await Wall.Open(database);
        await county.With<AccessDesk>(async desk =>
        {
            await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Open(new(Officer, Purpose.InvestigateCase, Subject, "curious"), default));
            await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Open(new(Officer, Purpose.TriageReport, Subject, " "), default));
        });
        await county.With<WallDb>(async db => Assert.Equal([LedgerKind.Refused, LedgerKind.Refused], await db.Set<LedgerLine>().Select(l => l.Kind).ToListAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_access_is_not_opened_inside_a_transaction_nor_twice(string database)
    {
        await using var county = await Wall.Open(database);
        await using var scope = county.Services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<WallDb>(), scope.ServiceProvider.GetRequiredService<AccessDesk>());
        await using (await db.Database.BeginTransactionAsync())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => desk.Open(new(Officer, Purpose.TriageReport, Subject, "triage"), default));
        }
        using var access = await desk.Open(new(Officer, Purpose.TriageReport, Subject, "triage"), default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.Open(new(Officer, Purpose.TriageReport, Subject, "triage"), default));
    }

    private static Func<WallDb, Task> Raw(string sql) => db => db.Database.SqlQueryRaw<string>(sql).ToListAsync();

    private static Func<WallDb, Task> Run(string sql) => db => db.Database.ExecuteSqlRawAsync(sql);
}
