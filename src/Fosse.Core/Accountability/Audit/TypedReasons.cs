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
            return new Refusal("reason", AccountabilityText.Of("TypedReasons.MayNotRead"));
        if (await db.LedgerLine(who, line, stop) is not { Line: { Typed: not null, Subject: { } subject } })
            return new Refusal("reason", AccountabilityText.Of("TypedReasons.NoReason"));
        try
        {
            return
                await desk.ReasonOf(
                    new(who.Actor, AccountabilityPurposes.SuperviseAccess, subject, reason, SecondsTyping: seconds, ReasonOf: line),
                    stop
                )
                    is { Length: > 0 } words
                ? words
                : new Refusal("reason", AccountabilityText.Of("TypedReasons.Unreadable"));
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("reason", refused.Message);
        }
    }
}
