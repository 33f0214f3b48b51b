using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership.Disclosure;
using Fosse.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Partnership;

/// <summary>The agencies that work together, their teams, what they agreed to share, and what one asks of another.</summary>
public sealed class PartnershipRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Permissions(20, PartnershipPermissions.AnswerDisclosures).Permissions(50, PartnershipPermissions.ManageAgreements);
        room.Purposes(
            20,
            new PurposeRule(PartnershipPurposes.AnswerDisclosure, PartnershipPermissions.AnswerDisclosures)
            {
                OfTheHolderAlone = true,
                OfARequest = true,
            }
        );
        room.AdminEvents(
            PartnershipAdminEvents.AgencyAdded,
            PartnershipAdminEvents.TeamAdded,
            PartnershipAdminEvents.TeamChanged,
            PartnershipAdminEvents.AreaGiven,
            PartnershipAdminEvents.AreaTaken,
            PartnershipAdminEvents.AnsweringChanged,
            PartnershipAdminEvents.NobodyAsked
        );
        room.Navigation("/work/agreements", "Nav.Agreements", 30, AccountsPermissions.Work, PartnershipPermissions.ManageAgreements);
        room.Navigation("/work/requests", "Nav.Requests", 40, RecordsPermissions.ReadRecords, PartnershipPermissions.AnswerDisclosures);
        Deeds(room);
        room.Has<SignAgreement>().Has<AgencyPost>().Job<WakeDeadlines>();
        room.Has<AddAgency>().Has<AddTeam>().Has<TeamAreas>().Has<Agreements>();
        room.Services.AddSingleton(new RequestCheck(PartnershipPurposes.AnswerDisclosure, DisclosureQueries.Answerable));
        room.Has<PaperBoxes>();
        room.Services.AddSingleton(PaperBoxes.Relock).AddScoped<SealOlder>(sp => sp.GetRequiredService<PaperBoxes>().SealOlder);
        room.Has<Disclosures>().Has<DisclosureReading>().Deadline(DisclosureDeadline.Rule);
        room.Services.AddScoped<RecordMoves>(sp => (record, _, _, stop) => sp.GetRequiredService<Disclosures>().Moves(record, stop));
        room.Demonstrates<PartnershipDemonstration>();
        room.Demonstrates<DisclosureDemonstration>();
    }

    private static void Deeds(Room room)
    {
        var manage = PartnershipPermissions.ManageAgreements;
        room.Deed<SignDeed>(new(PartnershipDeeds.SignAgreement, manage, manage, Approvers.EachAgency, Conflict: false, Days: 90))
            .Deed<ReviewDeed>(new(PartnershipDeeds.ReviewAgreement, manage, manage, Approvers.EachAgency, Conflict: false, Days: 90))
            .Deed<EndDeed>(new(PartnershipDeeds.EndAgreement, manage, manage, Approvers.SameAgency, Conflict: false, Days: 30));
    }
}
