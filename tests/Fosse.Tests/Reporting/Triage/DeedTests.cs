using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>What officers do with reports, and what the reporter then reads.</summary>
public sealed class DeedTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_reply_of_somebodys_own_words_stops_the_clock_and_a_template_does_not(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        var (begins, ends) = AnswerTemplates.Of(AnswerKind.WeAct);
        foreach (
            var words in new[]
            {
                "",
                "ok",
                $"{begins} {ends}",
                $"{begins}\n{AnswerTemplates.Of(AnswerKind.Advice).Ends} We know.",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "....... ........ ........ ........",
            }
        )
        {
            var refused = await county.Does<ReplyToReporter, IncidentReport>(
                sent,
                (reply, on) => reply.Handle(on, AnswerKind.WeAct, words, default)
            );
            Assert.StartsWith("Write at least one sentence of your own", Assert.Single(refused.Refusals).Message, StringComparison.Ordinal);
        }
        Assert.Null((await county.Now(sent)).AnsweredAt);
        Assert.Empty(await county.Ledger()); // what cannot be sent opens nothing

        county.County.Time.Move(TimeSpan.FromHours(7));
        await county.Replies(sent, "Our officers will be there on Friday at half past three");
        var report = await county.Now(sent);
        Assert.Equal((ReportState.Answered, TimeSpan.FromHours(7)), (report.State, ReplyClock.Took(report.SubmittedAt, report.AnsweredAt)));
        var letter = Assert.Single((await county.Follows(sent)).Letters);
        Assert.Equal(
            (MessageKind.Reply, $"{begins}\n\nOur officers will be there on Friday at half past three\n\n{ends}"),
            (letter.Kind, letter.Words)
        );
        Assert.True(
            (
                await county.Partnership.Asks<ReportReading, Outcome<ReportRead>>(reading =>
                    reading.Read(new(county.Officer.Actor, ReportingPurposes.TriageReport, sent.Id, ""), default)
                )
            ).Accepted(out var read)
        );
        Assert.Equal((MessageKind.Reply, county.Officer.Name, letter.Words), read.Messages.Select(m => (m.Kind, m.Who, m.Words)).Single());
        Assert.All(
            await county.County.Do(db => db.Set<OutboxMessage>().Where(m => m.Name == DeedDone.Name).Select(m => m.Body).ToListAsync()),
            body => Assert.Contains(sent.Id.ToString(), body, StringComparison.Ordinal)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_question_does_not_stop_the_clock_and_how_long_the_reporter_is_waited_for_is_told_beside_it(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        await county.Did<AskReporter, IncidentReport>(sent, (ask, on) => ask.Handle(on, "Which way did they go?", default));
        var asked = await county.Now(sent);
        Assert.Null(asked.AnsweredAt);
        Assert.Equal(county.County.Time.Now, asked.WaitingSince);
        Assert.Equal(sent.Id, Assert.Single(await county.Queue(filter: new(QueueShows.Waiting))).RecordId);
        Assert.Equal(asked.SubmittedAt.AddHours(72), asked.ReplyDueAt);

        county.County.Time.Move(TimeSpan.FromHours(3));
        await county.Partnership.Asks<ReporterDesk, Outcome<OwnReport>>(desk =>
            desk.Write(sent.Receipt.Reference, sent.Receipt.Secret, "To the park", default)
        );
        var heard = await county.Now(sent);
        Assert.Equal((null, 3 * 3600, asked.ReplyDueAt), (heard.WaitingSince, heard.WaitedSeconds, heard.ReplyDueAt));
        Assert.Equal([MessageKind.Question, MessageKind.FromReporter], (await county.Follows(sent)).Letters.Select(l => l.Kind));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Of_two_officers_at_once_the_second_is_told_and_nothing_of_the_first_is_lost(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        var seen = (await county.Now(sent)).Version;
        var colleague = await county.Joins(county.Partnership.Police, county.Beat);
        await county.Replies(sent);
        var late = await county.Partnership.Asks<ReplyToReporter, Outcome<IncidentReport>>(reply =>
            reply.Handle(new(sent.Id, seen, colleague), AnswerKind.OwnWords, "We will do something quite different", default)
        );
        Assert.StartsWith("Somebody else has changed this report", Assert.Single(late.Refusals).Message, StringComparison.Ordinal);

        // Both have looked at the same, and save at the same instant.
        var other = await county.Reports();
        var both = await Task.WhenAll(
            new[] { county.Officer, colleague }.Select(who =>
                Task.Run(() =>
                    county.Partnership.Asks<ReplyToReporter, Outcome<IncidentReport>>(reply =>
                        reply.Handle(new(other.Id, 0, who), AnswerKind.OwnWords, "Somebody will be with you tomorrow morning", default)
                    )
                )
            )
        );
        Assert.Single(both, b => b.Accepted(out _));
        Assert.Single((await county.Follows(other)).Letters);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Another_team_may_not_work_on_it_nor_whoever_has_a_conflict_nor_a_reader(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        var (response, reader, close, council) = (
            await county.Joins(county.Partnership.Police, county.Response),
            await county.Joins(county.Partnership.Police, county.Beat, AccountsPermissions.Work, RecordsPermissions.ReadRecords),
            await county.Joins(county.Partnership.Police, county.Beat),
            await county.Joins(county.Partnership.Council, null)
        );
        await county.Partnership.Add(
            new ConflictOfInterest
            {
                RecordId = sent.Id,
                AccountId = close.AccountId,
                DeclaredAt = county.County.Time.Now,
            }
        );
        foreach (
            var (who, words) in new[]
            {
                (response, "queue of another team"),
                (reader, "Your role does not let you"),
                (close, "conflict of interest"),
                (council, "no such report"),
            }
        )
        {
            Assert.Contains(
                words,
                Assert
                    .Single(
                        (
                            await county.Does<NoteOnReport, IncidentReport>(
                                sent,
                                (note, on) => note.Handle(on, "A note that is long enough", default),
                                who
                            )
                        ).Refusals
                    )
                    .Message,
                StringComparison.Ordinal
            );
            Assert.Contains(
                words,
                Assert
                    .Single(
                        (
                            await county.Does<AssignReport, IncidentReport>(
                                sent,
                                (assign, on) => assign.Handle(on, who.AccountId, default),
                                who
                            )
                        ).Refusals
                    )
                    .Message,
                StringComparison.Ordinal
            );
        }
        // Nor can it be given to them: an assignment is a reason to read.
        foreach (var who in new[] { response, close, council })
            Assert.False(
                (await county.Does<AssignReport, IncidentReport>(sent, (assign, on) => assign.Handle(on, who.AccountId, default))).Accepted(
                    out _
                )
            );
        await county.Did<AssignReport, IncidentReport>(sent, (assign, on) => assign.Handle(on, reader.AccountId, default));
        Assert.Equal(reader.Name, (await county.Queue())[0].With);
        await county.Did<AssignReport, IncidentReport>(sent, (assign, on) => assign.Handle(on, county.Officer.AccountId, default));
        Assert.True((await county.Queue())[0].Mine); // one has it, and not both
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_held_waits_for_a_human_who_says_what_they_decided(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports("child");
        Assert.Contains(
            "held",
            Assert
                .Single(
                    (
                        await county.Does<ReplyToReporter, IncidentReport>(
                            sent,
                            (reply, on) => reply.Handle(on, AnswerKind.OwnWords, "We will look at it this afternoon", default)
                        )
                    ).Refusals
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "held",
            Assert
                .Single(
                    (
                        await county.Does<AskReporter, IncidentReport>(sent, (ask, on) => ask.Handle(on, "How old is the child?", default))
                    ).Refusals
                )
                .Message,
            StringComparison.Ordinal
        );
        await county.Did<AssignReport, IncidentReport>(sent, (assign, on) => assign.Handle(on, county.Officer.AccountId, default));
        Assert.Equal(ReportState.SafeguardingHold, (await county.Now(sent)).State); // to have it is not to have looked at it
        Assert.Contains(
            "at least 10",
            Assert
                .Single((await county.Does<ReleaseHold, IncidentReport>(sent, (release, on) => release.Handle(on, "ok", default))).Refusals)
                .Message,
            StringComparison.Ordinal
        );
        await county.Did<ReleaseHold, IncidentReport>(
            sent,
            (release, on) => release.Handle(on, "Children’s social care was told and has taken it on", default)
        );
        Assert.Equal((ReportState.Assigned, true), ((await county.Now(sent)).State, (await county.Queue())[0].Mine));
        Assert.Empty((await county.Follows(sent)).Letters); // the note is for staff
        await county.Did<DivertReport, IncidentReport>(sent, (divert, on) => divert.Handle(on, "LP-2025-0314", default));
        Assert.Equal([Risk.Safeguarding, Risk.Emergency], (await county.Now(sent)).Risks);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_is_closed_only_after_a_reply_and_its_reporter_reads_why(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        Task<Outcome<IncidentReport>> Closes(ClosingReason reason) =>
            county.Does<CloseReport, IncidentReport>(sent, (close, on) => close.Handle(on, reason, "", default));
        Assert.StartsWith(
            "Reply to the reporter first",
            Assert.Single((await Closes(ClosingReason.Resolved)).Refusals).Message,
            StringComparison.Ordinal
        );
        await county.Replies(sent);
        Assert.False((await Closes(ClosingReason.NoAnswerFromReporter)).Accepted(out _)); // nobody asked
        Assert.False((await Closes(ClosingReason.Withdrawn)).Accepted(out _)); // that is the reporter's to say
        Assert.True((await Closes(ClosingReason.NothingFurtherPossible)).Accepted(out _));
        var own = await county.Follows(sent);
        Assert.Equal((ReportState.Closed, true), (own.State, own.MayReopen));
        Assert.StartsWith(
            "We have closed your report because there is nothing more that we can do",
            own.Letters[^1].Words,
            StringComparison.Ordinal
        );
        // retention counts from here
        Assert.Equal(county.County.Time.Now, await county.County.Do(db => db.Set<SubjectRecord>().Select(r => r.ClosedAt).SingleAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Of_two_reports_of_one_matter_one_stays_and_neither_reporter_learns_of_the_other(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (stays, goes, councils) = (await county.Reports(), await county.Reports(), await county.Reports("other"));
        Task<Outcome<IncidentReport>> Merges(string into) =>
            county.Does<MergeReport, IncidentReport>(goes, (merge, on) => merge.Handle(on, into, default));
        Assert.Contains(
            "no report of this reference",
            Assert.Single((await Merges("R-2222-2222")).Refusals).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no report of this reference",
            Assert.Single((await Merges(councils.Receipt.Reference)).Refusals).Message,
            StringComparison.Ordinal
        ); // another agency's
        Assert.False((await Merges(goes.Receipt.Reference)).Accepted(out _));
        await county.Did<PublishSummary, ReportSummary>(
            stays,
            (publish, on) => publish.Handle(on, new("Stones were thrown at a bus in the evening", "", false), default)
        );
        Assert.True((await Merges(stays.Receipt.Reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Accepted(out _));
        Assert.Equal((ReportState.Duplicate, (Guid?)stays.Id), ((await county.Now(goes)).State, (await county.Now(goes)).DuplicateOf));
        var letter = Assert.Single((await county.Follows(goes)).Letters);
        Assert.DoesNotMatch("(?i)report(er)?s? of|somebody else|another|neighbour|R-", letter.Words);
        Assert.Empty((await county.Follows(stays)).Letters);
        Assert.Equal([stays.Id], (await county.Queue()).Select(l => l.RecordId));
        // one matter for both
        Assert.Single(await county.County.Do(db => db.Set<SummarisedReport>().Select(s => s.Number).Distinct().ToListAsync()));
        Assert.Equal(2, await county.County.Do(db => db.Set<SummarisedReport>().CountAsync()));
    }
}
