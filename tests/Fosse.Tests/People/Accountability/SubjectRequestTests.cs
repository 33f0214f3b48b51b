using System.Runtime.CompilerServices;
using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

public sealed class SubjectRequestTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        AccountabilityPermissions.AnswerSubjectRequests,
        AccountabilityPermissions.ManageRetention,
    ];
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.BreakGlass,
    ];

    [Theory]
    [InlineData("2025-01-31", "2025-02-28", "2025-04-30")]
    [InlineData("2024-01-31", "2024-02-29", "2024-04-30")]
    [InlineData("2025-03-14", "2025-04-14", "2025-06-14")]
    [InlineData("2025-11-30", "2025-12-30", "2026-02-28")]
    public void The_clock_runs_to_the_same_day_of_the_next_month_or_its_last(string received, string due, string extended)
    {
        var day = DateOnly.Parse(received, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((due, extended), ($"{SubjectRequest.DueFrom(day):yyyy-MM-dd}", $"{SubjectRequest.ExtendedFrom(day):yyyy-MM-dd}"));
    }

    [Fact]
    public void Every_state_takes_the_steps_of_the_table_and_no_other()
    {
        var table = new Dictionary<SubjectRequestState, SubjectRequestStep[]>
        {
            [SubjectRequestState.Received] = [SubjectRequestStep.ConfirmIdentity, SubjectRequestStep.Refuse, SubjectRequestStep.Withdraw],
            [SubjectRequestState.IdentityConfirmed] =
            [
                SubjectRequestStep.Extend,
                SubjectRequestStep.Answer,
                SubjectRequestStep.Refuse,
                SubjectRequestStep.Withdraw,
            ],
            [SubjectRequestState.Extended] = [SubjectRequestStep.Answer, SubjectRequestStep.Refuse, SubjectRequestStep.Withdraw],
            [SubjectRequestState.Answered] = [],
            [SubjectRequestState.Refused] = [],
            [SubjectRequestState.Withdrawn] = [],
        };
        foreach (var state in Enum.GetValues<SubjectRequestState>())
            Assert.Equal(table[state], Enum.GetValues<SubjectRequestStep>().Where(step => SubjectRequest.After(state, step) is not null));
    }

    [Theory]
    [InlineData(SubjectRequestState.Received, 8, DeadlineState.Due)]
    [InlineData(SubjectRequestState.Received, 7, DeadlineState.Warned)]
    [InlineData(SubjectRequestState.Extended, 0, DeadlineState.Warned)]
    [InlineData(SubjectRequestState.IdentityConfirmed, -1, DeadlineState.Missed)]
    [InlineData(SubjectRequestState.Refused, -1, DeadlineState.Met)]
    public void A_request_is_overdue_the_day_after_it_was_due(SubjectRequestState state, int days, DeadlineState expected)
    {
        var today = new DateOnly(2025, 3, 14);
        var request = new SubjectRequest
        {
            RecordId = Guid.NewGuid(),
            AgencyId = Guid.NewGuid(),
            Kind = SubjectRequestKind.Copy,
            ReceivedOn = today.AddDays(-20),
            DueOn = today,
            TakenBy = Guid.NewGuid(),
        };
        SubjectRequestStep[] steps = state switch
        {
            SubjectRequestState.IdentityConfirmed => [SubjectRequestStep.ConfirmIdentity],
            SubjectRequestState.Extended => [SubjectRequestStep.ConfirmIdentity, SubjectRequestStep.Extend],
            SubjectRequestState.Refused => [SubjectRequestStep.Refuse],
            _ => [],
        };
        foreach (var step in steps)
            request.Take(step, Guid.NewGuid(), CountyClock.StartOf(today));
        request.DueOn = today.AddDays(days);
        Assert.Equal(state, request.State);
        foreach (var hour in new[] { new TimeOnly(0, 0), new(12, 0), new(23, 59) }) // all of the day
            Assert.Equal(expected, request.Clock.At(CountyClock.At(today, hour)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_person_is_answered_only_when_it_is_known_who_they_are_and_told_in_time_of_a_delay(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office, other) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, Office),
            await there.Somebody(there.Council, Office)
        );
        var record = await county.Holds(officer);
        await county.With<SubjectRequests>(async requests =>
        {
            Assert.Contains(
                "holds no record",
                Refused(await requests.Register(new(record.Reference, SubjectRequestKind.Copy, new(2025, 3, 1), ""), other, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "role does not",
                Refused(await requests.Register(new(record.Reference, SubjectRequestKind.Copy, new(2025, 3, 1), ""), officer, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "Write down what they ask",
                Refused(
                    await requests.Register(new(record.Reference, SubjectRequestKind.Rectification, new(2025, 3, 1), ""), office, default)
                ),
                StringComparison.Ordinal
            );
            var request = Accepted(
                await requests.Register(
                    new(record.Reference, SubjectRequestKind.Copy, new(2025, 3, 1), "I want to see it all"),
                    office,
                    default
                )
            );
            Assert.Equal(new DateOnly(2025, 4, 1), request.DueOn);
            Assert.Contains(
                "Confirm first",
                Refused(await requests.Take(new(request.Id, SubjectRequestStep.Answer, "Here it is, all of it"), office, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "no such request",
                Refused(await requests.Take(new(request.Id, SubjectRequestStep.ConfirmIdentity, "passport seen"), other, default)),
                StringComparison.Ordinal
            );
            Accepted(await requests.Take(new(request.Id, SubjectRequestStep.ConfirmIdentity, "passport seen"), office, default));
            county.Time.Move(TimeSpan.FromDays(30));
            Assert.Contains(
                "had to be told by 1 April 2025",
                Refused(await requests.Take(new(request.Id, SubjectRequestStep.Extend, "three archives to search"), office, default)),
                StringComparison.Ordinal
            );
            county.Time.Move(TimeSpan.FromDays(-20));
            Assert.Equal(
                new DateOnly(2025, 6, 1),
                Accepted(await requests.Take(new(request.Id, SubjectRequestStep.Extend, "three archives to search"), office, default)).DueOn
            );
        });
        var id = await county.Do(db => db.Set<SubjectRequest>().Select(r => r.Id).SingleAsync());
        await county.With<SubjectTexts>(async texts =>
            Assert.Equal("three archives to search", Accepted(await texts.Read(id, office, default))[SubjectRequestTextKind.Extension])
        );
        await county.With<SubjectRequests>(async requests =>
            Accepted(await requests.Take(new(id, SubjectRequestStep.Answer, "Sent by post on paper"), office, default))
        );
        // Under a request that is over nothing of its person is read.
        await county.With<SubjectTexts>(async texts => Refused(await texts.Read(id, office, default)));
        Assert.DoesNotContain(county.Log.Lines, l => l.Contains("archives", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_copy_holds_every_table_behind_the_wall_also_one_that_is_made_later(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Office));
        var record = await county.Holds(officer);
        var request = await Known(county, record, SubjectRequestKind.Copy, office);
        var tables = new List<string>();
        await using (var scope = county.Services.CreateAsyncScope())
        {
            var (db, sealer) = (scope.ServiceProvider.GetRequiredService<SafetyDb>(), scope.ServiceProvider.GetRequiredService<Sealer>());
            // One row in each table that the model puts behind the wall, whoever added it.
            foreach (var table in db.Model.GetEntityTypes().Where(e => typeof(IPersonal).IsAssignableFrom(e.ClrType)))
            {
                tables.Add(table.GetTableName()!);
                if (table.ClrType == typeof(PersonDetails))
                    continue;
                var row = RuntimeHelpers.GetUninitializedObject(table.ClrType);
                foreach (var column in table.GetProperties())
                {
                    var type = Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
                    object? value =
                        column.Name == nameof(IPersonal.Subject) ? record.Id
                        : type == typeof(Guid) ? Guid.CreateVersion7()
                        : type == typeof(SealedText) ? await sealer.Seal(record.Id, $"told in {table.GetTableName()}", default)
                        : type == typeof(DateTimeOffset) ? county.Time.Now
                        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
                        : Activator.CreateInstance(type);
                    column.PropertyInfo!.SetValue(row, value);
                }
                db.Add(row);
            }
            await db.SaveChangesAsync();
        }
        Assert.Contains("p_subject_request_texts", tables);

        SubjectCopy? copy = null;
        await county.With<SubjectCopies>(async copies => copy = Accepted(await copies.Make(request, office, default)));
        Assert.Equal(tables.Order(StringComparer.Ordinal), copy!.Held.Select(h => h.Table).Order(StringComparer.Ordinal));
        Assert.Contains(
            copy.Held.Single(h => h.Table == "p_disclosure_texts").Rows.Single(),
            v => v is { Column: "words", Value: "told in p_disclosure_texts" }
        );
        Assert.Contains(
            copy.Held.Single(h => h.Table == "p_person_details").Rows.Single(),
            v => v is { Column: "notes", Value: "Loud since May" }
        );
        Assert.Equal([LedgerKind.Opened, LedgerKind.Exported], (await county.Lines()).TakeLast(2).Select(l => l.Kind));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_person_is_told_who_looked_without_a_name_and_without_what_is_withheld(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Council, Office));
        var carer = await there.Somebody(there.Council, Officers);
        await there.Agree(
            new(2026, 1, 1),
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Read,
            }
        );
        var record = await county.Holds(carer);
        await county.Reads(carer, record, "");
        await county.Reads(carer, record, "", glass: false);
        await county.Reads(officer, record, "the neighbour Ben Bloggs called us");
        var request = await Known(county, record, SubjectRequestKind.WhoLooked, office);

        await county.With<WhoLookedPages>(async pages =>
        {
            var draft = Accepted(await pages.Draft(request, office, default));
            var typed = Assert.Single(draft.Looks, l => l.Reason == "the neighbour Ben Bloggs called us");
            Assert.Contains(
                "Say why they are withheld",
                Refused(await pages.Tell(new(request, [], true, ""), office, default)),
                StringComparison.Ordinal
            );
            var open = Accepted(await pages.Tell(new(request, [], false, ""), office, default));
            Assert.Null(open.Looks.Single(l => l.Line == typed.Line).Reason); // sealed unless it was released
            Assert.Equal(
                "the neighbour Ben Bloggs called us",
                Accepted(await pages.Tell(new(request, [typed.Line], false, ""), office, default))
                    .Looks.Single(l => l.Line == typed.Line)
                    .Reason
            );
            Assert.DoesNotContain(officer.Name, string.Join(' ', open.Looks), StringComparison.Ordinal);
            var told = Accepted(await pages.Tell(new(request, [], true, "would prejudice an investigation"), office, default));
            Assert.DoesNotContain(told.Looks, l => l.Agency == there.Police.Name);
            Assert.Contains(told.Looks, l => l.Agency == there.Council.Name);
        });
        // A copy that is asked for later does not tell what this page did not.
        var copied = await Known(county, record, SubjectRequestKind.Copy, office);
        await county.With<SubjectCopies>(async copies =>
            Assert.DoesNotContain(
                Accepted(await copies.Make(copied, office, default)).Held.SelectMany(h => h.Rows).SelectMany(r => r),
                v => v.Value.Contains("prejudice", StringComparison.Ordinal) || v.Value == nameof(SubjectRequestTextKind.Withholding)
            )
        );
        await county.With<SubjectTexts>(async texts =>
            Assert.Equal(
                "would prejudice an investigation",
                Accepted(await texts.Read(request, office, default))[SubjectRequestTextKind.Withholding]
            )
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_put_right_replaces_what_stood_there(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Office));
        var record = await county.Holds(officer);
        var request = await Known(county, record, SubjectRequestKind.Rectification, office);
        await county.With<Corrections>(async corrections =>
        {
            var held = Accepted(await corrections.Open(request, office, default));
            Assert.Contains(
                "Nothing is different",
                Refused(await corrections.Save(request, held, office, default)),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "Leave what stands in the notes",
                Refused(await corrections.Save(request, held with { Notes = "x" }, office, default)),
                StringComparison.Ordinal
            );
        });
        await county.With<Corrections>(async corrections =>
        {
            var done = Accepted(await corrections.Save(request, new() { Name = "Asha Swift", Address = "7 Mill Lane" }, office, default));
            Assert.Equal(["name"], done.Changed);
            Assert.Equal(["notes"], done.Waiting);
        });
        // One hand leaves nothing empty: a second person of the agency looks at it.
        await Holds("Loud since May");
        Assert.Contains("part", Refused(await county.Approves(AccountabilityDeeds.EmptyFields, request, office)), StringComparison.Ordinal);
        var (elsewhere, second) = (await there.Somebody(there.Council, Office), await there.Somebody(there.Police, Office));
        Assert.False((await county.Approves(AccountabilityDeeds.EmptyFields, request, elsewhere)).Accepted(out _));
        Accepted(await county.Approves(AccountabilityDeeds.EmptyFields, request, second));
        await Holds("");
        Assert.Equal(
            ["name", "notes"],
            await county.Do(db => db.Set<RecordCorrection>().OrderBy(c => c.Field).Select(c => c.Field).ToListAsync())
        );

        Task Holds(string notes) =>
            county.With<Corrections>(async corrections =>
                Assert.Equal(
                    new PersonWords
                    {
                        Name = "Asha Swift",
                        Address = "7 Mill Lane",
                        Notes = notes,
                    },
                    Accepted(await corrections.Open(request, office, default))
                )
            );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_upheld_request_for_erasure_forgets_the_person_unless_a_hold_keeps_the_record(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Office));
        var record = await county.Holds(officer);
        var request = await Known(county, record, SubjectRequestKind.Erasure, office);
        RecordHold? hold = null;
        await county.With<RetentionDesk>(async desk =>
            hold = Accepted(await desk.Place(new(record.Reference, "Inquest 2025/114"), office, default))
        );
        await county.With<SubjectRequests>(async requests =>
            Assert.Contains(
                "Inquest 2025/114",
                Refused(await requests.Take(new(request, SubjectRequestStep.Answer, "You are forgotten", true), office, default)),
                StringComparison.Ordinal
            )
        );
        await county.Reads(officer, record); // still there
        var second = await there.Somebody(there.Police, Office);
        await county.With<RetentionDesk>(async desk => Accepted(await desk.Lift(hold!.Id, office, default)));
        Accepted(await county.Approves(AccountabilityDeeds.LiftHold, hold!.Id, second));
        await county.With<SubjectRequests>(async requests =>
            Accepted(await requests.Take(new(request, SubjectRequestStep.Answer, "You are forgotten", true), office, default))
        );
        await county.Reads(officer, record); // one person alone forgets nobody
        Accepted(await county.Approves(AccountabilityDeeds.EraseRecord, request, second));
        Assert.Equal(SubjectRequestState.Answered, (await county.Do(db => db.Set<SubjectRequest>().SingleAsync())).State);
        await county.With<RecordReading>(async reading =>
            Assert.Contains(
                "forgotten",
                Refused(await reading.Read(new(officer.Actor, RecordsPurposes.InvestigateCase, record.Id, "looks once more"), default)),
                StringComparison.Ordinal
            )
        );
        Assert.Contains("Erasure", (await county.Do(db => db.Set<ForgettingCertificate>().SingleAsync())).Ground, StringComparison.Ordinal);
    }

    private static async Task<Guid> Known(TestCounty county, SubjectRecord record, SubjectRequestKind kind, SignedIn office)
    {
        var id = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
        {
            id = Accepted(
                await requests.Register(new(record.Reference, kind, new(2025, 3, 10), "I ask for this to be done"), office, default)
            ).Id;
            Accepted(await requests.Take(new(id, SubjectRequestStep.ConfirmIdentity, "passport seen at the desk"), office, default));
        });
        return id;
    }
}
