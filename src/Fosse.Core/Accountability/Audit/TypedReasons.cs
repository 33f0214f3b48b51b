using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Reads the reason that somebody typed. It may name the person of the record, so that reading it is itself an access with a
/// reason.</summary>
public sealed class TypedReasons(SafetyDb db, AccessDesk desk)
{
    public async Task<Outcome<string>> Read(long line, string reason, int? seconds, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(who);
        if (!who.May(AccountabilityPermissions.ReviewAccess))
            return new Refusal("reason", "Your role does not let you read typed reasons. Ask an administrator.");
        if (await db.LedgerLine(who, line, stop) is not { Line: { Typed: not null, Subject: { } subject } })
            return new Refusal("reason", "Nobody typed a reason for this line, or it is not yours to see");
        try
        {
            return
                await desk.ReasonOf(
                    new(who.Actor, AccountabilityPurposes.SuperviseAccess, subject, reason, SecondsTyping: seconds, ReasonOf: line),
                    stop
                )
                    is { Length: > 0 } words
                ? words
                : new Refusal("reason", "It cannot be read any more");
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("reason", refused.Message);
        }
    }
}
