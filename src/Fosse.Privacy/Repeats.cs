using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Other subjects of the same person, and of the same home: ids and nothing else.</summary>
/// <param name="Proved">Those that somebody showed to be theirs as this one is, from one to the next.</param>
/// <param name="SamePerson">Those in which the same was typed, which anybody may do who knows it.</param>
public sealed record RepeatsFound(IReadOnlyList<Guid> Proved, IReadOnlyList<Guid> SamePerson, IReadOnlyList<Guid> SameHome);

/// <summary>
/// Finds other subjects of the same person or home by numbers and nothing else. It goes through the third door as a search does: the rule
/// is asked, for a purpose; the line is committed; then it opens, without a key. Whom it finds is known to the house alone: it must not
/// be told to anybody from whom it was not heard.
/// </summary>
public sealed class Repeats(IServiceScopeFactory scopes, SearchRule rule, Ledger ledger)
{
    private const int Most = 500,
        MostProved = 50; // nobody is told more often for more

    private static readonly Actor House = new(Actor.TheHouse, Guid.Empty, "Fosse");

    /// <exception cref="PersonalDataRefused">The rule does not let the house compare.</exception>
    public async Task<RepeatsFound> Of(Guid subject, Purpose purpose, string what, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
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
                var pairs = db.Set<ProvedSame>().IgnoreQueryFilters().Where(s => last.Contains(s.Subject)).Select(s => s.Joined);
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
}
