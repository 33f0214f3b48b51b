using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Fosse.Storage;

/// <summary>Puts the database into the house.</summary>
public static class Registration
{
    /// <summary>Registers <see cref="SafetyDb"/> and <see cref="GuardedDb"/> on the database at the address.</summary>
    /// <summary>Fosse on a database: all its rooms and what stores them.</summary>
    public static IServiceCollection AddFosse(this IServiceCollection services, DatabaseAddress address) =>
        services.AddRooms().AddStorage(address);

    private static IServiceCollection AddStorage(this IServiceCollection services, DatabaseAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CountyClock>();
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section);
        services.TryAddSingleton(address);
        services.TryAddScoped<SchemaUpdate>();
        services.TryAddScoped<Backup>();
        services.TryAddScoped<Restore>();
        services.TryAddScoped<Doctor>();
        services.TryAddSingleton<AccessRule>((_, _, _) => Task.FromResult(AccessDecision.Refused("No rule says who may.")));
        services.TryAddSingleton<SearchRule>(
            (_, _, _) => Task.FromResult(new SearchLeave(AccessDecision.Refused("No rule says who may search.")))
        );
        services.TryAddSingleton<PointerRule>((_, _, _) => Task.FromResult(AccessDecision.Refused("No rule says who may be told.")));
        services.TryAddScoped<AccessDesk>();
        services.TryAddScoped<SearchDesk>();
        services.TryAddScoped<Sealer>();
        services.TryAddSingleton<Ledger>();
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section);
        services.TryAddSingleton(sp => RingPlace.Find(address, sp.GetRequiredService<IOptions<KeyOptions>>().Value));
        services.TryAddSingleton(sp =>
            StreetTilesPlace.Find(
                address,
                sp.GetRequiredService<IOptions<FileStoreOptions>>().Value,
                sp.GetRequiredService<IConfiguration>()
            )
        );
        services.TryAddScoped<RingSetup>();
        services.TryAddScoped<WordsAnew>();
        services.TryAddScoped<LedgerCheck>();
        services.TryAddScoped<LedgerMarks>();
        services.TryAddScoped<KeyCheck>();
        services.TryAddSingleton<RingBox>();
        services.TryAddSingleton<KeyRotation>();
        services.TryAddSingleton<LegalHold>((_, _, _) => Task.FromResult<string?>(null));
        services.TryAddSingleton(Forgetting.Clear(address.Kind));
        services.TryAddSingleton<ForgetSubject>();
        services.TryAddScoped<Compaction>();
        services.TryAddScoped<CompactFiles>(sp => sp.GetRequiredService<Compaction>().Run);
        services.TryAddScoped<GuardedDb>(sp => sp.GetRequiredService<SafetyDb>());
        return address.Kind switch
        {
            DatabaseKind.Sqlite => services.AddDbContext<SafetyDb, SqliteSafetyDb>(
                (sp, o) =>
                    o.UseSqlite(address.Connection)
                        .AddInterceptors(new SqlitePragmas(sp.GetRequiredService<IOptions<StorageOptions>>().Value))
                        .ConfigureWarnings(Quiet),
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton
            ),
            _ => services.AddDbContext<SafetyDb, PostgresSafetyDb>(
                (sp, o) =>
                {
                    o.UseNpgsql(address.Connection).ConfigureWarnings(Quiet);
                    if (sp.GetRequiredService<IOptions<StorageOptions>>().Value.Role is { Length: > 0 } role)
                        o.AddInterceptors(new PostgresRole(role));
                },
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton
            ),
        };
    }

    // Every list has a bound, also where all of it is wanted in any order: that is no reason for a warning.
    private static void Quiet(Microsoft.EntityFrameworkCore.Diagnostics.WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.RowLimitingOperationWithoutOrderByWarning);
}
