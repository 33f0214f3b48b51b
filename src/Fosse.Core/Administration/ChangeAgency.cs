using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>Mends what is said about an agency.</summary>
public sealed class ChangeAgency(SafetyDb db, CountyClock clock)
{
    /// <param name="version">The version that the form was filled from.</param>
    public async Task<Outcome<Guid>> Handle(SignedIn by, Guid id, int version, AgencyDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Set<Agency>().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } agency)
            return new Refusal("", AdministrationText.Of("Agencies.NoSuchAgency"));
        if (agency.Version != version)
            return Saving.Stale(AdministrationText.Of("Agencies.Stale"));
        if (await asked.Refused(db, id, stop) is { Count: > 0 } refused)
            return refused;
        if (asked.JoinedOn >= agency.LeftOn)
            return new Refusal(nameof(asked.JoinedOn), AdministrationText.Of("ChangeAgency.JoinsAfterItLeaves"));
        // To move the day on which it joins into the future shuts its people out until then.
        if (
            asked.JoinedOn > clock.Today
            && await db.WouldBeGone(clock.Today, a => a.AgencyId == id, nameof(asked.JoinedOn), stop) is { } gone
        )
            return gone;

        (agency.Name, agency.Kind, agency.Regime, agency.Contact, agency.JoinedOn) = (
            Saving.Tidy(asked.Name),
            asked.Kind!.Value,
            asked.Regime!.Value,
            Saving.Tidy(asked.Contact),
            asked.JoinedOn!.Value
        );
        agency.Version++;
        db.Note(by, clock.Now, AdministrationAdminEvents.AgencyChanged, id, changed: agency);
        return await db.SaveUnlessStale(AdministrationText.Of("Agencies.Stale"), stop) is { } stale ? stale : id;
    }
}
