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
    private readonly List<LedgerLine> told = [];

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

    /// <summary>A line of the ledger about what is saved next: both are there afterwards, or neither.</summary>
    /// <param name="at">When it is done.</param>
    public void Tell(LedgerLine line, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(line);
        line.At = at;
        told.Add(line);
    }

    internal bool IsPromised(SubjectKey key) => promised.Contains(key);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (told.Count > 0)
            throw new InvalidOperationException("What has a line in the ledger is saved with SaveChangesAsync.");
        KeepPromises();
        var saved = base.SaveChanges(acceptAllChangesOnSuccess);
        promised.Clear();
        return saved;
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (told.Count > 0)
            return await SaveWithLines(acceptAllChangesOnSuccess, cancellationToken);
        KeepPromises();
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        promised.Clear();
        return saved;
    }

    private async Task<int> SaveWithLines(bool acceptAllChangesOnSuccess, CancellationToken stop)
    {
        var lines = told.ToList();
        told.Clear();
        try
        {
            await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(stop) : null;
            // The change comes first: who has been overtaken is told so before the others are made to wait for the ledger.
            var saved = await SaveChangesAsync(acceptAllChangesOnSuccess, stop);
            foreach (var line in lines)
                await LedgerEnd.Append(this, line, () => line.At, stop);
            if (own is not null)
                await own.CommitAsync(stop);
            return saved;
        }
        catch
        {
            told.InsertRange(0, lines); // whoever saves again saves both again
            throw;
        }
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
