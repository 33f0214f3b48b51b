using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
using Fosse.Tests.HouseRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fosse.Tests.Privacy;

/// <summary>The door of the database itself, as a host with a role meets it.</summary>
public sealed class PostgresRolesTests
{
    private static readonly Guid Asha = Guid.CreateVersion7();

    [Fact]
    public async Task A_host_as_the_public_role_takes_personal_words_in_and_gets_none_out()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await using var host = As("fosse_public", county);
        await using (var scope = host.CreateAsyncScope())
        {
            var (db, sealer) = (scope.ServiceProvider.GetRequiredService<SafetyDb>(), scope.ServiceProvider.GetRequiredService<Sealer>());
            await sealer.Seal(Asha, "Asha Okoye", default); // the key goes in with the words
            db.AddRange(sealer.Words(Asha, SearchField.Name, "Asha Okoye"));
            Assert.Equal(5, await db.SaveChangesAsync()); // the key, two words, both as one, and after which rules they were made
        }
        Assert.Equal(1, await county.Do(db => db.Set<SubjectKey>().CountAsync(k => k.Subject == Asha)));
        await Denied(
            host,
            "SELECT word FROM p_search_words",
            "UPDATE p_search_words SET word = 1",
            "DELETE FROM p_search_words",
            "SELECT wrapped FROM subject_keys",
            "DELETE FROM subject_keys",
            "SELECT * FROM ring_keys",
            "SELECT * FROM ledger",
            "INSERT INTO ledger_head VALUES (2, 0, '')",
            "SELECT ground FROM forgetting_certificates",
            "SELECT * FROM accounts",
            "SELECT * FROM records",
            "CREATE TABLE mine (id int)",
            "TRUNCATE settings"
        );

        await using var asking = host.CreateAsyncScope(); // nor does the desk open for it: it may not write the ledger
        await Assert.ThrowsAnyAsync<Exception>(() =>
            asking
                .ServiceProvider.GetRequiredService<AccessDesk>()
                .Open(new(Wall.Officer, ReportingPurposes.TriageReport, Asha, "triage"), default)
        );
        Assert.Null(asking.ServiceProvider.GetRequiredService<SafetyDb>().Access);
    }

    [Fact]
    public async Task A_host_as_the_application_role_writes_the_ledger_and_cannot_change_it()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await using var host = As("fosse_app", county);
        await using (var scope = host.CreateAsyncScope())
        {
            var desk = scope.ServiceProvider.GetRequiredService<AccessDesk>();
            await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                desk.Open(new(Wall.Officer, ReportingPurposes.TriageReport, Asha, "curious about her"), default)
            );
        }
        await county.With<LedgerCheck>(async check => Assert.Equal(1, (await check.Run(default)).Lines));
        await Denied(
            host,
            "UPDATE ledger SET ground = ''",
            "DELETE FROM ledger",
            "TRUNCATE ledger",
            "DELETE FROM ledger_head",
            "INSERT INTO ledger_head VALUES (2, 0, '')",
            "TRUNCATE ledger_head",
            "UPDATE forgetting_certificates SET ground = ''",
            "DELETE FROM forgetting_certificates",
            "INSERT INTO ring_keys VALUES ('x', now())",
            "DROP TABLE ledger",
            "ALTER TABLE ledger DISABLE TRIGGER ALL"
        );
    }

    [Fact]
    public async Task A_site_with_the_public_face_alone_serves_as_the_public_role_and_brings_no_database_up_to_date()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await using (var site = await TestSite.On(county, "--Storage:Role=fosse_public", "--Faces=Public"))
        {
            using var client = site.Client();
            foreach (var page in (string[])["/", "/search?q=leicester", "/health/ready", "/how-safe"])
                Assert.NotEqual(HttpStatusCode.InternalServerError, (await client.GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
        }
        await Wall.Behind(county, "DELETE FROM schema_versions WHERE number = (SELECT max(number) FROM schema_versions)");
        var refused = await Assert.ThrowsAsync<SchemaRefused>(() => TestSite.On(county, "--Storage:Role=fosse_public", "--Faces=Public"));
        Assert.Contains("fosse_public may not change it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_role_may_do_with_each_table_what_the_table_says_and_nothing_else()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await county.Do(async db =>
        {
            var said = db
                .Model.Grants()
                .SelectMany(g =>
                    Each(g.Rights).SelectMany(right => g.Columns.DefaultIfEmpty("*").Select(column => (g.Role, g.Table, right, column)))
                )
                .Concat(new[] { "fosse_app", "fosse_public" }.Select(role => (role, "schema_versions", "SELECT", "*")))
                .Select(g => $"{g.Item1} {g.Item3} {g.Item2}.{g.Item4}");
            var (may, held) = (said.ToHashSet(), await Held(db));
            Trespasses.None([
                .. held.Except(may)
                    .Select(right =>
                        $"{right} is held, and no table says so: say it in .Grants(…) where the table is mapped, or take it out of "
                        + "PostgresRoles."
                    ),
                .. may.Except(held).Select(right => $"{right} is said where the table is mapped, and not held: see PostgresRoles."),
            ]);
        });

        static IEnumerable<string> Each(Rights rights) =>
            new[] { Rights.Select, Rights.Insert, Rights.Update, Rights.Delete }
                .Where(r => rights.HasFlag(r))
                .Select(r => r.ToString().ToUpperInvariant());
    }

    [Fact]
    public async Task A_table_that_says_nothing_is_closed_to_both_roles()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await Wall.Behind(county, "CREATE TABLE guests (name text)");
        await Wall.Behind(county, "GRANT ALL ON guests TO fosse_public, fosse_app");
        await county.Update();
        await county.Do(async db => Assert.DoesNotContain(await Held(db), right => right.Contains("guests", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_personal_or_of_staff_the_public_role_cannot_read()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        await county.Do(db =>
        {
            var readable = db.Model.Grants().Where(g => g.Role == TableGrant.OfFace && g.Rights.HasFlag(Rights.Select)).ToList();
            Assert.Contains(readable, g => g.Table == "areas");
            Trespasses.None(
                // That somebody was forgotten it must know, so that nothing is sealed for them again; it learns an id and nothing else.
                db.Model.Inventory()
                    .Where(l => (l.Nature is Nature.Personal or Nature.Pseudonym or Nature.Staff) && l.Table != "forgetting_certificates")
                    .Where(l => readable.Any(g => g.Table == l.Table && (g.Columns.Count == 0 || g.Columns.Contains(l.Column))))
                    .GroupBy(l => l.Table)
                    .Select(t =>
                        $"{t.Key} is about persons, and fosse_public may read its {string.Join(", ", t.Select(l => l.Column))}: take "
                        + "Rights.Select out of face in its .Grants(…), or name the columns that it needs in .GrantsFace(…)."
                    )
            );
            return Task.CompletedTask;
        });
    }

    // Every right that either role holds, on a whole table ("*") or on columns of it.
    private static async Task<HashSet<string>> Held(SafetyDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var ask = new NpgsqlCommand(
            """
            SELECT grantee || ' ' || privilege_type || ' ' || table_name || '.*' FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND grantee IN ('fosse_app', 'fosse_public')
            UNION
            SELECT c.grantee || ' ' || c.privilege_type || ' ' || c.table_name || '.' || c.column_name
            FROM information_schema.column_privileges c
            WHERE c.table_schema = 'public' AND c.grantee IN ('fosse_app', 'fosse_public') AND NOT EXISTS (
                SELECT FROM information_schema.role_table_grants t WHERE t.table_schema = 'public' AND t.table_name = c.table_name
                AND t.grantee = c.grantee AND t.privilege_type = c.privilege_type)
            """,
            (NpgsqlConnection)db.Database.GetDbConnection()
        );
        await using var answer = await ask.ExecuteReaderAsync();
        var held = new HashSet<string>();
        while (await answer.ReadAsync())
            held.Add(answer.GetString(0));
        return held;
    }

    [Fact]
    public async Task Every_job_runs_as_the_role_of_the_app_and_none_as_that_of_the_public_face()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await using (var host = As("fosse_app", county))
        {
            foreach (var name in county.Services.CreateScope().ServiceProvider.GetServices<ITimetabled>().Select(j => j.Name))
            {
                await using var scope = host.CreateAsyncScope();
                await scope.ServiceProvider.GetServices<ITimetabled>().Single(j => j.Name == name).Run(default);
            }
        }
        await using (var host = As("fosse_public", county))
            await Denied(host, "UPDATE timetable SET due_at = now()", "DELETE FROM timetable");
        foreach (var (role, works) in new[] { ("fosse_public", false), ("fosse_app", true) })
        {
            await using var site = await TestSite.On(county, $"--Storage:Role={role}");
            Assert.Equal(
                works,
                site.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<BackgroundWork>().Any()
            );
        }
    }

    [Fact]
    public async Task As_the_public_role_a_report_is_sent_and_followed_and_its_place_cannot_be_read_back()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        await Officer.Joins(county, "Test Police", AccountsPermissions.Work);
        await using var host = As("fosse_public", county);
        await using var scope = host.CreateAsyncScope();
        var draft = new ReportDraft
        {
            Category = "groups",
            PlaceUnknown = true,
            Happened = HappenedKind.Unknown,
            Behaviour = "They threw stones at the bus",
            Anonymous = true,
        };
        var ticket = DraftTicket.New();
        await scope.ServiceProvider.GetRequiredService<Drafts>().Begin(ticket, draft, default);
        Assert.True(
            (
                await scope
                    .ServiceProvider.GetRequiredService<Reports>()
                    .Submit(new(ticket.Id, ticket.Key, draft, ReportChannel.Online), default)
            ).Accepted(out var receipt)
        );
        await using var later = host.CreateAsyncScope();
        Assert.True(
            (
                await later
                    .ServiceProvider.GetRequiredService<ReporterDesk>()
                    .Write(receipt.Reference, receipt.Secret, "It was the number 29", default)
            ).Accepted(out var own)
        );
        Assert.Equal("It was the number 29", Assert.Single(own.Letters).Words);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            later.ServiceProvider.GetRequiredService<SafetyDb>().Set<ReportPlace>().AsNoTracking().ToListAsync()
        );
        Assert.Contains("permission denied", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("fosse_public; DROP TABLE ledger"), InlineData("\"x\""), InlineData("Fosse")]
    public async Task A_role_that_is_no_name_of_a_role_stops_the_start(string role)
    {
        await using var county = TestCounty.Bare(TestCounty.Postgres);
        await using var host = As(role, county);
        await using var scope = host.CreateAsyncScope();
        Assert.Throws<FormatException>(() => scope.ServiceProvider.GetRequiredService<SafetyDb>());
    }

    private static ServiceProvider As(string role, TestCounty county) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Role"] = role, ["Keys:Folder"] = county.KeyFolder })
                    .Build()
            )
            .AddLogging()
            .AddFosse(county.Address)
            .BuildServiceProvider();

    private static async Task Denied(ServiceProvider host, params string[] attempts)
    {
        await using var scope = host.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        await db.Database.OpenConnectionAsync();
        foreach (var sql in attempts)
        {
            await using var byHand = db.Database.GetDbConnection().CreateCommand(); // the wall does not see it; the role does
            byHand.CommandText = sql;
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => byHand.ExecuteNonQueryAsync())).SqlState);
        }
    }
}
