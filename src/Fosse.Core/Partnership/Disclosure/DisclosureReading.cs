using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership.Disclosure;

/// <summary>What was asked and answered, in the clear.</summary>
public sealed record DisclosureWords(string Asked, string? Answered);

/// <summary>Reads the words of a request through the desk: for the owner to answer it, for the asker under what they asked for.</summary>
public sealed class DisclosureReading(SafetyDb db, AccessDesk desk)
{
    public async Task<Outcome<DisclosureWords>> Read(
        DisclosureFront front,
        SignedIn who,
        string reason,
        int? seconds,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(front);
        ArgumentNullException.ThrowIfNull(who);
        var request = front.Request;
        try
        {
            using var access = await desk.Open(
                new(
                    who.Actor,
                    front.Own ? PartnershipPurposes.AnswerDisclosure : request.Purpose,
                    request.Id,
                    reason,
                    SecondsTyping: seconds,
                    Request: front.Own ? request.Id : null
                ),
                stop
            );
            var texts = await db.Set<DisclosureText>().AsNoTracking().Take(2).ToListAsync(stop);
            return new DisclosureWords(In(access, texts.Find(t => t.Question)) ?? "", In(access, texts.Find(t => !t.Question)));
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("reason", refused.Message);
        }
    }

    private static string? In(Access access, DisclosureText? text) => access.TryRead(text?.Words, out var words) ? words : null;
}
