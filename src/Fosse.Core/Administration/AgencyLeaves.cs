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
/// oversees others is let in again with it by two.</summary>
public sealed class AgencyLeaves(SafetyDb db, CountyClock clock, ApprovalDesk desk)
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
        const string Field = "LeftOn";
        if (await db.Set<Agency>().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } agency)
            return new Refusal("", AdministrationText.Of("Agencies.NoSuchAgency"));
        if (agency.Version != version)
            return Saving.Stale(AdministrationText.Of("Agencies.Stale"));
        if (on is { } day)
        {
            if (day <= agency.JoinedOn)
                return new Refusal(Field, AdministrationText.Of("AgencyLeaves.BeforeItJoined"));
            if (day < clock.Today)
                return new Refusal(Field, AdministrationText.Of("AgencyLeaves.DayPassed"));
            if (!confirmed)
                return new Refusal("Confirmed", AdministrationText.Of("AgencyLeaves.Confirm"));
            if (await db.WouldBeGone(day, a => a.AgencyId == id, Field, stop) is { } gone)
                return gone;
        }

        var asked = new AdmittedAgency(agency.JoinedOn, on);
        if (await db.TakesTwo(agency, asked, clock.Today, stop))
            return await desk.ProposeOnce(db, AdministrationDeeds.AdmitAgency, id, AdmitDeed.Fields(agency, asked), by, clock, stop);
        agency.LeftOn = on;
        agency.Version++;
        db.Note(
            by,
            clock.Now,
            on is null ? AdministrationAdminEvents.AgencyStays : AdministrationAdminEvents.AgencyLeaves,
            id,
            AdmitDeed.Day(on),
            agency
        );
        return await db.SaveUnlessStale(AdministrationText.Of("Agencies.Stale"), stop) is { } stale ? stale : new Administered(id);
    }
}
