using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Approvals;
using Fosse.Chronology;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse;

/// <summary>All rooms of Core, from the ground up; hosts with pages or a worker add Intake. A new room is one line here.</summary>
public static class House
{
    public static IServiceCollection AddRooms(this IServiceCollection services)
    {
        var room = new Room(services);
        FoundationRoom.Declare(room);
        ApprovalsRoom.Declare(room);
        PlacesRoom.Declare(room);
        PartnershipRoom.Declare(room);
        AccountsRoom.Declare(room);
        RecordsRoom.Declare(room);
        AccountabilityRoom.Declare(room);
        AdministrationRoom.Declare(room);
        ReportingRoom.Declare(room);
        ChronologyRoom.Declare(room);
        TriageRoom.Declare(room);
        CrimeDataRoom.Declare(room);
        return services;
    }
}
