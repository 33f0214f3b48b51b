using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People;

/// <summary>What is a reason, how often somebody may do without leave, and what a request lets be read.</summary>
public sealed class ReasonTests
{
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.BreakGlass,
    ];
    private static readonly Permission[] Reviewers = [AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess];

    [Theory]
    [InlineData("aaaaaaaaaa", false)]
    [InlineData("aaa bbb ccc ddd", false)]
    [InlineData("qwertyuiop asdfghjkl", false)]
    [InlineData("asdf asdf asdf asdf", false)]
    [InlineData("test test test test", false)]
    [InlineData("1234567890 1234567890", false)]
    [InlineData("xkcd bdfg hjkl mnpq", false)]
    [InlineData("because because because", false)]
    [InlineData("looooool funny people", false)]
    [InlineData("..................", false)]
    [InlineData("I need it", false)]
    [InlineData("A child is in danger now", true)]
    [InlineData("Her doctor rang at 14:20", true)]
    [InlineData("The neighbour's property was damaged again", true)]
    [InlineData("Rang about P-EEEE-7K2M this morning", true)]
    [InlineData("Mae'r plentyn mewn perygl", true)]
    [InlineData("дитина в небезпеці зараз", true)]
    public void A_reason_is_made_of_words(string typed, bool says) => Assert.Equal(says, Reasons.Says(typed));

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_was_typed_for_another_record_is_no_reason_and_goes_with_its_person(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (writer, reader) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        var (first, second) = (await county.Holds(writer), await county.Holds(writer));
        const string Reason = "The school rang about the children";
        Assert.True((await Reads(county, reader, first, Reason)).Accepted(out _));
        Assert.True((await Reads(county, reader, first, Reason)).Accepted(out _)); // of the same again
        Assert.Contains(
            "typed for another record",
            Refused(await Reads(county, reader, second, "the SCHOOL rang, about the children!")),
            StringComparison.Ordinal
        );
        Assert.True((await Reads(county, reader, second, "The school rang about the brother too")).Accepted(out _));
        Assert.True((await Reads(county, writer, second, Reason)).Accepted(out _)); // somebody else's words are theirs
        county.Time.Move(TimeSpan.FromDays(ReasonMark.Days + 1));
        Assert.True((await Reads(county, reader, second, Reason)).Accepted(out _));

        await county.With<ForgetSubject>(forget => forget.Run(first.Id, reader.Actor, "asked for", default));
        Assert.Empty(await county.Do(db => db.Set<ReasonMark>().Where(m => m.Subject == first.Id).ToListAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Six_records_of_three_agencies_are_not_opened_in_a_second_and_each_emergency_asks_for_more(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var carer = await there.Somebody(there.Council, Officers);
        var office = await there.Somebody(there.Police, Reviewers);
        await there.Somebody(there.Council, Reviewers);
        var records = new List<SubjectRecord>();
        for (var i = 0; i < 8; i++)
            records.Add(await county.Holds(await there.Somebody(there.Police, Officers)));

        Assert.Contains(
            "who asked, or what happened",
            Refused(await Breaks(county, carer, records[0], "aaaaaaaaaa")),
            StringComparison.Ordinal
        );
        // At once, as a program would: one is opened, and the others wait.
        var at = await Task.WhenAll(
            records.Take(6).Select((r, i) => Breaks(county, carer, r, $"A child of number {Words[i]} is in danger now"))
        );
        Assert.Single(at, o => o.Accepted(out _));
        Assert.Equal(1, await county.Do(db => db.Set<LedgerLine>().CountAsync(l => l.Kind == LedgerKind.BrokeGlass)));
        Assert.All(
            at.Where(o => !o.Accepted(out _)),
            o => Assert.Contains("the next waits 60 seconds", Refused(o), StringComparison.Ordinal)
        );

        county.Time.Move(TimeSpan.FromMinutes(2));
        Assert.Contains(
            "at least 8 different words",
            Refused(await Breaks(county, carer, records[6], "Another child is there")),
            StringComparison.Ordinal
        );
        const string More = "Another child of the same house was seen by a neighbour crying at the window";
        Assert.True((await Breaks(county, carer, records[6], More)).Accepted(out _));
        county.Time.Move(TimeSpan.FromMinutes(2));
        const string Third =
            "A grandmother of both children rang from the flat downstairs and cannot reach the parents since yesterday evening";
        Assert.True((await Breaks(county, carer, records[7], Third)).Accepted(out _));
        county.Time.Move(TimeSpan.FromMinutes(2));
        Assert.Contains(
            "wait for a review",
            Refused(await Breaks(county, carer, records[5], "The father came back angry")),
            StringComparison.Ordinal
        );

        foreach (var line in (await county.Lines()).Where(l => l.Kind == LedgerKind.BrokeGlass))
            await county.With<AccessReviews>(async reviews =>
                Accepted(
                    await reviews.Conclude(new(line.Sequence, AccessReviewKind.BrokenGlass, ReviewOutcome.Justified, ""), office, default)
                )
            );
        Assert.Contains(
            "within an hour, which is the most",
            Refused(await Breaks(county, carer, records[5], "The father came back angry")),
            StringComparison.Ordinal
        );
        county.Time.Move(TimeSpan.FromHours(2));
        Assert.True((await Breaks(county, carer, records[5], "The father came back angry")).Accepted(out _));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task No_glass_breaks_where_nobody_reviews_and_what_its_owner_cannot_review_the_reader_s_agency_does(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        // Who reviews themselves is nobody.
        var carer = await there.Somebody(there.Council, [.. Officers, AccountabilityPermissions.ReviewAccess]);
        var record = await county.Holds(await there.Somebody(there.Police, Officers));
        const string Reason = "A child is in danger now";
        Assert.Contains(
            "Nobody else of the agency reviews",
            Refused(await Breaks(county, carer, record, Reason)),
            StringComparison.Ordinal
        );
        Assert.Equal([there.Police.Id], (await county.Do(db => db.GlassWithoutReview(TheHouse.Words, there.Today, default))));

        var office = await there.Somebody(there.Council, Reviewers);
        Assert.True((await Breaks(county, carer, record, Reason)).Accepted(out _));
        Assert.Equal((1, 0), await county.Do(db => db.ReviewsWaiting(office, default)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_request_opens_its_own_record_while_it_is_open_and_no_other(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var writer = await there.Somebody(there.Police, Officers);
        var officer = await there.Somebody(
            there.Police,
            AccountsPermissions.Work,
            AccountabilityPermissions.AnswerSubjectRequests,
            PartnershipPermissions.AnswerDisclosures
        );
        var (asked, other) = (await county.Holds(writer), await county.Holds(writer));
        var request = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
            request = Accepted(await requests.Register(new(asked.Reference, SubjectRequestKind.Copy, there.Today, ""), officer, default)).Id
        );
        var disclosure = await there.Add(
            new DisclosureRequest
            {
                RecordId = other.Id,
                FromAgencyId = there.Council.Id,
                FromAccountId = Guid.NewGuid(),
                ToAgencyId = there.Police.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                AskedAt = county.Time.Now,
                DueOn = there.Today,
            }
        );
        var (people, agencies) = (AccountabilityPurposes.AnswerSubjectRequest, PartnershipPurposes.AnswerDisclosure);
        Assert.True(await Opens(people, asked.Id, request));
        Assert.False(await Opens(people, asked.Id, null)); // named by nobody
        Assert.False(await Opens(people, other.Id, request)); // about somebody else
        Assert.False(await Opens(people, other.Id, disclosure.Id)); // of another kind
        Assert.True(await Opens(agencies, other.Id, disclosure.Id));
        Assert.False(await Opens(agencies, asked.Id, disclosure.Id));
        Assert.False(await Opens(agencies, asked.Id, request));

        await county.With<SubjectRequests>(async requests =>
            Accepted(await requests.Take(new(request, SubjectRequestStep.Withdraw, ""), officer, default))
        );
        await county.With<Disclosures>(async disclosures =>
            Accepted(
                await disclosures.Answer(new(disclosure.Id, DisclosureState.Refused, "It is not needed for what you ask"), officer, default)
            )
        );
        Assert.False(await Opens(people, asked.Id, request));
        Assert.False(await Opens(agencies, other.Id, disclosure.Id));

        async Task<bool> Opens(Purpose purpose, Guid subject, Guid? named)
        {
            await using var scope = county.Services.CreateAsyncScope();
            try
            {
                var desk = scope.ServiceProvider.GetRequiredService<AccessDesk>();
                using var access = await desk.Open(new(officer.Actor, purpose, subject, "", Request: named), default);
                return true;
            }
            catch (PersonalDataRefused)
            {
                return false;
            }
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_assigned_whom_is_kept_and_sampled_and_nobody_is_assigned_to_what_they_may_not_read(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (chief, writer) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, AccountsPermissions.Work, RecordsPermissions.WriteRecords)
        );
        var record = await county.Holds(chief);
        await county.With<WorkOnRecord>(async work =>
        {
            Assert.Contains(
                "may not read records",
                Refused(await work.Assign(record.Id, writer.AccountId, "Deputy", writer, default)),
                StringComparison.Ordinal
            );
            Assert.Equal(writer.AccountId, Accepted(await work.Assign(record.Id, chief.AccountId, "Deputy", writer, default)).AssignedBy);
        });
        var other = await county.Holds(writer);
        await county.With<WorkOnRecord>(async work => Accepted(await work.Assign(other.Id, chief.AccountId, "Deputy", chief, default)));
        var lines = (await county.Lines()).Where(l => l.Kind is LedgerKind.Assigned).ToList();
        Assert.Equal([$"Account {chief.AccountId}: works on it.", "Themselves: works on it."], lines.Select(l => l.Ground));

        while (!(await county.Lines()).Exists(l => l.Kind is LedgerKind.Assigned && SampleReads.Takes(l.Hash)))
            await county.With<WorkOnRecord>(async work => Accepted(await work.Assign(other.Id, chief.AccountId, "Deputy", chief, default)));
        await county.Works<SampleReads>();
        var taken = (await county.Lines()).Where(l => l.Kind is LedgerKind.Assigned && SampleReads.Takes(l.Hash)).Select(l => l.Sequence);
        Assert.Equal(taken, await county.Do(db => db.Set<AccessReview>().OrderBy(r => r.Line).Select(r => r.Line).ToListAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task References_are_by_chance_and_one_from_before_is_still_known(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var references = new List<string>();
        for (var i = 0; i < 5; i++)
            references.Add((await county.Holds(officer)).Reference);
        Assert.All(references, r => Assert.Matches("^P-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", r));
        Assert.Equal(5, references.Select(r => r[..6]).Distinct().Count());
        var old = await county.Holds(officer);
        await county.Do(db =>
            db.Set<SubjectRecord>().Where(r => r.Id == old.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Reference, "P-2024-000042"))
        );
        Assert.Equal(old.Id, await county.Do(db => db.RecordCalled("P-2024-000042", officer, TheHouse.Words, there.Today, default)));
    }

    private static readonly string[] Words = ["seven", "nine", "eleven", "twelve", "twenty", "forty"];

    private static Task<Outcome<RecordRead>> Breaks(TestCounty county, SignedIn who, SubjectRecord record, string reason) =>
        Reads(county, who, record, reason, glass: true);

    private static async Task<Outcome<RecordRead>> Reads(
        TestCounty county,
        SignedIn who,
        SubjectRecord record,
        string reason,
        bool glass = false
    )
    {
        // The record opens itself to whoever made it.
        await county.Do(db =>
            db.Set<RecordAssignment>().Where(a => a.RecordId == record.Id && a.AccountId == who.AccountId).ExecuteDeleteAsync()
        );
        await using var scope = county.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<RecordReading>()
            .Read(new(who.Actor, RecordsPurposes.SafeguardPerson, record.Id, reason, glass, 5), default);
    }
}
