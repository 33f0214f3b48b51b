using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Puts right what a person says is wrong about them. What stood there before is overwritten and kept nowhere.</summary>
public sealed class Corrections(SafetyDb db, AccessDesk desk, Sealer sealer, CountyClock clock)
{
    private static readonly (
        string Name,
        Func<PersonWords, string> Words,
        Func<PersonDetails, SealedText?> Held,
        Action<PersonDetails, SealedText?> Put
    )[] Fields =
    [
        ("name", w => w.Name, d => d.Name, (d, t) => d.Name = t!),
        ("bornOn", w => w.BornOn, d => d.BornOn, (d, t) => d.BornOn = t),
        ("address", w => w.Address, d => d.Address, (d, t) => d.Address = t),
        ("telephone", w => w.Telephone, d => d.Telephone, (d, t) => d.Telephone = t),
        ("email", w => w.Email, d => d.Email, (d, t) => d.Email = t),
        ("safeContact", w => w.SafeContact, d => d.SafeContact, (d, t) => d.SafeContact = t),
        ("notes", w => w.Notes, d => d.Notes, (d, t) => d.Notes = t),
    ];

    /// <summary>What is held now, for the officer who puts it right.</summary>
    public Task<Outcome<PersonWords>> Open(Guid requestId, SignedIn who, CancellationToken stop) =>
        With(
            requestId,
            who,
            (_, access, details) =>
            {
                string In(string field) =>
                    access.TryRead(Array.Find(Fields, f => f.Name == field).Held(details), out var words) ? words : "";
                return Task.FromResult<Outcome<PersonWords>>(
                    new PersonWords
                    {
                        Name = In("name"),
                        BornOn = In("bornOn"),
                        Address = In("address"),
                        Telephone = In("telephone"),
                        Email = In("email"),
                        SafeContact = In("safeContact"),
                        Notes = In("notes"),
                    }
                );
            },
            stop
        );

    /// <returns>The names of the fields that were changed.</returns>
    public Task<Outcome<IReadOnlyList<string>>> Save(Guid requestId, PersonWords person, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(person);
        var wrong = Wrong(person).ToList();
        return wrong.Count > 0
            ? Task.FromResult<Outcome<IReadOnlyList<string>>>(wrong)
            : With<IReadOnlyList<string>>(
                requestId,
                who,
                async (request, access, details) =>
                {
                    var changed = new List<string>();
                    foreach (var field in Fields)
                    {
                        var (said, before) = (field.Words(person).Trim(), access.TryRead(field.Held(details), out var held) ? held : "");
                        if (said == before)
                            continue;
                        field.Put(details, said.Length == 0 ? null : await sealer.Seal(access.Subject, said, stop));
                        db.Add(
                            new RecordCorrection
                            {
                                RequestId = request.Id,
                                RecordId = request.RecordId,
                                Field = field.Name,
                                CorrectedBy = who.AccountId,
                                CorrectedAt = clock.Now,
                            }
                        );
                        changed.Add(field.Name);
                    }
                    if (changed.Count == 0)
                        return new Refusal("", AccountabilityText.Of("Corrections.NothingDifferent"));
                    await FindAgain(access, person, changed, stop);
                    await db.SaveChangesAsync(stop);
                    return changed;
                },
                stop
            );
    }

    // The numbers that a search finds go with the words they were made of.
    private async Task FindAgain(Access access, PersonWords person, List<string> changed, CancellationToken stop)
    {
        foreach (var search in PersonSearchWords.MadeOf(changed))
        {
            db.RemoveRange(await db.Set<SearchWord>().Where(w => w.Field == search).Take(1000).ToListAsync(stop));
            db.AddRange(PersonSearchWords.Of(sealer, access.Subject, person, search));
        }
    }

    private async Task<Outcome<T>> With<T>(
        Guid requestId,
        SignedIn who,
        Func<SubjectRequest, Access, PersonDetails, Task<Outcome<T>>> work,
        CancellationToken stop
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(who);
        var workable = await db.Workable(requestId, SubjectRequestKind.Rectification, who, stop);
        if (!workable.Accepted(out var request))
            return workable.Refusals.ToList();
        try
        {
            using var access = await desk.Open(request, request.RecordId, who, stop);
            return await db.Set<PersonDetails>().SingleOrDefaultAsync(stop) is { } details
                ? await work(request, access, details)
                : new Refusal("", AccountabilityText.Of("Corrections.NothingHeld"));
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
    }

    private static IEnumerable<Refusal> Wrong(PersonWords person)
    {
        if (string.IsNullOrWhiteSpace(person.Name))
            yield return new("name", AccountabilityText.Of("Corrections.EnterName"));
        foreach (var field in Fields)
        {
            var most = field.Name == "notes" ? RecordWriting.LongestNotes : RecordWriting.LongestLine;
            if (field.Words(person).Length > most)
                yield return new(field.Name, AccountabilityText.Of("Corrections.TooLong", most));
        }
    }
}
