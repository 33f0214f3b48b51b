using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>Sets from and until when an agency is a member, once those who answer until now have agreed.</summary>
internal sealed class AgencyDays(SafetyDb db, CountyClock clock)
{
    private const string Field = "LeftOn";

    public async Task<Refusal?> Against(Guid id, MemberDays asked, CancellationToken stop)
    {
        if (asked.LeftOn is { } day)
        {
            if (day <= asked.JoinedOn)
                return new(Field, AdministrationText.Of("AgencyLeaves.BeforeItJoined"));
            if (day < clock.Today)
                return new(Field, AdministrationText.Of("AgencyLeaves.DayPassed"));
            if (await db.WouldBeGone(day, a => a.AgencyId == id, Field, stop) is { } gone)
                return gone;
        }
        // To move the day on which it joins into the future shuts its people out until then.
        return asked.JoinedOn > clock.Today ? await db.WouldBeGone(clock.Today, a => a.AgencyId == id, nameof(asked.JoinedOn), stop) : null;
    }

    public async Task<Refusal?> Set(Guid id, MemberDays asked, SignedIn by, CancellationToken stop)
    {
        if (await Against(id, asked, stop) is { } no)
            return no;
        var agency = await db.Set<Agency>().SingleAsync(a => a.Id == id, stop);
        Set(agency, asked, by);
        return null;
    }

    public void Set(Agency agency, MemberDays asked, SignedIn by)
    {
        var what =
            asked.LeftOn == agency.LeftOn ? AdministrationAdminEvents.AgencyChanged
            : asked.LeftOn is null ? AdministrationAdminEvents.AgencyStays
            : AdministrationAdminEvents.AgencyLeaves;
        (agency.JoinedOn, agency.LeftOn) = (asked.JoinedOn, asked.LeftOn);
        agency.Version++;
        db.Note(by, clock.Now, what, agency.Id, AdmitDeed.Day(asked.LeftOn), agency);
    }
}
