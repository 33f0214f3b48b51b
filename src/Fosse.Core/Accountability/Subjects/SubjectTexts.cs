using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Reads what was said about a request, through the desk.</summary>
public sealed class SubjectTexts(SafetyDb db, AccessDesk desk)
{
    public async Task<Outcome<IReadOnlyDictionary<SubjectRequestTextKind, string>>> Read(
        Guid requestId,
        SignedIn who,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(who);
        if (SubjectRequests.NotTheirs(who) is { } no)
            return no;
        if (
            await db.Set<SubjectRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId && r.AgencyId == who.AgencyId, stop)
            is not { } request
        )
            return new Refusal("", AccountabilityText.Of("Subjects.NoSuchRequest"));
        if (!request.IsOpen)
            return new Refusal("", AccountabilityText.Of("Subjects.Closed"));
        try
        {
            using var access = await desk.Open(request, request.RecordId, who, stop);
            var texts = await db.Set<SubjectRequestText>().AsNoTracking().Where(t => t.RequestId == requestId).Take(20).ToListAsync(stop);
            return texts.ToDictionary(t => t.Kind, t => access.TryRead(t.Words, out var words) ? words : "");
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
    }
}
