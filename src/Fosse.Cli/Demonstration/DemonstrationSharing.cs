using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Demonstration;

/// <summary>What the agencies of the demonstration county have agreed and hold: enough that every page of work has something to show. All
/// of it is invented.</summary>
internal sealed class DemonstrationSharing(SafetyDb db, Sealer sealer, Disclosures disclosures, CountyClock clock)
{
    private const string Police = "Fosse Police",
        City = "Fosse City Council",
        Borough = "Soar Valley Borough Council",
        Health = "Swithland Health Trust",
        Homes = "Bradgate Homes",
        Fire = "Fosse Fire and Rescue";

    private static readonly (string Agency, string Worker, DataClass Class, string Case, PersonWords Person)[] Held =
    [
        (
            Police,
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
            Police,
            "Morgan Teal",
            ReportingDataClasses.Report,
            "",
            new()
            {
                Name = "Ellis Fenwick",
                Telephone = "01632 960 220",
                Notes = "Saw two people trying car doors in Station Road on 3 November.",
            }
        ),
        (
            Police,
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
            City,
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
            City,
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
            Homes,
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
        (Health, "Dana Wold", RecordsDataClasses.Health, "", new() { Name = "Wren Ashdown", Notes = "Known to the crisis team." }),
        (
            Police,
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

    public async Task Make(CancellationToken stop)
    {
        if (await db.Set<SharingAgreement>().AnyAsync(stop))
            return;
        var agencies = await db.Set<Agency>().Take(100).ToDictionaryAsync(a => a.Name, stop);
        var today = clock.Today;
        Agree(
            "Anti-social behaviour casework",
            "Crime and Disorder Act 1998 s115",
            today.AddMonths(-7),
            today.AddMonths(5),
            signed: true,
            [Police, City, Borough, Homes, Fire],
            (RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.InvestigateCase, SharingLevel.Read),
            (RecordsDataClasses.AntiSocialBehaviour, RecordsPurposes.ReviewCase, SharingLevel.Read),
            (RecordsDataClasses.Housing, RecordsPurposes.InvestigateCase, SharingLevel.Pointer)
        );
        Agree(
            "Reports that reach the wrong desk",
            "Crime and Disorder Act 1998 s115",
            today.AddMonths(-3),
            today.AddMonths(9),
            signed: true,
            [Police, City, Borough],
            (ReportingDataClasses.Report, ReportingPurposes.TriageReport, SharingLevel.Read)
        );
        Agree(
            "Safeguarding children and adults at risk",
            "Children Act 2004 s11; Care Act 2014 s45",
            today.AddMonths(-11),
            today.AddDays(24),
            signed: true,
            [Police, City, Health],
            (RecordsDataClasses.Safeguarding, RecordsPurposes.SafeguardPerson, SharingLevel.Read),
            (RecordsDataClasses.Health, RecordsPurposes.SafeguardPerson, SharingLevel.Pointer)
        );
        Agree(
            "Retail crime and offending",
            "Crime and Disorder Act 1998 s115",
            today.AddMonths(-19),
            today.AddDays(-12),
            signed: true,
            [Police, City],
            (RecordsDataClasses.Offending, RecordsPurposes.InvestigateCase, SharingLevel.Read)
        );
        Agree(
            "Fire risk at home",
            "Fire and Rescue Services Act 2004 s6",
            today.AddMonths(1),
            today.AddMonths(12),
            signed: false,
            [Fire, City, Homes],
            (RecordsDataClasses.Identity, RecordsPurposes.SafeguardPerson, SharingLevel.Pointer)
        );
        await db.SaveChangesAsync(stop);

        var accounts = await db.Set<Account>().Take(1000).ToDictionaryAsync(a => a.Name, stop);
        var records = new List<SubjectRecord>();
        foreach (var (agency, worker, @class, of, person) in Held)
            records.Add(await Hold(agencies[agency], accounts[worker], @class, of, person, stop));
        await Ask(
            records[5],
            accounts["Morgan Teal"],
            RecordsPurposes.InvestigateCase,
            "We work the noise at Millbrook Court and need to know whether a move is planned.",
            stop
        );
    }

    private async Task<SubjectRecord> Hold(
        Agency agency,
        Account worker,
        DataClass @class,
        string of,
        PersonWords person,
        CancellationToken stop
    )
    {
        var who = (await db.WhoIs(worker.Id, clock.Today, stop))! with
        {
            AgencyId = agency.Id,
            Permissions = new HashSet<Permission> { RecordsPermissions.WriteRecords },
        };
        var outcome = await new RecordWriting(db, sealer, clock).Open(new(@class, of, person), who, stop);
        return outcome.Accepted(out var record) ? record : throw new InvalidOperationException(outcome.Refusals[0].Message);
    }

    private async Task Ask(SubjectRecord record, Account asker, Purpose purpose, string words, CancellationToken stop)
    {
        var who = (await db.WhoIs(asker.Id, clock.Today, stop))!;
        var outcome = await disclosures.Ask(new(record.Id, purpose, words), who, stop);
        if (!outcome.Accepted(out _))
            throw new InvalidOperationException(outcome.Refusals[0].Message);
    }

    private void Agree(
        string name,
        string gateway,
        DateOnly starts,
        DateOnly review,
        bool signed,
        string[] parties,
        params (DataClass Class, Purpose Purpose, SharingLevel Level)[] scopes
    )
    {
        var agreement = new SharingAgreement
        {
            Name = name,
            Gateway = gateway,
            StartsOn = starts,
            ReviewOn = review,
            SignedOn = signed ? starts : null,
            Version = 1,
        };
        db.Add(agreement);
        foreach (var party in parties)
        {
            var agency = db.Set<Agency>().Local.Single(a => a.Name == party);
            db.Add(
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = agency.Id,
                    Gives = true,
                    Receives = true,
                    Regime = agency.Regime,
                }
            );
        }
        db.AddRange(
            scopes.Select(s => new AgreementScope
            {
                AgreementId = agreement.Id,
                Class = s.Class,
                Purpose = s.Purpose,
                Level = s.Level,
            })
        );
    }
}
