using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Looks for people by words of theirs. The line that somebody searched is committed before the search, and one for each who is shown before they are.</summary>
public sealed class SearchDesk(AccessDesk desk, IServiceScopeFactory scopes, SearchRule rule, Ledger ledger, KeyRing ring, TimeProvider clock)
{
    /// <summary>So many are given; who finds more looks for more words.</summary>
    public const int Most = 100;

    /// <exception cref="PersonalDataRefused">The rule says no.</exception>
    public async Task<SearchFound> Search(SearchQuestion question, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        await db.Database.OpenConnectionAsync(stop);
        var (id, words) = (Guid.CreateVersion7(), BlindWords.Of(ring.SearchKey(), question.Field, question.Words).ToList());
        var decision = await rule(db, question, stop);
        await ledger.Append(db, new LedgerLine
        {
            Kind = decision.Granted ? LedgerKind.Searched : LedgerKind.Refused,
            ActorId = question.Actor.Id,
            AgencyId = question.Actor.Agency,
            Organisation = question.Actor.Organisation,
            Purpose = question.Purpose,
            Subject = id,
            // The numbers of the words, not the words: who suspects that a name was searched for can compare.
            Ground = $"{decision.Ground} {question.Field}: {string.Join(' ', words.Select(w => w.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)))}",
            ReasonFrom = decision.From,
            Typed = SealReason(db, id, question.Reason),
            SecondsTyping = question.SecondsTyping,
        }, stop);
        if (!decision.Granted) throw new PersonalDataRefused(decision.Ground);
        if (words.Count == 0) return new(id, question, [], false);

        var found = await Find(db, id, question, words, stop);
        return new(id, question, [.. found.Take(Most)], found.Count > Most);
    }

    /// <summary>Opens one of those found, if the rule for them says so; the ledger has it as shown by a search.</summary>
    public Task<Access> Show(SearchFound found, Guid subject, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (!found.Subjects.Contains(subject)) throw new ArgumentException("This search did not find them.", nameof(subject));
        return desk.Open(new(found.Question.Actor, found.Question.Purpose, subject, found.Question.Reason), LedgerKind.Shown, stop);
    }

    private static async Task<List<Guid>> Find(GuardedDb db, Guid id, SearchQuestion question, List<long> words, CancellationToken stop)
    {
        using var access = new Access(db, question.Purpose, id, []); // without a key: it finds ids and reads nothing
        return await db.Set<SearchWord>().IgnoreQueryFilters().Where(w => w.Field == question.Field && words.Contains(w.Word))
            .GroupBy(w => w.Subject).Where(g => g.Select(w => w.Word).Distinct().Count() == words.Count)
            .Select(g => g.Key).OrderBy(s => s).Take(Most + 1).ToListAsync(stop);
    }

    private SealedText? SealReason(GuardedDb db, Guid id, string reason)
    {
        if (reason.Length == 0) return null;
        var (row, key) = SubjectKey.Make(id, ring, clock.GetUtcNow());
        db.Promise(row);
        return SealedText.Of(reason, key, id, SealedFor.Ledger);
    }
}
