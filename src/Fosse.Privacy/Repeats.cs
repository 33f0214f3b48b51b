using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Other subjects of the same person, and of the same home: ids and nothing else.</summary>
/// <param name="Proved">Those that somebody showed to be theirs as this one is, from one to the next.</param>
/// <param name="SamePerson">Those in which the same was typed, which anybody may do who knows it.</param>
public sealed record RepeatsFound(IReadOnlyList<Guid> Proved, IReadOnlyList<Guid> SamePerson, IReadOnlyList<Guid> SameHome);

/// <summary>Two subjects that were joined.</summary>
/// <param name="Sides">None or one where they are not joined any more.</param>
public sealed record PairFound(IReadOnlyList<Guid> Sides, IReadOnlyList<Guid> Numbers);

/// <summary>
/// Finds other subjects of the same person or home by numbers and nothing else. It goes through the third door as a search does: the rule
/// is asked, for a purpose; the line is committed; then it opens, without a key. Whom it finds is known to the house alone: it must not
/// be told to anybody from whom it was not heard.
/// </summary>
public sealed class Repeats(IServiceScopeFactory scopes, SearchRule rule, Ledger ledger)
{
    private const int Most = 500,
        MostProved = 50; // nobody is told more often for more

    private const string Parts = "To part two reports that had been joined";

    private static readonly Actor House = new(Actor.TheHouse, Guid.Empty, "Fosse");

    /// <summary>The subjects of a pair, and every number by which they had been joined with each other until it was parted.</summary>
    /// <exception cref="PersonalDataRefused">The rule does not let the house compare.</exception>
    public async Task<PairFound> OfPair(Guid subject, Guid pair, DateTimeOffset until, Purpose purpose, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        await Decide(db, subject, purpose, Parts, stop);
        using var access = new Access(db, purpose, subject, []);
        var all = db.Set<ProvedSame>().IgnoreQueryFilters().AsNoTracking();
        var sides = await all.Where(s => s.Joined == pair).Select(s => s.Subject).Distinct().Take(2).ToListAsync(stop);
        if (sides is not [var one, var other])
            return new(sides, [pair]);
        var numbers = await all.Where(s =>
                s.Subject == one && s.ProvedAt <= until && all.Any(o => o.Subject == other && o.Joined == s.Joined)
            )
            .Select(s => s.Joined)
            .Take(Most)
            .ToListAsync(stop);
        return new(sides, [.. numbers.Append(pair).Distinct()]);
    }

    /// <summary>Takes away the rows of pairs that were parted, once nothing is counted by them.</summary>
    public async Task Remove(Guid subject, IReadOnlyCollection<Guid> pairs, Purpose purpose, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        await Decide(db, subject, purpose, Parts, stop);
        using var access = new Access(db, purpose, subject, []);
        await db.Set<ProvedSame>().IgnoreQueryFilters().Where(s => pairs.Contains(s.Joined)).ExecuteDeleteAsync(stop);
    }

    /// <exception cref="PersonalDataRefused">The rule does not let the house compare.</exception>
    public async Task<RepeatsFound> Of(Guid subject, Purpose purpose, string what, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        await Decide(db, subject, purpose, what, stop);

        using var access = new Access(db, purpose, subject, []); // without a key: it reads no word
        var own = await db.Set<SearchWord>()
            .AsNoTracking()
            .Where(w => w.Field == SearchField.SamePerson || w.Field == SearchField.SameHome)
            .Select(w => new { w.Field, w.Word })
            .Take(Most)
            .ToListAsync(stop);
        return new(await Proved(), await Sharing(SearchField.SamePerson), await Sharing(SearchField.SameHome));

        async Task<List<Guid>> Sharing(SearchField field)
        {
            var words = own.Where(w => w.Field == field).Select(w => w.Word).ToList();
            return words.Count == 0
                ? []
                : await db.Set<SearchWord>()
                    .IgnoreQueryFilters()
                    .AsNoTracking()
                    .Where(w => w.Field == field && words.Contains(w.Word) && w.Subject != subject)
                    .Select(w => w.Subject)
                    .Distinct()
                    .OrderByDescending(s => s)
                    .Take(Most)
                    .ToListAsync(stop);
        }

        async Task<List<Guid>> Proved()
        {
            var (found, last) = (new List<Guid>(), new List<Guid> { subject });
            while (last.Count > 0 && found.Count < MostProved)
            {
                var pairs = db.Set<ProvedSame>()
                    .IgnoreQueryFilters()
                    .Where(s => last.Contains(s.Subject) && !db.Set<PartedPair>().Any(p => p.Joined == s.Joined))
                    .Select(s => s.Joined);
                last = await db.Set<ProvedSame>()
                    .IgnoreQueryFilters()
                    .AsNoTracking()
                    .Where(s => pairs.Contains(s.Joined) && s.Subject != subject && !found.Contains(s.Subject))
                    .Select(s => s.Subject)
                    .Distinct()
                    .OrderByDescending(s => s)
                    .Take(MostProved - found.Count)
                    .ToListAsync(stop);
                found.AddRange(last);
            }
            return found;
        }
    }

    private async Task Decide(GuardedDb db, Guid subject, Purpose purpose, string what, CancellationToken stop)
    {
        var decision = (await rule(db, new(House, purpose, [], what), stop)).Decision;
        await ledger.Append(
            db,
            new LedgerLine
            {
                Kind = decision.Granted ? LedgerKind.Searched : LedgerKind.Refused,
                ActorId = House.Id,
                AgencyId = House.Agency,
                Organisation = House.Organisation,
                Purpose = purpose,
                Subject = subject,
                Ground = decision.Ground,
                ReasonFrom = decision.From,
                Reason = what,
            },
            stop
        );
        if (!decision.Granted)
            throw new PersonalDataRefused(decision.Ground);
    }
}
