using System.Text.Json;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Foundation;

/// <summary>The one database model. Each supported database derives from it (see Fosse.Storage).</summary>
public abstract class SafetyDb(DbContextOptions options, CountyClock clock, EventCatalogue catalogue) : GuardedDb(options)
{
    private Editions? editions;

    /// <summary>How many rows a list that was asked for shows, and of how many; none where all are shown.</summary>
    public (int Shown, int All)? Cut { get; private set; }

    internal void CutAt(int shown, int all) => Cut ??= (shown, all);

    /// <summary>Stores an event for each of those who react, in the same transaction as the change that caused it.</summary>
    public void Announce<TEvent>(TEvent happened)
        where TEvent : IEvent
    {
        var (body, reactions, now) = (JsonSerializer.Serialize(happened), catalogue.ReactionsTo(TEvent.Name), clock.Now);
        AddRange(OutboxMessage.Of(TEvent.Name, body, reactions, now, now));
    }

    /// <summary>Marks that facts have changed, so that what was computed from them before can be told apart.</summary>
    public DataVersion NewDataVersion(string what, DateTimeOffset at) => Add(new DataVersion { What = what, At = at }).Entity;

    /// <summary>Read once by each of these, which lives no longer than a request.</summary>
    public async Task<Editions> Editions(CancellationToken stop)
    {
        if (editions is { } known)
            return known;
        var held = await Set<Setting>()
            .AsNoTracking()
            .Where(s => s.Key == Foundation.Editions.OfAreas || s.Key == Foundation.Editions.OfStanding)
            .ToDictionaryAsync(s => s.Key, s => s.Value, stop);
        return editions = new(
            held.GetValueOrDefault(Foundation.Editions.OfAreas, ""),
            held.GetValueOrDefault(Foundation.Editions.OfStanding, "")
        );
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (ChangeTracker.Entries<IStanding>().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            editions = null;
            // The row is there from the first schema on, so that two who save at once do not both add it.
            (await Set<Setting>().SingleAsync(s => s.Key == Foundation.Editions.OfStanding, cancellationToken)).Value = Guid.NewGuid()
                .ToString("n");
        }
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

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
        configurationBuilder.Properties<Permission>().HaveConversion<CodedWordText<Permission>>();
        configurationBuilder.Properties<DataClass>().HaveConversion<CodedWordText<DataClass>>();
        configurationBuilder.Properties<DeadlineKind>().HaveConversion<CodedWordText<DeadlineKind>>();
        configurationBuilder.Properties<JointDeed>().HaveConversion<CodedWordText<JointDeed>>();
        configurationBuilder.Properties<AdminEventKind>().HaveConversion<CodedWordText<AdminEventKind>>();
    }

    // EF makes it with its one constructor.
    private sealed class MonthNumber() : ValueConverter<Month, int>(month => month.Number, number => Month.FromNumber(number));
}
