using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
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
            Assert.Equal(3, await db.SaveChangesAsync());
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
            asking.ServiceProvider.GetRequiredService<AccessDesk>().Open(new(Wall.Officer, ReportingPurposes.TriageReport, Asha, "triage"), default)
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
    public async Task What_the_inventory_calls_personal_or_of_staff_the_public_role_cannot_read()
    {
        await using var county = await TestCounty.Open(TestCounty.Postgres);
        var readable = await county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var ask = new NpgsqlCommand(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND has_table_privilege('fosse_public', "
                    + "format('%I.%I', schemaname, tablename), 'SELECT')",
                (NpgsqlConnection)db.Database.GetDbConnection()
            );
            await using var answer = await ask.ExecuteReaderAsync();
            var tables = new HashSet<string>();
            while (await answer.ReadAsync())
                tables.Add(answer.GetString(0));
            return tables;
        });
        Assert.Contains("areas", readable);
        var guarded = HouseRules
            .Repository.Read("docs", "data-inventory.csv")
            .Split('\n')
            .Skip(1)
            .Select(l => l.Split(','))
            .Where(l => l.Length == 5 && l[2] is "personal" or "pseudonym" or "staff")
            .Select(l => l[0])
            .Distinct();
        Assert.All(guarded, table => Assert.DoesNotContain(table, readable));
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
        await scope.ServiceProvider.GetRequiredService<Drafts>().Keep(ticket, draft, default);
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
