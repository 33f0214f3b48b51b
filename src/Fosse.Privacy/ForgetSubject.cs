using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Must this person's data be kept for legal reasons? Gives the reason, or none.</summary>
public delegate Task<string?> LegalHold(GuardedDb db, Guid subject, CancellationToken stop);

/// <summary>What else is to be done in the same transaction when a person is forgotten; gives how many rows it touched.</summary>
/// <param name="Table">As the certificate names it.</param>
public sealed record ForgettingStep(string Table, Func<GuardedDb, Guid, DateTimeOffset, CancellationToken, Task<int>> Do);

/// <summary>Clears what the database keeps of deleted rows, after the fact.</summary>
public delegate Task ClearTraces(GuardedDb db, CancellationToken stop);

/// <summary>Rewrites the files of the database in which traces of the forgotten may be left; false where somebody was in the way.</summary>
public delegate Task<bool> CompactFiles(CancellationToken stop);

/// <summary>The person cannot be forgotten; the words say why.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
public sealed class ForgettingRefused(string message) : Exception(message);

/// <summary>
/// Forgets a person for good: the keys of their texts are destroyed, which reaches every backup, their rows are deleted, a tombstone
/// stands beside the key ring, and a certificate says so.
/// </summary>
public sealed class ForgetSubject(
    IServiceScopeFactory scopes,
    Ledger ledger,
    KeyRing ring,
    LegalHold hold,
    IEnumerable<ForgettingStep> steps,
    ClearTraces clear,
    TimeProvider clock
)
{
    private const int Most = 10_000,
        AtATime = 500;

    /// <exception cref="ForgettingRefused">The law holds the data, or there is nothing about the subject here.</exception>
    public async Task<ForgettingCertificate> Run(Guid subject, Actor actor, string ground, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        ForgettingCertificate certificate;
        await using (var all = await db.Database.BeginTransactionAsync(stop))
        {
            certificate = await Within(db, [], subject, actor, ground, stop);
            await all.CommitAsync(stop);
        }
        await Clear(db, stop);
        return certificate;
    }

    /// <summary>Forgets within the transaction of a caller, who has saved all else, commits at once and then clears: what decided it and
    /// what it does are there together, or neither.</summary>
    /// <param name="with">What goes with the subject, where there is anything.</param>
    /// <exception cref="ForgettingRefused">The law holds the data, or there is nothing about the subject here.</exception>
    public async Task<ForgettingCertificate> Within(
        GuardedDb db,
        IReadOnlyCollection<Guid> with,
        Guid subject,
        Actor actor,
        string ground,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(with);
        ArgumentNullException.ThrowIfNull(actor);
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("It is forgotten within a transaction.");
        foreach (var each in with.Append(subject))
        {
            if (await hold(db, each, stop) is { } held)
                throw new ForgettingRefused($"The data must be kept: {held}");
        }
        var made = new List<ForgettingCertificate>();
        foreach (var each in with.Append(subject))
        {
            if (await Change(db, each, actor, ground, stop) is { } certificate)
                made.Add(certificate);
        }
        var last = made.SingleOrDefault(c => c.Subject == subject);
        last ??= await db.Set<ForgettingCertificate>()
            .AsNoTracking()
            .Where(c => c.Subject == subject)
            .OrderByDescending(c => c.LedgerSequence)
            .FirstOrDefaultAsync(stop);
        if (last is null)
            throw new ForgettingRefused($"There is nothing about {subject} here.");
        // Before the commit: after it nothing may bring them back.
        foreach (var certificate in made)
            ring.Tombstones.Put(certificate.Subject, certificate.At, certificate.Id);
        return last;
    }

    /// <summary>Clears what the database keeps of deleted rows, after the commit.</summary>
    public Task Clear(GuardedDb db, CancellationToken stop) => clear(db, stop);

    /// <summary>Forgets again whom this installation had forgotten and an older backup has brought back.</summary>
    public async Task<int> Again(CancellationToken stop)
    {
        var back = new List<Guid>();
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
            foreach (var some in ring.Tombstones.All().Chunk(AtATime))
            {
                back.AddRange(
                    await db.Set<SubjectKey>()
                        .Where(k => some.Contains(k.Subject))
                        .Select(k => k.Subject)
                        .Distinct()
                        .Take(AtATime)
                        .ToListAsync(stop)
                );
            }
        }
        foreach (var subject in back)
            await Run(subject, new(Actor.TheHouse, Guid.Empty, "the house"), "Forgotten before; an older backup had brought it back", stop);
        return back.Count;
    }

    private async Task<ForgettingCertificate?> Change(GuardedDb db, Guid subject, Actor actor, string ground, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var removed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
            removed.Add(step.Table, await step.Do(db, subject, now, stop));
        var keys = await db.Set<SubjectKey>()
            .AsNoTracking()
            .Where(k => k.Subject == subject)
            .OrderBy(k => k.Id)
            .Take(Most)
            .ToListAsync(stop);
        using (new Access(db, PrivacyPurposes.ApplyRetention, subject, []))
        {
            removed.Add("links to others", await ForgetLinks(db, subject, stop));
            foreach (var table in ChildrenFirst(db))
                removed.Add(table.GetTableName()!, await Rows.Delete(db, table.ClrType, stop));
        }
        removed.Add("keys of searches", await ForgetSearches(db, subject, stop));
        removed.Add("subject_keys", await db.Set<SubjectKey>().Where(k => k.Subject == subject).ExecuteDeleteAsync(stop));
        if (removed.Values.Sum() == 0)
            return null;

        var line = await ledger.Append(
            db,
            new LedgerLine
            {
                Kind = LedgerKind.Forgotten,
                ActorId = actor.Id,
                AgencyId = actor.Agency,
                Organisation = actor.Organisation,
                Purpose = PrivacyPurposes.ApplyRetention,
                Subject = subject,
                Ground = ground,
            },
            stop
        );
        var certificate = new ForgettingCertificate
        {
            Subject = subject,
            At = line.At,
            ActorId = actor.Id,
            Organisation = actor.Organisation,
            Ground = ground,
            Removed = string.Join(
                ", ",
                removed.Where(r => r.Value > 0).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value}"))
            ),
            Keys = string.Join(", ", keys.Select(k => k.Fingerprint(ring)).DefaultIfEmpty("none")),
            LedgerSequence = line.Sequence,
            LedgerHash = line.Hash,
        };
        db.Add(certificate);
        await db.SaveChangesAsync(stop);
        return certificate;
    }

    // Of two that were shown to be one person's, the other must not keep that there was this one; its own row goes with its tables.
    private static Task<int> ForgetLinks(GuardedDb db, Guid subject, CancellationToken stop)
    {
        var own = db.Set<ProvedSame>().IgnoreQueryFilters().Where(s => s.Subject == subject).Select(s => s.Joined);
        return db.Set<ProvedSame>()
            .IgnoreQueryFilters()
            .Where(s => s.Subject != subject && own.Contains(s.Joined))
            .ExecuteDeleteAsync(stop);
    }

    // Whoever searched for the person typed why, and may have named them: that is sealed under the search.
    private static async Task<int> ForgetSearches(GuardedDb db, Guid subject, CancellationToken stop)
    {
        var grounds = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Subject == subject && (l.Kind == LedgerKind.Shown || l.Kind == LedgerKind.Pointed))
            .Select(l => l.Ground)
            .Take(Most)
            .ToListAsync(stop);
        var gone = 0;
        foreach (var some in grounds.Select(SearchTrace.In).OfType<Guid>().Distinct().Chunk(AtATime))
            gone += await db.Set<SubjectKey>().Where(k => some.Contains(k.Subject)).ExecuteDeleteAsync(stop);
        return gone;
    }

    private static IEnumerable<IEntityType> ChildrenFirst(GuardedDb db)
    {
        return db
            .Model.GetEntityTypes()
            .Where(e => typeof(IPersonal).IsAssignableFrom(e.ClrType))
            .OrderByDescending(Depth)
            .ThenBy(e => e.GetTableName(), StringComparer.Ordinal);

        static int Depth(IEntityType table) =>
            table
                .GetForeignKeys()
                .Where(f => f.PrincipalEntityType != table)
                .Select(f => 1 + Depth(f.PrincipalEntityType))
                .DefaultIfEmpty()
                .Max();
    }

    private static class Rows
    {
        private static readonly System.Reflection.MethodInfo Of = typeof(Rows).GetMethod(
            nameof(DeleteOf),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
        )!;

        public static Task<int> Delete(GuardedDb db, Type type, CancellationToken stop) =>
            (Task<int>)Of.MakeGenericMethod(type).Invoke(null, [db, stop])!;

        // The filter of the model leaves only the rows of the open subject.
        private static Task<int> DeleteOf<T>(GuardedDb db, CancellationToken stop)
            where T : class, IPersonal => db.Set<T>().ExecuteDeleteAsync(stop);
    }
}
