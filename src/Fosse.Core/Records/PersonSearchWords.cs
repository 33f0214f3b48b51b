using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>Under which fields of a record its person is found. Notes and what keeps them safe are searched by nobody.</summary>
internal static class PersonSearchWords
{
    private static readonly (SearchField Field, string[] From, Func<PersonWords, string[]> Words)[] Fields =
    [
        (SearchField.Name, ["name"], w => [w.Name]),
        (SearchField.BornOn, ["bornOn"], w => [w.BornOn]),
        (SearchField.Address, ["address"], w => [w.Address]),
        (SearchField.Contact, ["telephone", "email"], w => [w.Telephone, w.Email]),
    ];

    /// <summary>The persons of all records, for when the rules change after which they are found.</summary>
    public static SearchSource Source { get; } = new SearchSource<PersonDetails>(Texts);

    public static IEnumerable<SearchWord> Of(Sealer sealer, Guid subject, PersonWords person) =>
        Fields.SelectMany(f => Of(sealer, subject, person, f.Field));

    public static IEnumerable<SearchWord> Of(Sealer sealer, Guid subject, PersonWords person, SearchField field) =>
        Array
            .Find(Fields, f => f.Field == field)
            .Words(person)
            .SelectMany(words => sealer.Words(subject, field, words))
            .DistinctBy(w => w.Word);

    private static async Task<IReadOnlyList<SearchFor>> Texts(GuardedDb db, Access access, CancellationToken stop)
    {
        if (
            await db.Set<PersonDetails>().AsNoTracking().SingleOrDefaultAsync(stop) is not { } held
            || !access.TryRead(held.Name, out var name)
        )
            return [];
        string In(SealedText? text) => access.TryRead(text, out var words) ? words : "";
        var person = new PersonWords
        {
            Name = name,
            BornOn = In(held.BornOn),
            Address = In(held.Address),
            Telephone = In(held.Telephone),
            Email = In(held.Email),
        };
        return [.. Fields.SelectMany(f => f.Words(person).Select(words => new SearchFor(f.Item1, words)))];
    }

    /// <summary>The search fields that are made of any of these fields of a record.</summary>
    public static IEnumerable<SearchField> MadeOf(IReadOnlyCollection<string> fields) =>
        Fields.Where(f => f.From.Any(fields.Contains)).Select(f => f.Field);
}
