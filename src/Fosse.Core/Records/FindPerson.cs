using System.Globalization;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Whom somebody looks for, what for, and why.</summary>
public sealed record FindPerson(
    string Name,
    string Address,
    DateOnly? BornOn,
    string Contact,
    Purpose? Purpose,
    string Reason,
    int Page = 1,
    int? SecondsTyping = null
)
{
    public override string ToString() => "find a person"; // never the words
}

/// <summary>A record of the own agency with as much of its person as tells two of a name apart.</summary>
public sealed record PersonFound(
    Guid RecordId,
    string Reference,
    DataClass Class,
    string? CaseReference,
    DateTimeOffset? ClosedAt,
    string Name,
    string BornOn,
    string Address
);

/// <summary>One page of what was found: own records first, then those of others.</summary>
/// <param name="TooMany">More were found than are shown to anybody; then there is nobody.</param>
public sealed record PeopleFound(
    IReadOnlyList<PersonFound> Own,
    IReadOnlyList<RecordPointer> Elsewhere,
    int All,
    int Page,
    int Pages,
    bool TooMany
);

/// <summary>Looks for people by what is known of them. Every search and everybody who is shown is in the ledger first.</summary>
public sealed class PersonSearch(SafetyDb db, SearchDesk search, Sealer sealer)
{
    public const int OnAPage = 10;
    private const int MostWords = 16;

    public async Task<Outcome<PeopleFound>> Find(FindPerson find, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(who);
        var refusals = Wrong(find).ToList();
        if (refusals.Count > 0)
            return refusals;
        try
        {
            var found = await search.Search(new(who.Actor, find.Purpose!, For(find), find.Reason, find.SecondsTyping), stop);
            var all = found.Open.Count + found.Pointed.Count;
            var pages = Math.Max(1, (all + OnAPage - 1) / OnAPage);
            var page = Math.Clamp(find.Page, 1, pages);
            var shown = found.Open.Concat(found.Pointed).Skip((page - 1) * OnAPage).Take(OnAPage).ToList();
            var (own, elsewhere) = (
                await Own(found, [.. shown.Where(found.Open.Contains)], stop),
                await Elsewhere(found, [.. shown.Where(found.Pointed.Contains)], stop)
            );
            return new PeopleFound(own, elsewhere, all, page, pages, found.More);
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("reason", refused.Message);
        }
    }

    private static List<SearchFor> For(FindPerson find)
    {
        (SearchField Field, string Words)[] all =
        [
            (SearchField.Name, find.Name),
            (SearchField.Address, find.Address),
            (SearchField.BornOn, find.BornOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
            (SearchField.Contact, find.Contact),
        ];
        return [.. all.Where(f => f.Words.Trim().Length > 0).Select(f => new SearchFor(f.Field, f.Words))];
    }

    private async Task<IReadOnlyList<PersonFound>> Own(SearchFound found, List<Guid> ids, CancellationToken stop)
    {
        var records = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .Take(OnAPage)
            .ToDictionaryAsync(r => r.Id, stop);
        var people = new List<PersonFound>();
        foreach (var id in ids)
        {
            using var access = await search.Show(found, id, stop);
            var details = await db.Set<PersonDetails>().AsNoTracking().SingleOrDefaultAsync(stop);
            string In(SealedText? text) => access.TryRead(text, out var words) ? words : "";
            if (details is not null && records.TryGetValue(id, out var record))
                people.Add(
                    new(
                        id,
                        record.Reference,
                        record.Class,
                        record.CaseReference,
                        record.ClosedAt,
                        In(details.Name),
                        In(details.BornOn),
                        In(details.Address)
                    )
                );
        }
        return people;
    }

    private async Task<IReadOnlyList<RecordPointer>> Elsewhere(SearchFound found, List<Guid> ids, CancellationToken stop)
    {
        foreach (var id in ids)
            await search.Point(found, id, stop);
        return await db.Told(ids, stop);
    }

    private IEnumerable<Refusal> Wrong(FindPerson find)
    {
        foreach (
            var (field, words, search) in new[]
            {
                ("name", find.Name, SearchField.Name),
                ("address", find.Address, SearchField.Address),
                ("contact", find.Contact, SearchField.Contact),
            }
        )
        {
            var plain = sealer.Numbers(search, words);
            if (words.Length > RecordWriting.LongestLine)
                yield return new(field, RecordsText.Of($"FindPerson.TooLong.{field}", RecordWriting.LongestLine));
            else if (plain.Count > MostWords)
                yield return new(field, RecordsText.Of($"FindPerson.TooManyWords.{field}", MostWords));
            else if (plain.Count == 0 && words.Trim().Length > 0)
                yield return new(field, RecordsText.Of($"FindPerson.NoWord.{field}"));
        }
        // A day of birth alone leads to dozens of people in a county.
        if (find.Name.Trim().Length + find.Address.Trim().Length + find.Contact.Trim().Length == 0)
            yield return new("name", RecordsText.Of("FindPerson.EnterSomething"));
        if (find.Purpose is null)
            yield return new("purpose", RecordsText.Of("FindPerson.ChoosePurpose"));
        if (find.Reason.Length > 1000)
            yield return new("reason", RecordsText.Of("FindPerson.ReasonTooLong"));
    }
}
