using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>What happens when an agency leaves, counted before anybody says yes.</summary>
public sealed record Leaving(int People, int SignedInNow, int Agreements, int Records);

/// <summary>An agency leaves on a day, or stays after all. From that day nobody of it is let in, at the next request of theirs. Whoever
/// oversees others is let in again with it by two; where reports go elsewhere by it, those who answer them until now agree.</summary>
public sealed class AgencyLeaves(SafetyDb db, CountyClock clock, ApprovalDesk desk, AsksWhoAnswers asks)
{
    public async Task<Leaving> WouldMean(Guid id, CancellationToken stop)
    {
        var today = clock.Today;
        var people = db.Set<Account>().NotClosedOn(today).Where(a => a.AgencyId == id);
        var hourAgo = clock.Now - TimeSpan.FromHours(1);
        return new(
            await people.CountAsync(stop),
            await people.CountAsync(
                a => db.Set<AccountSession>().Any(s => s.AccountId == a.Id && s.EndedAt == null && s.LastSeenAt > hourAgo),
                stop
            ),
            await db.Set<SharingAgreement>()
                .NotEndedOn(today)
                .CountAsync(a => db.Set<AgreementParty>().Any(p => p.AgreementId == a.Id && p.AgencyId == id), stop),
            await db.Set<SubjectRecord>().CountAsync(r => r.AgencyId == id && r.ForgottenAt == null, stop)
        );
    }

    /// <param name="on">The first day on which it is no member; none to keep it.</param>
    public async Task<Outcome<Administered>> Handle(SignedIn by, Guid id, int version, DateOnly? on, bool confirmed, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await db.Set<Agency>().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } agency)
            return new Refusal("", AdministrationText.Of("Agencies.NoSuchAgency"));
        if (agency.Version != version)
            return Saving.Stale(AdministrationText.Of("Agencies.Stale"));
        var (days, asked) = (new AgencyDays(db, clock), new MemberDays(agency.JoinedOn, on));
        if (on is not null && await days.Against(id, asked, stop) is { } no)
            return no;
        if (on is not null && !confirmed)
            return new Refusal("Confirmed", AdministrationText.Of("AgencyLeaves.Confirm"));

        if (await db.TakesTwo(agency, asked, clock.Today, stop))
            return await desk.ProposeOnce(db, AdministrationDeeds.AdmitAgency, id, AdmitDeed.Fields(agency, asked), by, clock, stop);
        // What it answers goes to others, and what others answer since it left comes back to it.
        var answers = await asks(new(id) { Member = asked }, by, stop);
        if (!answers.Accepted(out var answering))
            return answers.Refusals.ToList();
        if (answering.Proposal is { } waits)
            return new Administered(id, waits);
        if (on is not null && await ShutsOut(id, stop))
            return await desk.ProposeOnce(db, AdministrationDeeds.AdmitAgency, id, AdmitDeed.Fields(agency, asked), by, clock, stop);
        days.Set(agency, asked, by);
        return await db.SaveUnlessStale(AdministrationText.Of("Agencies.Stale"), stop) is { } stale ? stale : new Administered(id);
    }

    // Its people, and what only they can read: no administrator ends that alone who has a second one to ask.
    private async Task<bool> ShutsOut(Guid id, CancellationToken stop) =>
        await db.AdministeringPeople(clock.Today, stop) > 1
        && (
            await db.Set<Account>().NotClosedOn(clock.Today).AnyAsync(a => a.AgencyId == id, stop)
            || await db.Set<SubjectRecord>().AnyAsync(r => r.AgencyId == id && r.ForgottenAt == null, stop)
        );
}
