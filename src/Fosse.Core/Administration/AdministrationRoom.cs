using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Administration;

/// <summary>What administrators see and do across agencies, people and the running house.</summary>
public sealed class AdministrationRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.AdminEvents(
            AdministrationAdminEvents.AgencyChanged,
            AdministrationAdminEvents.AgencyLeaves,
            AdministrationAdminEvents.AgencyStays,
            AdministrationAdminEvents.MessageRetried,
            AdministrationAdminEvents.JobRetried
        );
        room.Navigation("/admin", "Nav.Admin", 90, AccountsPermissions.Administer);
        var administer = AccountsPermissions.Administer;
        room.Deed<AdmitDeed>(new(AdministrationDeeds.AdmitAgency, administer, administer, Approvers.AnyAgency, Conflict: false, Days: 14));
        room.Has<ChangeAgency>().Has<AgencyLeaves>().Has<AgencyDays>().Has<RetryStuck>();
        room.Services.AddScoped(sp => new SetsMemberDays(
            sp.GetRequiredService<AgencyDays>().Against,
            sp.GetRequiredService<AgencyDays>().Set
        ));
        room.Job<CallDuty>();
        room.Demonstrates<AdministrationDemonstration>();
    }
}
