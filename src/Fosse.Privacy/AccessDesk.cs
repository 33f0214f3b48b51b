using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Whether two subjects are known to be about one matter, so that a reason to read the one is a reason to read the other: staff
/// have put the reports together.</summary>
public delegate Task<bool> OneMatter(GuardedDb book, Guid one, Guid other, CancellationToken stop);

/// <summary>
/// The only way through the wall. It decides, commits the ledger line, and only then opens;
/// so nothing is read that the ledger does not know of, whatever becomes of the work afterwards.
/// </summary>
public sealed class AccessDesk(
    GuardedDb db,
    IServiceScopeFactory scopes,
    AccessRule rule,
    Ledger ledger,
    KeyRing ring,
    TimeProvider clock,
    IEnumerable<OneMatter> matters
)
{
    private const int MostKeys = 10_000;

    /// <exception cref="PersonalDataRefused">The rule says no; the words say why and hold no personal data.</exception>
    public Task<Access> Open(AccessQuestion question, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Open(question, question.BreakGlass ? LedgerKind.BrokeGlass : LedgerKind.Opened, "", stop);
    }

    internal async Task<Access> Open(AccessQuestion question, LedgerKind granted, string trace, CancellationToken stop)
    {
        if (question.ReasonOf is not null)
            throw new ArgumentException("A question about a reason opens nothing else.", nameof(question));
        RefuseTwice();
        // In a scope of its own, so that a rollback of the work does not take the line with it.
        await using var scope = scopes.CreateAsyncScope();
        return new Access(
            db,
            question.Purpose,
            question.Subject,
            await Answer(scope.ServiceProvider.GetRequiredService<GuardedDb>(), question, granted, rule.Invoke, trace, stop)
        );
    }

    /// <summary>The line that somebody is told that a record is held. It opens nothing.</summary>
    internal async Task Point(AccessQuestion question, PointerRule pointers, string trace, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Answer(scope.ServiceProvider.GetRequiredService<GuardedDb>(), question, LedgerKind.Pointed, pointers.Invoke, trace, stop);
    }

    /// <summary>The reason that somebody typed for a line. The wall stays shut: nothing else about the subject can be read by it.</summary>
    /// <returns>Empty where its key is gone.</returns>
    /// <exception cref="PersonalDataRefused">The rule says no.</exception>
    public async Task<string> ReasonOf(AccessQuestion question, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.ReasonOf is not { } sequence)
            throw new ArgumentException("The question names no line.", nameof(question));
        RefuseTwice();
        await using var scope = scopes.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        var keys = await Answer(book, question, LedgerKind.Opened, rule.Invoke, "", stop);
        var typed = await book.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Sequence == sequence && l.Subject == question.Subject)
            .Select(l => l.Typed)
            .SingleOrDefaultAsync(stop);
        return
            typed is not null
            && keys.Find(k => k.Id == typed.KeyId) is { } key
            && typed.TryOpenReason(key.Bytes, question.Subject, out var words)
            ? words
            : "";
    }

    // Gives the keys of the subject, once the line is committed that says so; where the answer is no, the line is committed too.
    private async Task<List<SealingKey>> Answer(
        GuardedDb book,
        AccessQuestion question,
        LedgerKind granted,
        Func<GuardedDb, AccessQuestion, CancellationToken, Task<AccessDecision>> decide,
        string trace,
        CancellationToken stop
    )
    {
        if (question.Subject == Guid.Empty)
            throw new ArgumentException("An access is about one subject.", nameof(question));
        await book.Database.OpenConnectionAsync(stop); // one connection for the dozen short questions, rather than one for each
        await using var alone = question.BreakGlass ? await Alone(book, stop) : null;
        var forgotten = ring.Tombstones.Has(question.Subject);
        var decision = forgotten
            ? AccessDecision.Refused("The person has been forgotten; nothing of the record can be read.")
            : await NotSaidOfAnother(book, question, granted, await decide(book, question, stop), stop);
        var keys = forgotten ? [] : await KeysOf(book, question.Subject, stop);
        await ledger.Append(
            book,
            new LedgerLine
            {
                Kind = decision.Granted ? granted : LedgerKind.Refused,
                ActorId = question.Actor.Id,
                AgencyId = question.Actor.Agency,
                Organisation = question.Actor.Organisation,
                Purpose = question.Purpose,
                Subject = question.Subject,
                Ground = decision.Ground + trace,
                ReasonFrom = decision.From,
                Reason = decision.From.ByTheHouse() ? decision.Reason : null,
                Typed = forgotten ? null : SealTyped(book, question.Subject, decision, keys),
                Agreement = decision.Agreement,
                SecondsTyping = question.SecondsTyping,
            },
            stop
        );
        if (alone is not null)
            await alone.CommitAsync(stop);
        return decision.Granted ? keys : throw new PersonalDataRefused(decision.Ground);
    }

    // Who breaks glass is counted, so that many at once are decided one after the other.
    private static async Task<IDbContextTransaction> Alone(GuardedDb book, CancellationToken stop)
    {
        var alone = await book.Database.BeginTransactionAsync(stop);
        await book.Set<LedgerHead>().ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, h => h.Sequence), stop);
        return alone;
    }

    private async Task<bool> IsOneMatter(GuardedDb book, Guid one, Guid other, CancellationToken stop)
    {
        foreach (var known in matters)
        {
            if (await known(book, one, other, stop))
                return true;
        }
        return false;
    }

    // What somebody typed for one subject says nothing of another, unless both are known to be about one matter. A search, and a look at a
    // reason, are about many.
    private async Task<AccessDecision> NotSaidOfAnother(
        GuardedDb book,
        AccessQuestion question,
        LedgerKind granted,
        AccessDecision decision,
        CancellationToken stop
    )
    {
        if (
            decision is not { Granted: true, From: ReasonFrom.Typed or ReasonFrom.BreakGlass }
            || granted is not (LedgerKind.Opened or LedgerKind.BrokeGlass)
            || question.ReasonOf is not null
        )
            return decision;
        var (now, actor) = (clock.GetUtcNow(), question.Actor.Id);
        var (mark, since) = (ReasonMark.Of(ring.SearchKey(), actor, decision.Reason), now.AddDays(-ReasonMark.Days));
        var before = await book.Set<ReasonMark>()
            .AsNoTracking()
            .Where(m => m.ActorId == actor && m.Mark == mark)
            .Take(MostKeys)
            .ToListAsync(stop);
        before.RemoveAll(m => m.At < since);
        foreach (var other in before.Select(m => m.Subject).Where(s => s != question.Subject).Distinct())
        {
            if (!await IsOneMatter(book, question.Subject, other, stop))
                return AccessDecision.Refused(
                    "The same reason was typed for another record: say what it is about this one that you need to know.",
                    question.Reason
                );
        }
        if (!before.Exists(m => m.Subject == question.Subject))
            book.Add(
                new ReasonMark
                {
                    Subject = question.Subject,
                    ActorId = actor,
                    Mark = mark,
                    At = now,
                }
            );
        return decision;
    }

    internal void RefuseTwice()
    {
        if (db.Access is not null)
            throw new InvalidOperationException("An access is already open; close it first.");
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("Open the access before the transaction.");
    }

    private async Task<List<SealingKey>> KeysOf(GuardedDb book, Guid subject, CancellationToken stop)
    {
        var rows = await book.Set<SubjectKey>()
            .AsNoTracking()
            .Where(k => k.Subject == subject)
            .OrderBy(k => k.Id)
            .Take(MostKeys)
            .ToListAsync(stop);
        return [.. rows.Select(k => k.Unwrap(ring)).OfType<SealingKey>()];
    }

    // What somebody types may name the person, so it is forgotten with them; the line and its hash stay.
    private SealedText? SealTyped(GuardedDb book, Guid subject, AccessDecision decision, List<SealingKey> keys)
    {
        if (decision.From.ByTheHouse() || decision.Reason.Length == 0)
            return null;
        if (keys.Count == 0)
        {
            var (row, key) = SubjectKey.Make(subject, ring, clock.GetUtcNow());
            book.Promise(row);
            keys.Add(key);
        }
        return SealedText.Of(decision.Reason, keys[^1], subject, SealedFor.Ledger);
    }
}
