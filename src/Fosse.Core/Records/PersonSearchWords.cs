using Fosse.Privacy;

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

    public static IEnumerable<SearchWord> Of(Sealer sealer, Guid subject, PersonWords person) =>
        Fields.SelectMany(f => Of(sealer, subject, person, f.Field));

    public static IEnumerable<SearchWord> Of(Sealer sealer, Guid subject, PersonWords person, SearchField field) =>
        Array
            .Find(Fields, f => f.Field == field)
            .Words(person)
            .SelectMany(words => sealer.Words(subject, field, words))
            .DistinctBy(w => w.Word);

    /// <summary>The search fields that are made of any of these fields of a record.</summary>
    public static IEnumerable<SearchField> MadeOf(IReadOnlyCollection<string> fields) =>
        Fields.Where(f => f.From.Any(fields.Contains)).Select(f => f.Field);
}
