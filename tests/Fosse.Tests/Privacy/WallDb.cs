using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

/// <summary>A made-up person behind the wall, for these tests only.</summary>
public sealed class TestPerson : IPersonal
{
    public Guid Subject { get; init; }
    public SealedText? Name { get; set; }
}

/// <summary>A row in front of the wall, to join from.</summary>
public sealed class TestVisit
{
    public Guid Id { get; init; }
    public string Place { get; init; } = "";
    public TestPerson? Person { get; init; }
}

public sealed class WallDb(DbContextOptions<WallDb> options) : GuardedDb(options)
{
    protected override void Describe(ModelBuilder model)
    {
        model.Entity<TestPerson>(person =>
        {
            person.ToTable("p_test_people").HasKey(p => p.Subject);
            person.Property(p => p.Name).IsRequired();
        });
        model.Entity<TestVisit>().ToTable("test_visits").HasOne(v => v.Person).WithOne().HasForeignKey<TestVisit>(v => v.Id);
    }
}

internal static class Wall
{
    public static readonly Actor Officer = new(Guid.NewGuid(), Guid.NewGuid(), "police");

    // Triage is open to everyone who says why.
    private static Task<AccessDecision> Rule(GuardedDb facts, AccessQuestion question, CancellationToken stop) =>
        Task.FromResult(
            question.Purpose == ReportingPurposes.TriageReport && !string.IsNullOrWhiteSpace(question.Reason)
                ? new AccessDecision(true, "Triage is open.", ReasonFrom.Typed, question.Reason)
                : AccessDecision.Refused("Only triage is open.", question.Reason)
        );

    /// <summary>Somebody hands in a person's name.</summary>
    public static async Task HandIn(TestCounty county, Guid subject, string name)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WallDb>();
        db.Add(
            new TestPerson
            {
                Subject = subject,
                Name = await scope.ServiceProvider.GetRequiredService<Sealer>().Seal(subject, name, default),
            }
        );
        await db.SaveChangesAsync();
    }

    public static async Task<TestCounty> Open(string kind, Action<IServiceCollection>? more = null)
    {
        var county = await TestCounty.Open(kind, WithPeople(kind, more));
        await Behind(
            county,
            $"CREATE TABLE p_test_people (subject uuid PRIMARY KEY, name {(kind == TestCounty.Sqlite ? "BLOB" : "bytea")} NOT "
                + $"NULL); CREATE TABLE test_visits (id uuid PRIMARY KEY, place text NOT NULL)"
        );
        return county;
    }

    /// <summary>With an empty database.</summary>
    public static TestCounty Bare(string kind, Action<IServiceCollection>? more = null) => TestCounty.Bare(kind, WithPeople(kind, more));

    /// <summary>Past the wall, as somebody with the database's own tools.</summary>
    public static Task<int> Behind(TestCounty county, string sql) => county.Do(db => Behind(db, sql));

    public static async Task<int> Behind(DbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>How many rows a table behind the wall has.</summary>
    public static Task<long> Rows(TestCounty county, string table) =>
        county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {table}";
            return (long)(await command.ExecuteScalarAsync())!;
        });

    /// <summary>What somebody reads about the subject, or none.</summary>
    public static async Task<string?> NameOf(TestCounty county, Guid subject)
    {
        await using var scope = county.Services.CreateAsyncScope();
        using var access = await scope
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(Officer, ReportingPurposes.TriageReport, subject, $"triage of report {subject}"), default);
        var person = await scope.ServiceProvider.GetRequiredService<WallDb>().Set<TestPerson>().SingleOrDefaultAsync();
        return access.TryRead(person?.Name, out var name) ? name : null;
    }

    private static Action<IServiceCollection> WithPeople(string kind, Action<IServiceCollection>? more) =>
        services =>
        {
            services
                .AddSingleton<AccessRule>(Rule)
                .AddScoped<GuardedDb>(sp => sp.GetRequiredService<WallDb>())
                .AddDbContext<WallDb>(
                    (sp, o) =>
                    {
                        var address = sp.GetRequiredService<DatabaseAddress>();
                        if (kind == TestCounty.Sqlite)
                            o.UseSqlite(address.Connection).AddInterceptors(new SqlitePragmas(new StorageOptions()));
                        else
                            o.UseNpgsql(address.Connection);
                    }
                );
            more?.Invoke(services);
        };
}
