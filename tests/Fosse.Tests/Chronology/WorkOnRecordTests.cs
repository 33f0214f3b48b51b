using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Chronology;

/// <summary>Notes, what happened, tasks and links on a record: in one list, sealed, through the desk.</summary>
public sealed class WorkOnRecordTests
{
    private const string Note = "Spoke to Wagtail’s neighbour, who hears it as well",
        Event = "Called at midnight, the Wagtail flat was loud",
        Duty = "Ring Wagtail on Monday and ask how the nights were";

    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_happened_stands_in_one_list_by_its_day_and_its_words_show_only_where_the_record_is_open(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var record = await county.Holds(officer);
        var on = new OnRecord(record.Id, RecordsPurposes.InvestigateCase, ""); // whoever opened it is assigned
        county.Time.Move(TimeSpan.FromDays(3));
        var before = (await county.Lines()).Count;
        await there.Asks<WriteEntry, Outcome<RecordEntry>>(w => w.Note(on, Note, officer, default));
        county.Time.Move(TimeSpan.FromHours(1));
        await there.Asks<WriteEntry, Outcome<RecordEntry>>(w => w.Update(on, Event, there.Today.AddDays(-2), officer, default));
        var ledger = (await county.Lines()).Skip(before).ToList();
        Assert.All(ledger, l => Assert.Equal((LedgerKind.Opened, ReasonFrom.Assignment), (l.Kind, l.ReasonFrom)));
        Assert.Equal(2, ledger.Count);

        var shut = await there.Asks<Chronologies, IReadOnlyList<ChronologyLine>>(c => c.Of(record.Id, officer, null, default));
        // What happened the day before yesterday stands before what was written since.
        Assert.Equal(["Record.Opened", "Entry.Update", "Entry.Note"], shut.Select(l => l.Code));
        Assert.All(shut, l => Assert.Empty(l.Words));
        Assert.Equal((officer.Name, there.Today.AddDays(-2)), (shut[1].Who, shut[1].On));
        var open = await Open(there, record, officer);
        Assert.Equal([Event, Note], open.Lines.SelectMany(l => l.Words).Select(w => w.Words));

        // It cannot be read past the desk, and lies sealed.
        await Assert.ThrowsAsync<PersonalDataRefused>(() => county.Do(db => db.Set<EntryWords>().CountAsync()));
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains("Wagtail", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_task_is_somebodys_until_a_day_late_after_it_and_done_once(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, colleague) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        var stranger = await there.Somebody(there.Council, Officers);
        var record = await county.Holds(officer);
        var on = new OnRecord(record.Id, RecordsPurposes.InvestigateCase, "");
        Task<Outcome<RecordTask>> Sets(Guid? to, DateOnly? due, string words = Duty) =>
            there.Asks<SetTask, Outcome<RecordTask>>(s => s.Handle(on, words, to, due, officer, default));
        Task<IReadOnlyList<DueLine>> Near(SignedIn who) => there.Asks<DueList, IReadOnlyList<DueLine>>(due => due.Near(who, default));

        Assert.Contains("Enter the day", Refused(await Sets(null, null)), StringComparison.Ordinal);
        Assert.Contains("must be today or later", Refused(await Sets(null, there.Today.AddDays(-1))), StringComparison.Ordinal);
        Assert.Contains("Choose somebody of your agency", Refused(await Sets(stranger.AccountId, there.Today)), StringComparison.Ordinal);
        Assert.Contains("at least 10 characters", Refused(await Sets(null, there.Today, "Ring")), StringComparison.Ordinal);
        var task = Accepted(await Sets(colleague.AccountId, there.Today.AddDays(3)));
        Assert.Empty(await Near(colleague));
        county.Time.Move(TimeSpan.FromDays(2));
        var line = Assert.Single(await Near(colleague));
        Assert.Equal((record.Reference, true, DeadlineState.Warned), (line.Name, line.Mine, line.Deadline.At(county.Time.Now)));
        Assert.Empty(await Near(officer)); // it is the colleague's
        county.Time.Move(TimeSpan.FromDays(2));
        Assert.Equal(DeadlineState.Missed, Assert.Single(await Near(colleague)).Deadline.At(county.Time.Now));
        // Whose account is closed does nothing any more: it is everybody's.
        await county.Do(db =>
            db.Set<Account>()
                .Where(a => a.Id == colleague.AccountId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.EndsOn, (DateOnly?)there.Today.AddDays(-1)))
        );
        Assert.Single(await Near(officer));

        var (_, tasks) = await Open(there, record, officer);
        Assert.Equal(Duty, Assert.Single(tasks).Words);
        Task<Outcome<RecordTask>> Done() => there.Asks<FinishTask, Outcome<RecordTask>>(f => f.Done(record.Id, task.Id, officer, default));
        Accepted(await Done());
        Assert.Contains("Somebody has said so already", Refused(await Done()), StringComparison.Ordinal);
        Assert.Empty(await Near(officer));
        var done = Assert.Single((await Open(there, record, officer)).Tasks);
        Assert.Equal((true, officer.Name), (done.Clock.MetLate, done.DoneBy));
        Accepted(await there.Asks<FinishTask, Outcome<RecordTask>>(f => f.OpenAgain(record.Id, task.Id, officer, default)));
        Assert.Single(await Near(officer));
        Assert.Equal(
            ["Record.Opened", "Entry.TaskSet", "Entry.TaskDone", "Entry.TaskOpenedAgain"],
            (await Open(there, record, officer)).Lines.Select(l => l.Code)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_link_is_seen_from_both_ends_and_by_another_agency_only_where_an_agreement_tells_of_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (police, council) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Council, Officers));
        var (ours, second) = (await county.Holds(police), await county.Holds(police, name: "Ben Dunnock"));
        var theirs = await county.Holds(council, RecordsDataClasses.Housing);
        Task<Outcome<RecordLink>> Links(SubjectRecord from, string to, SignedIn by) =>
            there.Asks<LinkRecords, Outcome<RecordLink>>(l => l.Link(from.Id, to, by, default));
        Task<IReadOnlyList<LinkedRecord>> Seen(SubjectRecord of, SignedIn who) =>
            county.Do(db => db.LinkedTo(of.Id, who, TheHouse.Words, there.Today, default));

        Assert.Contains("that your agency knows of", Refused(await Links(ours, theirs.Reference, police)), StringComparison.Ordinal);
        Assert.Contains("that your agency knows of", Refused(await Links(ours, "P-NONE-NONE", police)), StringComparison.Ordinal);
        Accepted(await Links(ours, $" {second.Reference.ToLowerInvariant()} ", police));
        Assert.Contains("linked already", Refused(await Links(second, ours.Reference, police)), StringComparison.Ordinal);
        Assert.Equal(second.Reference, Assert.Single(await Seen(ours, police)).Reference);
        Assert.Equal(ours.Reference, Assert.Single(await Seen(second, police)).Reference);
        Assert.Empty(await Seen(ours, council));

        var agreement = await there.Agree(
            there.Today.AddMonths(6),
            new AgreementScope
            {
                AgreementId = default,
                Class = RecordsDataClasses.Housing,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            }
        );
        Accepted(await Links(ours, theirs.Reference, police));
        Assert.Equal(("Council", false), (await Seen(ours, police)).Where(l => !l.Own).Select(l => (l.Agency, l.Own)).Single());
        // Theirs is told of, ours is not: they do not even learn that it is linked.
        Assert.Empty(await Seen(theirs, council));
        // When the agreement is over, it is seen no more.
        await county.Do(db =>
            db.Set<SharingAgreement>()
                .Where(a => a.Id == agreement.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.ReviewOn, there.Today.AddDays(-1)))
        );
        Assert.All(await Seen(ours, police), l => Assert.True(l.Own));
        // Who is too close to one of two takes them apart from neither.
        await there.Asks<WorkOnRecord, Outcome<ConflictOfInterest>>(w => w.DeclareConflict(ours.Id, police, default));
        Refused(await there.Asks<LinkRecords, Outcome<RecordLink>>(l => l.Unlink(second.Id, ours.Id, police, default)));
        await county.Do(db => db.Set<ConflictOfInterest>().ExecuteDeleteAsync());
        Accepted(await there.Asks<LinkRecords, Outcome<RecordLink>>(l => l.Unlink(second.Id, ours.Id, police, default)));
        Assert.Empty(await Seen(ours, police));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_was_written_is_in_the_persons_copy_and_goes_with_them(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var office = await there.Somebody(
            there.Police,
            AccountsPermissions.Work,
            AccountabilityPermissions.AnswerSubjectRequests,
            AccountabilityPermissions.ManageRetention
        );
        var (record, other) = (await county.Holds(officer), await county.Holds(officer, name: "Ben Dunnock"));
        var on = new OnRecord(record.Id, RecordsPurposes.InvestigateCase, "");
        Accepted(await there.Asks<WriteEntry, Outcome<RecordEntry>>(w => w.Note(on, Note, officer, default)));
        Accepted(await there.Asks<SetTask, Outcome<RecordTask>>(s => s.Handle(on, Duty, null, there.Today, officer, default)));
        Accepted(await there.Asks<LinkRecords, Outcome<RecordLink>>(l => l.Link(record.Id, other.Reference, officer, default)));

        var request = Accepted(
            await there.Asks<SubjectRequests, Outcome<SubjectRequest>>(r =>
                r.Register(new(record.Reference, SubjectRequestKind.Copy, there.Today, ""), office, default)
            )
        );
        Accepted(
            await there.Asks<SubjectRequests, Outcome<SubjectRequest>>(r =>
                r.Take(new(request.Id, SubjectRequestStep.ConfirmIdentity, "Passport shown at the desk"), office, default)
            )
        );
        var copy = Accepted(await there.Asks<SubjectCopies, Outcome<SubjectCopy>>(c => c.Make(request.Id, office, default)));
        var held = copy.Held.Single(h => h.Table == "p_entry_words").Rows.SelectMany(r => r).Select(v => v.Value).ToList();
        Assert.Contains(Note, held);
        Assert.Contains(Duty, held);

        await there.Asks<ForgetSubject, ForgettingCertificate>(f => f.Run(record.Id, office.Actor, "The person asked for it", default));
        Assert.Empty(await county.Do(db => db.LinkedTo(other.Id, officer, TheHouse.Words, there.Today, default)));
        Assert.Empty(await there.Asks<DueList, IReadOnlyList<DueLine>>(due => due.Near(officer, default)));
        // That something was written stays, and names nobody.
        Assert.Equal(2, await county.Do(db => db.Set<RecordEntry>().CountAsync(e => e.RecordId == record.Id)));
        Assert.Contains(
            "no such record",
            Refused(await there.Asks<WriteEntry, Outcome<RecordEntry>>(w => w.Note(on, Note, officer, default))),
            StringComparison.Ordinal
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_file_of_staff_lies_locked_is_read_through_the_desk_and_goes_with_the_record(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var record = await county.Holds(officer);
        var (key, paper) = (BoxKey.New(), "The letter of the landlord"u8.ToArray());
        var stored = await there.Asks<FileStore, StoredFile>(f => f.Put(new MemoryStream(key.Lock(paper, "fosse report file")), default));
        var draft = new DraftFile(stored.Hash, key.Text, "application/pdf", paper.Length, "wagtail-letter.pdf");
        var on = new OnRecord(record.Id, RecordsPurposes.InvestigateCase, "");
        var entry = Accepted(await there.Asks<AttachFile, Outcome<RecordEntry>>(a => a.Handle(on, draft, officer, default)));
        Assert.Contains("Choose a photo", Refused(await Attach(null)), StringComparison.Ordinal);
        // What is refused does not stay in the store.
        var second = await there.Asks<FileStore, StoredFile>(f => f.Put(new MemoryStream(key.Lock(paper, "fosse report file")), default));
        var stranger = await there.Somebody(there.Council, Officers);
        Refused(
            await there.Asks<AttachFile, Outcome<RecordEntry>>(a => a.Handle(on, draft with { File = second.Hash }, stranger, default))
        );
        await county.With<FileStore>(files =>
        {
            Assert.Null(files.Open(second.Hash));
            return Task.CompletedTask;
        });

        var before = (await county.Lines()).Count;
        var question = new AccessQuestion(officer.Actor, RecordsPurposes.InvestigateCase, record.Id, "");
        var read = Accepted(await there.Asks<RecordFiles, Outcome<FileRead>>(f => f.Read(question, entry.Id, default)));
        Assert.Equal("wagtail-letter.pdf", read.Name);
        Assert.Equal(paper, read.Content);
        Assert.Equal(LedgerKind.Opened, (await county.Lines()).Skip(before).Single().Kind);
        // What it is called may name somebody, so it shows only while the record is open.
        var shut = await there.Asks<Chronologies, IReadOnlyList<ChronologyLine>>(c => c.Of(record.Id, officer, null, default));
        Assert.Empty(shut.Single(l => l.Code == "Entry.FileAdded").Words);
        Assert.Equal("wagtail-letter.pdf", (await Open(there, record, officer)).Lines.SelectMany(l => l.Words).Single().Words);

        await there.Asks<ForgetSubject, ForgettingCertificate>(f => f.Run(record.Id, officer.Actor, "The person asked for it", default));
        await county.With<FileStore>(files =>
        {
            Assert.Null(files.Open(stored.Hash));
            return Task.CompletedTask;
        });

        Task<Outcome<RecordEntry>> Attach(DraftFile? file) =>
            there.Asks<AttachFile, Outcome<RecordEntry>>(a => a.Handle(on, file, officer, default));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_looked_is_told_by_role_and_oversight_only_to_oversight(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, colleague) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        var watcher = await there.Somebody(there.Police, [.. Officers, AccountabilityPermissions.ReviewAccess]);
        var stranger = await there.Somebody(there.Council, Officers);
        var record = await county.Holds(officer);
        await county.Reads(colleague, record);
        await county.Reads(officer, record);
        await county.With<RecordReading>(async reading =>
            Accepted(
                await reading.Read(
                    new(watcher.Actor, AccountabilityPurposes.SuperviseAccess, record.Id, "looks whether the reads of May were right"),
                    default
                )
            )
        );
        Task<IReadOnlyList<LookOnRecord>> Looks(SignedIn who) => county.Do(db => db.LooksOn(record.Id, who, default));

        var seen = await Looks(officer);
        Assert.Equal([true, false], seen.Select(l => l.Mine));
        Assert.All(seen, l => Assert.Equal(("Police", LedgerKind.Opened), (l.Agency, l.Kind)));
        Assert.NotEmpty(seen[1].Roles);
        Assert.Equal(3, (await Looks(watcher)).Count);
        Assert.Empty(await Looks(stranger));
    }

    [Fact]
    public async Task Whoever_has_a_conflict_of_interest_writes_nothing_and_is_given_nothing_to_do()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var there = await Partnership.In(county);
        var (officer, close) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        var record = await county.Holds(officer);
        await there.Asks<WorkOnRecord, Outcome<ConflictOfInterest>>(w => w.DeclareConflict(record.Id, close, default));
        var on = new OnRecord(record.Id, RecordsPurposes.InvestigateCase, "");
        Assert.NotEmpty(Refused(await there.Asks<WriteEntry, Outcome<RecordEntry>>(w => w.Note(on, Note, close, default))));
        Assert.Contains(
            "declared a conflict",
            Refused(
                await there.Asks<SetTask, Outcome<RecordTask>>(s => s.Handle(on, Duty, close.AccountId, there.Today, officer, default))
            ),
            StringComparison.Ordinal
        );
        Assert.Empty(await county.Do(db => db.Set<RecordEntry>().ToListAsync()));
    }

    private static async Task<(IReadOnlyList<ChronologyLine> Lines, IReadOnlyList<TaskLine> Tasks)> Open(
        Partnership there,
        SubjectRecord record,
        SignedIn who
    )
    {
        await using var scope = there.County.Services.CreateAsyncScope();
        var reading = scope.ServiceProvider.GetRequiredService<RecordReading>();
        var chronologies = scope.ServiceProvider.GetRequiredService<Chronologies>();
        (IReadOnlyList<ChronologyLine>, IReadOnlyList<TaskLine>) found = default;
        Accepted(
            await reading.Read(
                new(who.Actor, RecordsPurposes.InvestigateCase, record.Id, ""),
                default,
                async access =>
                    found = (
                        await chronologies.Of(record.Id, who, access, default),
                        await chronologies.Tasks(record.Id, who, access, default)
                    )
            )
        );
        return found;
    }
}
