using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Other subjects of the same person, and of the same home: ids and nothing else.</summary>
public sealed record RepeatsFound(IReadOnlyList<Guid> SamePerson, IReadOnlyList<Guid> SameHome)
{
    public static readonly RepeatsFound None = new([], []);
}

/// <summary>
/// Finds other subjects of the same person or home by numbers made of words and nothing else. It goes through the third door as a search
/// does: the rule
/// is asked, for a purpose; the line is committed; then it opens, without a key. Whom it finds is known to the house alone: it must not
/// be told to anybody from whom it was not heard.
/// </summary>
public sealed class Repeats(IServiceScopeFactory scopes, SearchRule rule, Ledger ledger)
{
    private const int Most = 500;

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
        return new(await Sharing(SearchField.SamePerson), await Sharing(SearchField.SameHome));

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
    }
}
