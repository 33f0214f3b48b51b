using Fosse.Privacy;
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
        model.Entity<TestVisit>().ToTable("test_visits");
    }
}

internal static class Wall
{
    // Triage is open to everyone who says why.
    private static Task<AccessDecision> Rule(GuardedDb facts, AccessQuestion question, CancellationToken stop) => Task.FromResult(
        question.Purpose is Purpose.TriageReport && !string.IsNullOrWhiteSpace(question.Reason)
            ? new AccessDecision(true, "Triage is open.", ReasonFrom.Typed, question.Reason)
            : AccessDecision.Refused("Only triage is open.", question.Reason));

    /// <summary>Somebody hands in a person's name.</summary>
    public static async Task HandIn(TestCounty county, Guid subject, string name)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WallDb>();
        db.Add(new TestPerson { Subject = subject, Name = await scope.ServiceProvider.GetRequiredService<Sealer>().Seal(subject, name, default) });
        await db.SaveChangesAsync();
    }

    public static async Task<TestCounty> Open(string kind)
    {
        var county = TestCounty.Bare(kind, services => services.AddSingleton<AccessRule>(Rule).AddScoped<GuardedDb>(sp => sp.GetRequiredService<WallDb>())
            .AddDbContext<WallDb>((sp, o) =>
            {
                var address = sp.GetRequiredService<DatabaseAddress>();
                if (kind == TestCounty.Sqlite) o.UseSqlite(address.Connection);
                else o.UseNpgsql(address.Connection);
            }));
        await county.Update();
        await county.With<WallDb>(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var make = db.Database.GetDbConnection().CreateCommand(); // past the wall, to build behind it
            make.CommandText = $"CREATE TABLE p_test_people (subject uuid PRIMARY KEY, name {(kind == TestCounty.Sqlite ? "BLOB" : "bytea")} NOT NULL); CREATE TABLE test_visits (id uuid PRIMARY KEY, place text NOT NULL)";
            await make.ExecuteNonQueryAsync();
        });
        return county;
    }
}
