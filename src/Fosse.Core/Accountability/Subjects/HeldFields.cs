using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>What a record says of its person, field by field.</summary>
internal sealed record HeldField(
    string Name,
    Func<PersonWords, string> Words,
    Func<PersonDetails, SealedText?> Held,
    Action<PersonDetails, SealedText?> Put
);

/// <summary>Opens what is held about whoever asked to have it put right, and keeps what was changed.</summary>
public sealed class HeldFields(SafetyDb db, AccessDesk desk, Sealer sealer, CountyClock clock)
{
    internal const string Notes = "notes";

    internal static IReadOnlyList<HeldField> All { get; } =
    [
        new("name", w => w.Name, d => d.Name, (d, t) => d.Name = t!),
        new("bornOn", w => w.BornOn, d => d.BornOn, (d, t) => d.BornOn = t),
        new("address", w => w.Address, d => d.Address, (d, t) => d.Address = t),
        new("telephone", w => w.Telephone, d => d.Telephone, (d, t) => d.Telephone = t),
        new("email", w => w.Email, d => d.Email, (d, t) => d.Email = t),
        new("safeContact", w => w.SafeContact, d => d.SafeContact, (d, t) => d.SafeContact = t),
        new(Notes, w => w.Notes, d => d.Notes, (d, t) => d.Notes = t),
    ];

    internal static PersonWords Read(Access access, PersonDetails details)
    {
        string In(string field) => access.TryRead(All.Single(f => f.Name == field).Held(details), out var words) ? words : "";
        return new()
        {
            Name = In("name"),
            BornOn = In("bornOn"),
            Address = In("address"),
            Telephone = In("telephone"),
            Email = In("email"),
            SafeContact = In("safeContact"),
            Notes = In(Notes),
        };
    }

    /// <summary>Notes which fields were changed and by whom, and finds the person by what is held now; saved by the caller.</summary>
    internal async Task Changed(
        SubjectRequest request,
        Access access,
        PersonDetails details,
        IReadOnlyCollection<string> changed,
        SignedIn by,
        CancellationToken stop
    )
    {
        db.AddRange(
            changed.Select(field => new RecordCorrection
            {
                RequestId = request.Id,
                RecordId = request.RecordId,
                Field = field,
                CorrectedBy = by.AccountId,
                CorrectedAt = clock.Now,
            })
        );
        var person = Read(access, details);
        foreach (var search in PersonSearchWords.MadeOf([.. changed]))
        {
            db.RemoveRange(await db.Set<SearchWord>().Where(w => w.Field == search).Take(1000).ToListAsync(stop));
            db.AddRange(PersonSearchWords.Of(sealer, access.Subject, person, search));
        }
    }

    internal async Task<Outcome<T>> With<T>(
        Guid requestId,
        SignedIn who,
        Func<SubjectRequest, Access, PersonDetails, Task<Outcome<T>>> work,
        CancellationToken stop
    )
        where T : notnull
    {
        try
        {
            var outcome = await Open(requestId, who, stop);
            if (!outcome.Accepted(out var opened))
                return outcome.Refusals.ToList();
            using (opened)
                return await work(opened.Request, opened.Access, opened.Details);
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
    }

    /// <summary>Opens the record for the request; whoever asked closes it.</summary>
    internal async Task<Outcome<OpenedFields>> Open(Guid requestId, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(who);
        var workable = await db.Workable(requestId, SubjectRequestKind.Rectification, who, stop);
        if (!workable.Accepted(out var request))
            return workable.Refusals.ToList();
        Access? access = null;
        try
        {
            access = await desk.Open(request, request.RecordId, who, stop);
            if (await db.Set<PersonDetails>().SingleOrDefaultAsync(stop) is not { } details)
                return new Refusal("", AccountabilityText.Of("Corrections.NothingHeld"));
            var opened = new OpenedFields(request, access, details);
            access = null;
            return opened;
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
        finally
        {
            access?.Dispose();
        }
    }
}

/// <summary>A record that is open for a request of its person.</summary>
internal sealed record OpenedFields(SubjectRequest Request, Access Access, PersonDetails Details) : IDisposable
{
    public void Dispose() => Access.Dispose();
}
