using System.Globalization;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>What somebody tells about the person of a record.</summary>
public sealed record PersonWords
{
    public string Name { get; init; } = "";
    public string BornOn { get; init; } = "";
    public string Address { get; init; } = "";
    public string Telephone { get; init; } = "";
    public string Email { get; init; } = "";
    public string SafeContact { get; init; } = "";
    public string Notes { get; init; } = "";
}

/// <summary>Opens a record about a person for the opener's own agency, and assigns it to the opener.</summary>
public sealed record OpenRecord(DataClass? Class, string CaseReference, PersonWords Person);

/// <summary>Writes records. What is written is sealed before it reaches the database; writing reads nothing.</summary>
public sealed class RecordWriting(SafetyDb db, Sealer sealer, CountyClock clock)
{
    public const int LongestLine = 200,
        LongestNotes = 4000;

    public async Task<Outcome<SubjectRecord>> Open(OpenRecord open, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(RecordsPermissions.WriteRecords))
            return new Refusal("", RecordsText.Of("OpenRecord.MayNotOpen"));
        var refusals = Wrong(open.Person).ToList();
        if (open.Class is not { } @class)
            refusals.Add(new("class", RecordsText.Of("OpenRecord.ChooseClass")));
        else if (!await db.Set<RetentionRule>().AnyAsync(r => r.Class == @class, stop))
            refusals.Add(new("class", RecordsText.Of("OpenRecord.NoRetentionRule")));
        if (open.CaseReference.Length > 40)
            refusals.Add(new("caseReference", RecordsText.Of("OpenRecord.CaseReferenceTooLong")));
        if (refusals.Count > 0)
            return refusals;

        var record = new SubjectRecord
        {
            Reference = RecordReference.Next(),
            AgencyId = by.AgencyId,
            Class = open.Class!,
            CaseReference = Said(open.CaseReference),
            OpenedAt = clock.Now,
        };
        var person = open.Person;
        db.Add(record);
        db.Add(
            new RecordAssignment
            {
                RecordId = record.Id,
                AccountId = by.AccountId,
                Task = HouseTasks.Opened,
                AssignedBy = by.AccountId,
                StartsOn = clock.Today,
            }
        );
        db.Add(
            new PersonDetails
            {
                Subject = record.Id,
                Name = await sealer.Seal(record.Id, person.Name.Trim(), stop),
                BornOn = await Sealed(person.BornOn),
                Address = await Sealed(person.Address),
                Telephone = await Sealed(person.Telephone),
                Email = await Sealed(person.Email),
                SafeContact = await Sealed(person.SafeContact),
                Notes = await Sealed(person.Notes),
            }
        );
        db.AddRange(PersonSearchWords.Of(sealer, record.Id, person));
        await db.SaveChangesAsync(stop);
        return record;

        async Task<SealedText?> Sealed(string text) => Said(text) is { } said ? await sealer.Seal(record.Id, said, stop) : null;
    }

    private static IEnumerable<Refusal> Wrong(PersonWords person)
    {
        if (string.IsNullOrWhiteSpace(person.Name))
            yield return new("name", RecordsText.Of("OpenRecord.EnterName"));
        foreach (
            var (field, words) in new[]
            {
                ("name", person.Name),
                ("bornOn", person.BornOn),
                ("address", person.Address),
                ("telephone", person.Telephone),
                ("email", person.Email),
                ("safeContact", person.SafeContact),
            }
        )
        {
            if (words.Length > LongestLine)
                yield return new(field, RecordsText.Of($"OpenRecord.TooLong.{field}", LongestLine));
        }
        if (person.Notes.Length > LongestNotes)
            yield return new("notes", RecordsText.Of("OpenRecord.NotesTooLong"));
    }

    private static string? Said(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
