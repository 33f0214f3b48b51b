using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>What a room keeps search words of: whose, and the texts of one of them, read while their access is open. None where they
/// cannot be read.</summary>
public abstract record SearchSource(Func<GuardedDb, Access, CancellationToken, Task<IReadOnlyList<SearchFor>>> Texts)
{
    internal abstract IQueryable<Guid> Subjects(GuardedDb db);

    /// <summary>Whether a database holds such rows: one may be opened without the rooms.</summary>
    internal abstract bool IsIn(GuardedDb db);
}

/// <inheritdoc/>
/// <typeparam name="T">The rows, one for each subject.</typeparam>
public sealed record SearchSource<T>(Func<GuardedDb, Access, CancellationToken, Task<IReadOnlyList<SearchFor>>> Texts) : SearchSource(Texts)
    where T : class, IPersonal
{
    internal override bool IsIn(GuardedDb db) => db.Model.FindEntityType(typeof(T)) is not null;

    internal override IQueryable<Guid> Subjects(GuardedDb db) => db.Set<T>().IgnoreQueryFilters().Select(row => row.Subject);
}

/// <summary>Makes the search words of records anew that were made after older rules, so that they are found as newer ones are. Nobody reads
/// what the house reads for it; one line of the ledger says that it did.</summary>
public sealed class WordsAnew(IServiceScopeFactory scopes, IEnumerable<SearchSource> sources, KeyRing ring, Ledger ledger)
{
    private const int EachTurn = 200,
        MostKeys = 10_000;

    /// <returns>Of how many subjects.</returns>
    public async Task<int> Run(CancellationToken stop)
    {
        if (!ring.HoldsSearchKey)
            return 0;
        var done = 0;
        foreach (var source in sources)
        {
            for (var after = Guid.Empty; await Older(source, after, stop) is { Count: > 0 } some; after = some[^1])
            {
                foreach (var subject in some)
                    done += await Make(source, subject, stop) ? 1 : 0;
            }
        }
        if (done > 0)
            await ledger.Add(
                new LedgerLine
                {
                    Kind = LedgerKind.KeysRotated,
                    ActorId = Actor.TheHouse,
                    AgencyId = Guid.Empty,
                    Organisation = "Fosse",
                    Ground = $"The search words of {done} records were made anew after the rules of this build; nobody was shown anything.",
                },
                stop
            );
        return done;
    }

    private async Task<List<Guid>> Older(SearchSource source, Guid after, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        if (!source.IsIn(db))
            return [];
        var edition = BlindWords.Edition(ring.SearchKey());
        using var access = new Access(db, PrivacyPurposes.ApplyRetention, Guid.Empty, []); // without a key: it reads no word
        return await source
            .Subjects(db)
            .Where(s => s.CompareTo(after) > 0)
            // Whoever reports is found by nobody's search: of whom there are no words, none are made.
            .Where(s => db.Set<SearchWord>().IgnoreQueryFilters().Any(w => w.Subject == s && w.Field == SearchField.Name))
            .Where(s =>
                !db.Set<SearchWord>().IgnoreQueryFilters().Any(w => w.Subject == s && w.Field == SearchField.Name && w.Word == edition)
            )
            .OrderBy(s => s)
            .Take(EachTurn)
            .ToListAsync(stop);
    }

    private async Task<bool> Make(SearchSource source, Guid subject, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        if (ring.Tombstones.Has(subject))
            return false;
        var rows = await db.Set<SubjectKey>().AsNoTracking().Where(k => k.Subject == subject).Take(MostKeys).ToListAsync(stop);
        var keys = rows.Select(k => k.Unwrap(ring)).OfType<SealingKey>().ToList();
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        using var access = new Access(db, PrivacyPurposes.ApplyRetention, subject, keys);
        var texts = await source.Texts(db, access, stop);
        if (texts.Count == 0)
            return false; // its key is not in the ring: what was made of it stays
        var sealer = scope.ServiceProvider.GetRequiredService<Sealer>();
        var fields = texts.Select(t => t.Field).Distinct().ToList();
        await db.Set<SearchWord>().Where(w => fields.Contains(w.Field)).ExecuteDeleteAsync(stop);
        db.AddRange(texts.SelectMany(t => sealer.Words(subject, t.Field, t.Words)).DistinctBy(w => (w.Field, w.Word)));
        await db.SaveChangesAsync(stop);
        await whole.CommitAsync(stop);
        return true;
    }
}
