using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Bench;

/// <summary>The same words twice: in a table anyone may read, and sealed behind the wall.</summary>
internal sealed class OpenWords
{
    public Guid Id { get; init; }
    public required string Words { get; init; }
}

internal sealed class SealedWords : IPersonal
{
    public Guid Subject { get; init; }
    public required SealedText Words { get; init; }
}

/// <summary>The model of the house with the two tables of the measurement.</summary>
internal sealed class BenchDb(DbContextOptions<BenchDb> options, CountyClock clock, EventCatalogue catalogue)
    : SafetyDb(options, clock, catalogue)
{
    public static void On(DatabaseAddress address, DbContextOptionsBuilder options)
    {
        if (address.Kind is DatabaseKind.Postgres)
            options.UseNpgsql(address.Connection);
        else
            options.UseSqlite(address.Connection).AddInterceptors(new SqlitePragmas(new StorageOptions()));
    }

    public static async Task Tables(BenchDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var make = db.Database.GetDbConnection().CreateCommand();
        var (id, bytes) = db.Database.IsNpgsql() ? ("uuid", "bytea") : ("TEXT", "BLOB");
#pragma warning disable CA2100 // the two above, and nothing else
        make.CommandText =
            $"CREATE TABLE bench_words (id {id} NOT NULL PRIMARY KEY, words TEXT NOT NULL); CREATE TABLE p_bench_words (subject "
            + $"{id} NOT NULL PRIMARY KEY, words {bytes} NOT NULL)";
#pragma warning restore CA2100
        await make.ExecuteNonQueryAsync();
    }

    protected override void Describe(ModelBuilder model)
    {
        base.Describe(model);
        model.Entity<OpenWords>().ToTable("bench_words");
        model.Entity<SealedWords>().ToTable("p_bench_words").HasKey(w => w.Subject);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        if (Database.IsNpgsql())
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();
        else
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    // As the two databases of the house have them.
    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
