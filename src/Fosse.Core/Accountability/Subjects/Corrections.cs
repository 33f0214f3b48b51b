using Fosse.Accountability.Retention;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>What was put right.</summary>
/// <param name="Changed">The names of the fields that say something else now.</param>
/// <param name="Waiting">Those that are to be empty, once a second person has approved it.</param>
public sealed record Corrected(IReadOnlyList<string> Changed, IReadOnlyList<string> Waiting);

/// <summary>Puts right what a person says is wrong about them. What stood there before is overwritten and kept nowhere; what would leave
/// nothing in its place is erased by two, as a record is.</summary>
public sealed class Corrections(SafetyDb db, HeldFields held, Sealer sealer, ApprovalDesk approvals)
{
    /// <summary>What is held now, for the officer who puts it right.</summary>
    public Task<Outcome<PersonWords>> Open(Guid requestId, SignedIn who, CancellationToken stop) =>
        held.With(requestId, who, (_, access, details) => Task.FromResult<Outcome<PersonWords>>(HeldFields.Read(access, details)), stop);

    public Task<Outcome<Corrected>> Save(Guid requestId, PersonWords person, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(person);
        var wrong = Wrong(person).ToList();
        return wrong.Count > 0
            ? Task.FromResult<Outcome<Corrected>>(wrong)
            : held.With<Corrected>(requestId, who, (request, access, details) => Save(request, access, details, person, who, stop), stop);
    }

    private async Task<Outcome<Corrected>> Save(
        SubjectRequest request,
        Access access,
        PersonDetails details,
        PersonWords person,
        SignedIn who,
        CancellationToken stop
    )
    {
        // What proceedings need stays as it was.
        if (await db.HeldBecause(request.RecordId, stop) is { } proceedings)
            return new Refusal("", AccountabilityText.Of("Corrections.Held", proceedings));
        var (changed, emptied) = (new List<string>(), new List<string>());
        foreach (var field in HeldFields.All)
        {
            var (said, before) = (field.Words(person).Trim(), access.TryRead(field.Held(details), out var words) ? words : "");
            if (said == before)
                continue;
            // What nobody can read says nothing: it leaves the field empty.
            if (!said.Any(char.IsLetterOrDigit))
            {
                emptied.Add(field.Name);
                continue;
            }
            // To write something else over what officers wrote would be to empty it.
            if (field.Name == HeldFields.Notes && !said.Contains(before, StringComparison.Ordinal))
                return new Refusal(HeldFields.Notes, AccountabilityText.Of("Corrections.AddToNotes"));
            field.Put(details, await sealer.Seal(access.Subject, said, stop));
            changed.Add(field.Name);
        }
        if (changed.Count + emptied.Count == 0)
            return new Refusal("", AccountabilityText.Of("Corrections.NothingDifferent"));
        await held.Changed(request, access, details, changed, who, stop);
        if (emptied.Count == 0)
            await db.SaveChangesAsync(stop);
        else
        {
            var fields = await EmptyDeed.Fields(db, request, emptied, stop);
            // Saved with what was changed.
            var proposed = await approvals.Propose(AccountabilityDeeds.EmptyFields, request.Id, fields, [who.AgencyId], who, stop);
            if (!proposed.Accepted(out _))
                return proposed.Refusals.ToList();
        }
        return new Corrected(changed, emptied);
    }

    private static IEnumerable<Refusal> Wrong(PersonWords person)
    {
        if (!person.Name.Any(char.IsLetter))
            yield return new("name", AccountabilityText.Of("Corrections.EnterName"));
        foreach (var field in HeldFields.All)
        {
            var most = field.Name == HeldFields.Notes ? RecordWriting.LongestNotes : RecordWriting.LongestLine;
            if (field.Words(person).Length > most)
                yield return new(field.Name, AccountabilityText.Of("Corrections.TooLong", most));
        }
    }
}
