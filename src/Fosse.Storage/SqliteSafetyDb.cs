using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Storage;

/// <summary>The model on SQLite.</summary>
public sealed class SqliteSafetyDb(DbContextOptions<SqliteSafetyDb> options, CountyClock clock, EventCatalogue catalogue)
    : SafetyDb(options, clock, catalogue)
{
    // SQLite has no instant and EF cannot compare DateTimeOffset there, so instants are stored as UTC ticks.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
