using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fosse.Privacy;

/// <summary>A database that no personal data leaves without an <see cref="Privacy.Access"/>, and then only of its subject.</summary>
public abstract class GuardedDb(DbContextOptions options) : DbContext(options)
{
    private static readonly MethodInfo FilterOf = typeof(GuardedDb).GetMethod(
        nameof(ShowOnlyTheOpenSubject),
        BindingFlags.Instance | BindingFlags.NonPublic
    )!;

    private readonly List<SubjectKey> promised = [];

    /// <summary>The access open now; without one the wall refuses. Only <see cref="AccessDesk"/> opens one.</summary>
    public Access? Access { get; internal set; }

    private Guid OpenSubject => Access?.Subject ?? Guid.Empty;

    /// <summary>Describes the tables of the application; the wall adds its own.</summary>
    protected abstract void Describe(ModelBuilder model);

    /// <summary>A key that words were sealed with: it is stored with them, also where they are put in again after a refused save.</summary>
    internal void Promise(SubjectKey key)
    {
        promised.Add(key);
        Add(key);
    }

    internal bool IsPromised(SubjectKey key) => promised.Contains(key);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        KeepPromises();
        var saved = base.SaveChanges(acceptAllChangesOnSuccess);
        promised.Clear();
        return saved;
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        KeepPromises();
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        promised.Clear();
        return saved;
    }

    private void KeepPromises()
    {
        foreach (var key in promised.Where(k => Entry(k).State is EntityState.Detached))
            Add(key);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedTextBytes>();
        configurationBuilder.Properties<Purpose>().HaveConversion<CodedWordText<Purpose>>();
    }

    protected sealed override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.AddInterceptors(PersonalDataWall.Instance);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GuardedDb).Assembly);
        Describe(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            PutOnItsSideOfTheWall(entity, modelBuilder);
        }
        ColumnNames.Apply(modelBuilder.Model);
    }

    private void PutOnItsSideOfTheWall(IMutableEntityType entity, ModelBuilder model)
    {
        var personal = typeof(IPersonal).IsAssignableFrom(entity.ClrType);
        var table = entity.GetTableName() ?? throw new InvalidOperationException($"{entity.ClrType.Name} has no table.");
        if (personal != table.StartsWith("p_", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{entity.ClrType.Name}: personal rows, and only they, live in a p_ table.");
        }
        if (personal)
        {
            FilterOf.MakeGenericMethod(entity.ClrType).Invoke(this, [model]);
        }
    }

    // Reads this context's own OpenSubject at every query, not the one of the context that built the model.
    private void ShowOnlyTheOpenSubject<T>(ModelBuilder model)
        where T : class, IPersonal => model.Entity<T>().HasQueryFilter(row => row.Subject == OpenSubject);
}
