using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>Mends what is said about an agency. The day on which it joins comes nearer by two, where somebody of it oversees
/// others.</summary>
public sealed class ChangeAgency(SafetyDb db, CountyClock clock, ApprovalDesk desk, AsksWhoAnswers asks)
{
    /// <param name="version">The version that the form was filled from.</param>
    public async Task<Outcome<Administered>> Handle(SignedIn by, Guid id, int version, AgencyDetails asked, CancellationToken stop)
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

        var admitted = new MemberDays(asked.JoinedOn!.Value, agency.LeftOn);
        var takesTwo = await db.TakesTwo(agency, admitted, clock.Today, stop);
        var answering = new Answering(id);
        // Its people are out until it joins, and others answer in the meantime.
        var later = admitted.JoinedOn > clock.Today && agency.IsMemberOn(clock.Today) ? admitted : null;
        if (later is not null || agency.Kind != asked.Kind || agency.Name != Saving.Tidy(asked.Name))
        {
            // Of several that could answer, the first by name does.
            var answers = await asks(new(id) { Agency = asked, Member = later }, by, stop);
            if (!answers.Accepted(out answering!))
                return answers.Refusals.ToList();
        }
        (agency.Name, agency.Kind, agency.Regime, agency.Contact, agency.JoinedOn) = (
            answering.Proposal is null ? Saving.Tidy(asked.Name) : agency.Name,
            answering.Proposal is null ? asked.Kind!.Value : agency.Kind,
            asked.Regime!.Value,
            Saving.Tidy(asked.Contact),
            takesTwo || (later is not null && answering.Proposal is not null) ? agency.JoinedOn : admitted.JoinedOn
        );
        agency.Version++;
        db.Note(by, clock.Now, AdministrationAdminEvents.AgencyChanged, id, changed: agency);
        // The proposal is saved with the rest.
        if (takesTwo)
            return await desk.ProposeOnce(db, AdministrationDeeds.AdmitAgency, id, AdmitDeed.Fields(agency, admitted), by, clock, stop);
        return await db.SaveUnlessStale(AdministrationText.Of("Agencies.Stale"), stop) is { } stale
            ? stale
            : new Administered(id, answering.Proposal);
    }
}
