using System.Text.Json;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Foundation;

/// <summary>The one database model. Each supported database derives from it (see Fosse.Storage).</summary>
public abstract class SafetyDb(DbContextOptions options, CountyClock clock) : GuardedDb(options)
{
    /// <summary>Stores an event in the same transaction as the change that caused it.</summary>
    public void Announce<TEvent>(TEvent happened) where TEvent : IEvent =>
        Add(OutboxMessage.Of(TEvent.Name, JsonSerializer.Serialize(happened), clock.Now));

    /// <summary>Marks that facts have changed, so that what was computed from them before can be told apart.</summary>
    public DataVersion NewDataVersion(string what, DateTimeOffset at) => Add(new DataVersion { What = what, At = at }).Entity;

    protected override void Describe(ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.ApplyConfigurationsFromAssembly(typeof(SafetyDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Month>().HaveConversion<MonthNumber>();
    }

    // EF makes it with its one constructor.
    private sealed class MonthNumber() : ValueConverter<Month, int>(month => month.Number, number => Month.FromNumber(number));
}
