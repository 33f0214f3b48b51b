using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Storage;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresSafetyDb(DbContextOptions<PostgresSafetyDb> options, CountyClock clock, EventCatalogue catalogue)
    : SafetyDb(options, clock, catalogue)
{
    // timestamptz takes instants in UTC only, to the microsecond.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();
    }

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);
}
