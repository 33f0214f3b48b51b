using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>What the agencies of the made-up county hold about people who do not exist.</summary>
internal sealed class RecordsDemonstration : IDemonstration
{
    /// <summary>When they were opened.</summary>
    public static readonly TimeSpan Opened = TimeSpan.FromDays(16);

    private static readonly (string Worker, DataClass Class, string Case, PersonWords Person)[] Held =
    [
        (
            "Morgan Teal",
            RecordsDataClasses.AntiSocialBehaviour,
            "ASB-0112",
            new()
            {
                Name = "Quinn Larkfield",
                BornOn = "27 March 1988",
                Address = "14 Millbrook Court, Loughborough FS11 4QT",
                Telephone = "01632 960 114",
                SafeContact = "Weekdays after 5 pm; never by post",
                Notes = "Reports noise and shouting from the stairwell at night, four times since September.",
            }
        ),
        (
            "Ashley Marlow",
            RecordsDataClasses.Offending,
            "OP-LANTERN",
            new()
            {
                Name = "Jude Harrow",
                BornOn = "4 May 2001",
                Address = "3 Teal Close",
                Notes = "Named by two shops as taking spirits. Community resolution offered.",
            }
        ),
        (
            "Rowan Sedge",
            RecordsDataClasses.AntiSocialBehaviour,
            "ASB-0112",
            new()
            {
                Name = "Reese Calder",
                BornOn = "9 January 1979",
                Address = "16 Millbrook Court, Loughborough FS11 4QT",
                Notes = "Tenant of the flat that the noise comes from. First letter sent.",
            }
        ),
        (
            "Rowan Sedge",
            RecordsDataClasses.Safeguarding,
            "",
            new()
            {
                Name = "Wren Ashdown",
                SafeContact = "Only through the school, weekdays before 3 pm",
                Notes = "Concern raised by the school; strategy discussion held.",
            }
        ),
        (
            "Lee Spinney",
            RecordsDataClasses.Housing,
            "ASB-0112",
            new()
            {
                Name = "Quinn Larkfield",
                BornOn = "27 March 1988",
                Address = "14 Millbrook Court, Loughborough FS11 4QT",
                Notes = "Asked for a move; on the list since August.",
            }
        ),
        (
            "Robin Ember",
            RecordsDataClasses.Safeguarding,
            "",
            new()
            {
                Name = "Ottilie Brand",
                Address = "2 Fallow Court, Beaumont Leys",
                Telephone = "0116 496 0551",
                Notes = "Papers up to the ceiling, smokes in bed. The smoke alarm was taken down. Neighbour rang us.",
            }
        ),
        (
            "Noor Bracken",
            RecordsDataClasses.Safeguarding,
            "",
            new()
            {
                Name = "Wren Ashdown",
                SafeContact = "In school only, before 3 pm",
                Notes = "Came without a coat three days in a row, and asked not to be sent home early.",
            }
        ),
        (
            "Casey Rill",
            RecordsDataClasses.VictimRisk,
            "",
            new()
            {
                Name = "Quinn Larkfield",
                Telephone = "01632 960 114",
                SafeContact = "Weekdays after 5 pm; never by post",
                Notes = "Asked for somebody to come along to the interview. Sleeps at a friend’s two nights a week.",
            }
        ),
        ("Dana Wold", RecordsDataClasses.Health, "", new() { Name = "Wren Ashdown", Notes = "Known to the crisis team." }),
        (
            "Ashley Marlow",
            RecordsDataClasses.AntiSocialBehaviour,
            "ASB-0112",
            new()
            {
                Name = "Siân O’Dell-Marlow",
                Address = "12 Millbrook Court, Loughborough FS11 4QT",
                Telephone = "01632 960 317",
                Notes = "Hears the same noise; would give a statement.",
            }
        ),
    ];

    public Task<bool> IsPlayed(SafetyDb db, CancellationToken stop) => db.Set<SubjectRecord>().AnyAsync(stop);

    public IEnumerable<DemonstrationStep> Steps(DateTimeOffset now) =>
        Held.Select(h => new DemonstrationStep(Opened, (scene, stop) => Open(scene, h.Worker, new(h.Class, h.Case, h.Person), stop)));

    public static async Task Open(DemonstrationScene scene, string worker, OpenRecord record, CancellationToken stop)
    {
        var who = await scene.Who(worker, stop) with { Permissions = new HashSet<Permission> { RecordsPermissions.WriteRecords } };
        DemonstrationScene.Done(await scene.The<RecordWriting>().Open(record, who, stop));
    }

    /// <summary>Through the desk, so that the ledger has its line.</summary>
    public static async Task Read(DemonstrationScene scene, AccessQuestion question, CancellationToken stop) =>
        DemonstrationScene.Done(await scene.The<RecordReading>().Read(question, stop));

    /// <summary>The first record of that class that the agency of somebody holds.</summary>
    public static Task<SubjectRecord> FirstOf(DemonstrationScene scene, SignedIn who, DataClass kind, CancellationToken stop) =>
        scene
            .Db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => r.AgencyId == who.AgencyId && r.Class == kind)
            .OrderBy(r => r.OpenedAt)
            .ThenBy(r => r.Id)
            .FirstAsync(stop);
}
