using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

/// <summary>What an officer typed is their agency's to look at, also where the record is another's.</summary>
public sealed class TypedReasonTests
{
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.BreakGlass,
    ];
    private static readonly Permission[] Office = [AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_watches_over_reads_also_why_a_record_was_closed_and_opened_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, supervisor) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Office));
        var record = await county.Holds(officer, RecordsDataClasses.AntiSocialBehaviour);
        await county.With<WorkOnRecord>(async work =>
            Accepted(await work.Close(record.Id, "they moved to another county", true, officer, default))
        );
        await county.With<WorkOnRecord>(async work => Accepted(await work.Reopen(record.Id, "they came back last week", officer, default)));
        foreach (var (ground, why) in new[] { ("Closed.", "they moved to another county"), ("Opened again.", "they came back last week") })
        {
            var line = (await county.Lines()).First(l => l.Ground == ground);
            Assert.Equal(why, Accepted(await Opens(county, supervisor, line.Sequence)));
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_supervisor_opens_what_their_own_officer_typed_for_another_agency_s_record_and_nothing_of_the_record(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, carer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Council, Officers));
        var (owner, supervisor) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Council, Office));
        var record = await county.Holds(officer);
        await county.Reads(carer, record, "a child is in danger now", glass: true); // 1
        await county.Reads(officer, record, ""); // 2, by the assignment
        Assert.Equal("a child is in danger now", Accepted(await Opens(county, supervisor, 1)));
        Assert.Equal("a child is in danger now", Accepted(await Opens(county, owner, 1))); // of a record that they hold

        // The same supervisor, the same purpose and reason, and the record itself: shut.
        await county.With<RecordReading>(async reading =>
            Assert.Contains(
                "for the agency that holds the record",
                Refused(
                    await reading.Read(
                        new(supervisor.Actor, AccountabilityPurposes.SuperviseAccess, record.Id, "looks at what our officer did"),
                        default
                    )
                ),
                StringComparison.Ordinal
            )
        );
        var lines = await county.Lines();
        Assert.Equal(
            "The reason that somebody of the own agency typed, and nothing of the record.",
            lines.First(l => l.ActorId == supervisor.AccountId).Ground
        );
        // Whoever opened a reason has not read the record, and is not among those who are told of a correction.
        Assert.Equal(["Council"], await county.Do(db => db.OthersWhoRead(record.Id, there.Police.Id, default)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_words_of_others_stay_shut_and_so_do_all_words_without_a_reason_or_with_a_conflict(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, carer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Council, Officers));
        var (supervisor, reader) = (
            await there.Somebody(there.Council, Office),
            await there.Somebody(there.Council, AccountsPermissions.Work, AccountabilityPermissions.ReadLedger)
        );
        var record = await county.Holds(officer);
        // 1: of the police, about their record
        await county.Reads(await there.Somebody(there.Police, Officers), record, "called about a neighbour");
        await county.Reads(carer, record, "a child is in danger now", glass: true); // 2
        Assert.Contains("not yours to see", Refused(await Opens(county, supervisor, 1)), StringComparison.Ordinal);
        Assert.Contains("Your role", Refused(await Opens(county, reader, 2)), StringComparison.Ordinal);
        Assert.Contains("no reason given", Refused(await Opens(county, supervisor, 2, "")), StringComparison.Ordinal);

        // Past the page and the command, the desk itself holds.
        await county.With<AccessDesk>(async desk =>
        {
            await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                desk.ReasonOf(
                    new(supervisor.Actor, AccountabilityPurposes.SuperviseAccess, record.Id, "looks at the other line", ReasonOf: 1),
                    default
                )
            );
            await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                desk.ReasonOf(
                    new(carer.Actor, RecordsPurposes.SafeguardPerson, record.Id, "another purpose altogether", ReasonOf: 2),
                    default
                )
            );
            await Assert.ThrowsAsync<ArgumentException>(() =>
                desk.Open(
                    new(supervisor.Actor, AccountabilityPurposes.SuperviseAccess, record.Id, "opens the record by it", ReasonOf: 2),
                    default
                )
            );
        });
        await county.Do(async db =>
        {
            db.Add(
                new ConflictOfInterest
                {
                    RecordId = record.Id,
                    AccountId = supervisor.AccountId,
                    DeclaredAt = county.Time.Now,
                }
            );
            await db.SaveChangesAsync();
        });
        Assert.Contains("conflict of interest", Refused(await Opens(county, supervisor, 2)), StringComparison.Ordinal);
    }

    private static async Task<Outcome<string>> Opens(TestCounty county, SignedIn who, long line, string reason = "looks at the emergency")
    {
        Outcome<string>? said = null;
        await county.With<TypedReasons>(async reasons => said = await reasons.Read(line, reason, 4, who, default));
        return said!;
    }
}
