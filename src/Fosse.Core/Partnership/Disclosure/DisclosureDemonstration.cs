using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership.Disclosure;

/// <summary>What the agencies of the made-up county have agreed to share, and what one asks another that no agreement opens.</summary>
internal sealed class DisclosureDemonstration : IDemonstration
{
    private const string Police = "Fosse Police",
        City = "Fosse City Council",
        Borough = "Soar Valley Borough Council",
        Health = "Swithland Health Trust",
        Homes = "Bradgate Homes",
        Fire = "Fosse Fire and Rescue";

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<DisclosureRequest>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) =>
        [
            .. Agreed(CountyClock.DayOf(now))
                .Select(a => new DemonstrationStep(DemonstrationStep.Beforehand, (scene, stop) => a.Make(scene.Db, stop))),
            // Two that wait for the other parties.
            new(
                TimeSpan.FromDays(3),
                (scene, stop) =>
                    DemonstrationAgreement.Take(
                        scene,
                        "Sasha Linden",
                        "Fire risk at home",
                        (s, a, by) => s.Sign(a.Id, a.Version, by, stop),
                        stop
                    )
            ),
            new(
                TimeSpan.FromDays(2),
                (scene, stop) =>
                    DemonstrationAgreement.Take(
                        scene,
                        "Toni Hazel",
                        "Retail crime and offending",
                        (s, a, by) => s.Review(a.Id, a.Version, CountyClock.DayOf(now).AddMonths(11), by, stop),
                        stop
                    )
            ),
            // One that waits for the sergeant.
            new(TimeSpan.FromDays(4), AskThePolice),
            new(TimeSpan.Zero, Ask),
        ];

    private static IReadOnlyList<DemonstrationAgreement> Agreed(DateOnly today) =>
        [
            new(
                "Anti-social behaviour casework",
                "Crime and Disorder Act 1998 s115",
                today.AddMonths(-7),
                today.AddMonths(5),
                true,
                [Police, City, Borough, Homes, Fire],
                (RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.InvestigateCase, SharingLevel.Read),
                (RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.ReviewCase, SharingLevel.Read),
                (RecordsDataClasses.Housing, RecordsPurposes.InvestigateCase, SharingLevel.Pointer)
            ),
            new(
                "Safeguarding children and adults at risk",
                "Children Act 2004 s11; Care Act 2014 s45",
                today.AddMonths(-11),
                today.AddDays(24),
                true,
                [Police, City, Health],
                (RecordsDataClasses.Safeguarding, RecordsPurposes.SafeguardPerson, SharingLevel.Read),
                (RecordsDataClasses.Health, RecordsPurposes.SafeguardPerson, SharingLevel.Pointer)
            ),
            new(
                "Retail crime and offending",
                "Crime and Disorder Act 1998 s115",
                today.AddMonths(-19),
                today.AddDays(-12),
                true,
                [Police, City],
                (RecordsDataClasses.Offending, RecordsPurposes.InvestigateCase, SharingLevel.Read)
            ),
            new(
                "Fire risk at home",
                "Fire and Rescue Services Act 2004 s6",
                today.AddMonths(1),
                today.AddMonths(12),
                false,
                [Fire, City, Homes],
                (RecordsDataClasses.Identity, RecordsPurposes.SafeguardPerson, SharingLevel.Pointer)
            ),
        ];

    private static async Task AskThePolice(DemonstrationScene scene, CancellationToken stop)
    {
        var (asker, holder) = (await scene.Who("Lee Spinney", stop), await scene.Who("Ashley Marlow", stop));
        var record = await RecordsDemonstration.FirstOf(scene, holder, RecordsDataClasses.AntiSocialBehaviour, stop);
        const string words = "Our tenant at Millbrook Court asks for a move. Were threats reported there since September?";
        DemonstrationScene.Done(await scene.The<Disclosures>().Ask(new(record.Id, RecordsPurposes.InvestigateCase, words), asker, stop));
    }

    private static async Task Ask(DemonstrationScene scene, CancellationToken stop)
    {
        var (asker, holder) = (await scene.Who("Morgan Teal", stop), await scene.Who("Lee Spinney", stop));
        var record = await RecordsDemonstration.FirstOf(scene, holder, RecordsDataClasses.Housing, stop);
        const string words = "We work the noise at Millbrook Court and need to know whether a move is planned.";
        DemonstrationScene.Done(await scene.The<Disclosures>().Ask(new(record.Id, RecordsPurposes.InvestigateCase, words), asker, stop));
    }
}
