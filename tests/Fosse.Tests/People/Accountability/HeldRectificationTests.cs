using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

/// <summary>What a hold keeps for proceedings is put right by nobody, and emptied by nobody, until two have lifted it.</summary>
public sealed class HeldRectificationTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        AccountabilityPermissions.AnswerSubjectRequests,
        AccountabilityPermissions.ManageRetention,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Under_a_hold_nothing_is_put_right_and_nothing_that_was_proposed_before_it_is_taken_out(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Police, Office));
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var request = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
        {
            var asked = new RegisterSubjectRequest(record.Reference, SubjectRequestKind.Rectification, there.Today, "My name is Swift");
            request = Accepted(await requests.Register(asked, one, default)).Id;
            Accepted(await requests.Take(new(request, SubjectRequestStep.ConfirmIdentity, "Showed a passport"), one, default));
        });
        await county.With<Corrections>(async c =>
            Assert.Equal(["notes"], Accepted(await c.Save(request, Words("Asha Wagtail", ""), one, default)).Waiting)
        );
        var hold = Guid.Empty;
        await county.With<RetentionDesk>(async d => hold = Accepted(await d.Place(new(record.Reference, "Inquest 114"), one, default)).Id);

        await county.With<Corrections>(async c => IsHeld(await c.Save(request, Words("Asha Swift", "Loud since May"), one, default)));
        IsHeld(await county.Approves(AccountabilityDeeds.EmptyFields, request, two));
        await county.With<Corrections>(async c =>
            Assert.Equal(Words("Asha Wagtail", "Loud since May"), Accepted(await c.Open(request, one, default)))
        );
        Assert.Empty(await county.Do(db => db.Set<RecordCorrection>().ToListAsync()));

        await county.With<RetentionDesk>(async d => Accepted(await d.Lift(hold, one, default)));
        Accepted(await county.Approves(AccountabilityDeeds.LiftHold, hold, two));
        Accepted(await county.Approves(AccountabilityDeeds.EmptyFields, request, two));
        await county.With<Corrections>(async c => Accepted(await c.Save(request, Words("Asha Swift", ""), one, default)));

        static PersonWords Words(string name, string notes) =>
            new()
            {
                Name = name,
                Address = "7 Mill Lane",
                Notes = notes,
            };
        static void IsHeld<T>(Outcome<T> outcome)
            where T : notnull =>
            Assert.Equal("The record must stay as it is: Inquest 114. Two persons lift the hold first", Refused(outcome));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_text_that_nobody_can_read_leaves_the_field_empty_and_takes_two(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var one = await there.Somebody(there.Police, Office);
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var request = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
        {
            var asked = new RegisterSubjectRequest(record.Reference, SubjectRequestKind.Rectification, there.Today, "My name is Swift");
            request = Accepted(await requests.Register(asked, one, default)).Id;
            Accepted(await requests.Take(new(request, SubjectRequestStep.ConfirmIdentity, "Showed a passport"), one, default));
        });
        var before = new PersonWords();
        await county.With<Corrections>(async c => before = Accepted(await c.Open(request, one, default)));
        foreach (var nothing in new[] { "\u200B", ".", "\u202A \u202C", "- -" })
        {
            await county.With<Corrections>(async c =>
            {
                var saved = await c.Save(request, before with { Address = nothing }, one, default);
                if (saved.Accepted(out var corrected))
                    Assert.Equal(["address"], corrected.Waiting);
                Assert.Equal(before, Accepted(await c.Open(request, one, default)));
            });
            await county.With<Corrections>(async c => Refused(await c.Save(request, before with { Name = nothing }, one, default)));
        }
    }
}
