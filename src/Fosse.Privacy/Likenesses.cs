using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>A subject that was read about, and the numbers of words of whoever read: is every one of them among the subject's?</summary>
public sealed record LikenessQuestion(long Line, Guid Subject, SearchField Field, IReadOnlyList<long> Words);

/// <summary>
/// Compares those who read with those they read about, by numbers made of words and nothing else. It goes through the third door as a
/// search does:
/// the rule is asked, for a purpose; the line is committed; then it opens, without a key. Only subjects that a line of the ledger says were
/// opened can be asked about: it is no way of finding out who somebody is.
/// </summary>
public sealed class Likenesses(IServiceScopeFactory scopes, SearchRule rule, Ledger ledger)
{
    private const int AtATime = 500;

    private static readonly Actor House = new(Actor.TheHouse, Guid.Empty, "Fosse");

    /// <returns>The lines whose reader and subject share the words.</returns>
    /// <exception cref="PersonalDataRefused">The rule does not let the house compare.</exception>
    public async Task<IReadOnlyList<long>> Compare(
        IReadOnlyCollection<LikenessQuestion> questions,
        Purpose purpose,
        string what,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(questions);
        if (questions.Count == 0)
            return [];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        var (id, decision) = (Guid.CreateVersion7(), (await rule(db, new(House, purpose, [], what), stop)).Decision);
        await ledger.Append(
            db,
            new LedgerLine
            {
                Kind = decision.Granted ? LedgerKind.Searched : LedgerKind.Refused,
                ActorId = House.Id,
                AgencyId = House.Agency,
                Organisation = House.Organisation,
                Purpose = purpose,
                Subject = id,
                Ground = decision.Granted ? $"{decision.Ground} {questions.Count} reads compared." : decision.Ground,
                ReasonFrom = decision.From,
                Reason = what,
            },
            stop
        );
        if (!decision.Granted)
            throw new PersonalDataRefused(decision.Ground);

        var alike = new List<long>();
        foreach (var some in questions.Where(q => q.Words.Count > 0).Chunk(AtATime))
        {
            var (lines, subjects, words) = (
                some.Select(q => q.Line).ToList(),
                some.Select(q => q.Subject).Distinct().ToList(),
                some.SelectMany(q => q.Words).Distinct().ToList()
            );
            var opened = await db.Set<LedgerLine>()
                .AsNoTracking()
                .Where(l =>
                    lines.Contains(l.Sequence)
                    && (
                        l.Kind == LedgerKind.Opened
                        || l.Kind == LedgerKind.BrokeGlass
                        || l.Kind == LedgerKind.Shown
                        || l.Kind == LedgerKind.Pointed
                    )
                )
                .Select(l => new { l.Sequence, l.Subject })
                .Take(AtATime)
                .ToDictionaryAsync(l => l.Sequence, l => l.Subject, stop);
            using var access = new Access(db, purpose, id, []); // the subject of the line; without a key: it reads no word
            var held = (
                await db.Set<SearchWord>()
                    .IgnoreQueryFilters()
                    .AsNoTracking()
                    .Where(w => subjects.Contains(w.Subject) && words.Contains(w.Word))
                    .Select(w => new
                    {
                        w.Subject,
                        w.Field,
                        w.Word,
                    })
                    .Take(AtATime * 64)
                    .ToListAsync(stop)
            ).Select(w => (w.Subject, w.Field, w.Word)).ToHashSet();
            alike.AddRange(
                some.Where(q => opened.GetValueOrDefault(q.Line) == q.Subject && q.Words.All(w => held.Contains((q.Subject, q.Field, w))))
                    .Select(q => q.Line)
            );
        }
        return alike;
    }
}
