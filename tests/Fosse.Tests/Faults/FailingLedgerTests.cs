using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Triage;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Faults;

/// <summary>Something leaves the house while the database refuses its line in the ledger, or the change: then neither is there.</summary>
public sealed class FailingLedgerTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        AccountabilityPermissions.ReadLedger,
        AccountabilityPermissions.ReviewAccess,
        PartnershipPermissions.AnswerDisclosures,
        AccountabilityPermissions.AnswerSubjectRequests,
    ];

    public static TheoryData<string, string> Faults => EachDatabase.Times(["line", "change"]);

    [Theory, MemberData(nameof(Faults))]
    public async Task A_report_is_handed_over_with_its_line_or_not_at_all(string database, string fault)
    {
        await using var triage = await TriageCounty.Open(database);
        var (county, there) = (triage.County, triage.Partnership);
        var sent = await triage.Reports();
        await there.Agree(
            there.Today,
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = ReportingDataClasses.Report,
                Purpose = ReportingPurposes.TriageReport,
                Level = SharingLevel.Read,
            }
        );
        await Together(
            county,
            fault,
            new("records_deeds", "kind", nameof(DeedKind.Redirected)),
            LedgerKind.Disclosed,
            () =>
                triage.Did<RedirectReport, IncidentReport>(
                    sent,
                    (redirect, on) => redirect.Handle(on, there.Council.Id, "The council looks after this playground", default)
                ),
            async () =>
                await county.Do(async db =>
                {
                    var held = await db.Set<SubjectRecord>().Where(r => r.Id == sent.Id).Select(r => r.AgencyId).SingleAsync();
                    Assert.Equal((ReportState.Submitted, there.Police.Id), ((await triage.Now(sent)).State, held));
                    Assert.Equal(
                        (0, 0, 0),
                        (
                            await db.Set<ReportDeed>().CountAsync(),
                            await db.Set<ReportLetter>().CountAsync(),
                            await db.Set<OutboxMessage>().CountAsync(m => m.Name == DeedDone.Name)
                        )
                    );
                })
        );
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task The_ledger_is_exported_with_its_line_or_not_at_all(string database, string fault)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (asker, second) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Police, Office));
        var id = Guid.Empty;
        await county.With<LedgerExports>(async exports =>
        {
            id = Accepted(await exports.Ask(new("Annual audit 2025", new(2025, 3, 1), new(2025, 3, 14)), asker, default)).Id;
            Accepted(await exports.Decide(id, true, second, default));
        });
        await Together(
            county,
            fault,
            new("ledger_exports", "state", nameof(LedgerExportState.Approved)),
            LedgerKind.Exported,
            () => county.With<LedgerExports>(async exports => Accepted(await exports.Make(id, asker, default))),
            async () => Assert.Null(await county.Do(db => db.Set<LedgerExport>().Select(e => e.MadeAt).SingleAsync()))
        );
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task What_is_withheld_from_the_person_is_kept_with_the_line_or_not_at_all(string database, string fault)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var office = await there.Somebody(there.Police, Office);
        var record = await county.Holds(office);
        var id = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
        {
            id = Accepted(
                await requests.Register(
                    new(record.Reference, SubjectRequestKind.WhoLooked, new(2025, 3, 10), "Who looked at me?"),
                    office,
                    default
                )
            ).Id;
            Accepted(await requests.Take(new(id, SubjectRequestStep.ConfirmIdentity, "passport seen at the desk"), office, default));
        });
        await Together(
            county,
            fault,
            new("p_subject_request_texts", "kind", nameof(SubjectRequestTextKind.Withholding)),
            LedgerKind.Exported,
            () =>
                county.With<WhoLookedPages>(async pages =>
                    Accepted(await pages.Tell(new(id, [], true, "would prejudice an investigation"), office, default))
                ),
            () =>
                county.With<SubjectTexts>(async texts =>
                    Assert.DoesNotContain(SubjectRequestTextKind.Withholding, Accepted(await texts.Read(id, office, default)).Keys)
                )
        );
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_record_is_disclosed_with_its_line_or_not_at_all(string database, string fault)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (owner, asker) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Council, Office));
        var record = await county.Holds(owner);
        var request = new DisclosureRequest
        {
            RecordId = record.Id,
            FromAgencyId = asker.AgencyId,
            FromAccountId = asker.AccountId,
            ToAgencyId = owner.AgencyId,
            Purpose = RecordsPurposes.InvestigateCase,
            AskedAt = county.Time.Now,
            DueOn = there.Today.AddDays(14),
        };
        await county.Do(async db =>
        {
            db.Add(request);
            await db.SaveChangesAsync();
        });
        await Together(
            county,
            fault,
            new("disclosure_requests", "state", nameof(DisclosureState.Disclosed)),
            LedgerKind.Disclosed,
            () =>
                county.With<Disclosures>(async disclosures =>
                    Accepted(
                        await disclosures.Answer(
                            new(request.Id, DisclosureState.Disclosed, "Here is what we hold about them", 28),
                            owner,
                            default
                        )
                    )
                ),
            async () =>
            {
                Assert.Equal(DisclosureState.Asked, await county.Do(db => db.Set<DisclosureRequest>().Select(r => r.State).SingleAsync()));
                Assert.Equal(0, await county.Do(db => db.Set<AccessGrant>().CountAsync()));
            }
        );
        var line = (await county.Lines()).Single(l => l.Kind is LedgerKind.Disclosed);
        Assert.Equal(
            (record.Id, "Disclosed to Council at their request: open for 28 days.", owner.AccountId),
            (line.Subject!.Value, line.Ground, line.ActorId)
        );
    }

    /// <summary>Rows of a table with a value in a column, which the database refuses for a while.</summary>
    private sealed record Rows(string Table, string Column, string Value);

    private static async Task Together(
        TestCounty county,
        string fault,
        Rows change,
        LedgerKind kind,
        Func<Task> leaves,
        Func<Task> nothingIsThere
    )
    {
        var rows = fault == "line" ? new("ledger", "kind", kind.ToString()) : change;
        var (refuse, allow) =
            county.Address.Kind is Fosse.Storage.DatabaseKind.Sqlite
                ? (
                    string.Join(
                        ';',
                        new[] { "INSERT", "UPDATE" }.Select(way =>
                            $"CREATE TRIGGER refuses_{way} BEFORE {way} ON {rows.Table} WHEN NEW.{rows.Column} = '{rows.Value}' "
                            + "BEGIN SELECT RAISE(ABORT, 'refused'); END"
                        )
                    ),
                    "DROP TRIGGER refuses_INSERT; DROP TRIGGER refuses_UPDATE"
                )
                : (
                    $"ALTER TABLE {rows.Table} ADD CONSTRAINT refuses CHECK ({rows.Column} <> '{rows.Value}') NOT VALID",
                    $"ALTER TABLE {rows.Table} DROP CONSTRAINT refuses"
                );
        await Says(county, refuse);
        await Assert.ThrowsAsync<DbUpdateException>(leaves);
        await nothingIsThere();
        Assert.DoesNotContain(await county.Lines(), l => l.Kind == kind);

        await Says(county, allow);
        await leaves();
        Assert.Single(await county.Lines(), l => l.Kind == kind);
        await county.With<LedgerCheck>(async check => Assert.True((await check.Run(default)).Whole));
    }

    // Past the wall, which lets no such sentence through.
    private static Task Says(TestCounty county, string sql) =>
        county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        });
}
