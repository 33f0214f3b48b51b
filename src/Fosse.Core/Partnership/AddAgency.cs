using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>A new member of the partnership. Nobody of it is let in before the day on which it joins.</summary>
public sealed class AddAgency(SafetyDb db, CountyClock clock)
{
    /// <returns>The agency's id.</returns>
    public async Task<Outcome<Guid>> Handle(SignedIn by, AgencyDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await asked.Refused(db, null, stop) is { Count: > 0 } refused)
            return refused;

        var agency = new Agency
        {
            Name = Saving.Tidy(asked.Name),
            Kind = asked.Kind!.Value,
            Regime = asked.Regime!.Value,
            Contact = Saving.Tidy(asked.Contact),
            JoinedOn = asked.JoinedOn!.Value,
        };
        db.Add(agency);
        db.Note(by, clock.Now, PartnershipAdminEvents.AgencyAdded, agency.Id);
        await db.SaveChangesAsync(stop);
        return agency.Id;
    }
}
