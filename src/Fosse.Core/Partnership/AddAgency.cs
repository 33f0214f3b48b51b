using Fosse.Foundation;

namespace Fosse.Partnership;

/// <summary>A new member of the partnership. Nobody of it is let in before the day on which it joins. Where it would answer what others
/// answer until now, those agree first.</summary>
public sealed class AddAgency(SafetyDb db, CountyClock clock, AsksWhoAnswers asks)
{
    public async Task<Outcome<Answering>> Handle(SignedIn by, AgencyDetails asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await asked.Refused(db, null, stop) is { Count: > 0 } refused)
            return refused;

        var id = Guid.CreateVersion7();
        var answers = await asks(new(id) { Agency = asked }, by, stop);
        if (!answers.Accepted(out var answering) || answering.Proposal is not null)
            return answers;
        db.Add(asked, id, by, clock.Now);
        await db.SaveChangesAsync(stop);
        return answering;
    }
}

internal static class AddedAgencies
{
    /// <summary>Adds it; saved by the caller.</summary>
    public static void Add(this SafetyDb db, AgencyDetails asked, Guid id, SignedIn by, DateTimeOffset now)
    {
        db.Add(
            new Agency
            {
                Id = id,
                Name = Saving.Tidy(asked.Name),
                Kind = asked.Kind!.Value,
                Regime = asked.Regime!.Value,
                Contact = Saving.Tidy(asked.Contact),
                JoinedOn = asked.JoinedOn!.Value,
            }
        );
        db.Note(by, now, PartnershipAdminEvents.AgencyAdded, id);
    }
}
