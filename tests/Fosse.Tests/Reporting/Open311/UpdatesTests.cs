using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>Updates both ways, by mySociety's extension.</summary>
public sealed class UpdatesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Its_sender_hears_that_something_happened_and_never_what_was_said(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        Assert.Empty(await Heard(open311.FixMyStreet));
        await open311.Officer(id, r => r.Move(ReportState.InProgress, Later(1)));
        Assert.Equal(["IN_PROGRESS Somebody is working on this."], await Heard(open311.FixMyStreet));
        await open311.Officer(id, r => r.Answered(Later(2)));
        var answered = await Heard(open311.FixMyStreet);
        await open311.Officer(id, r => r.Close(ClosingReason.Resolved, Later(3)));
        var closed = await Heard(open311.FixMyStreet);
        Assert.Equal(["IN_PROGRESS There is a message for whoever reported this. It is for them alone and is not shown here."], answered);
        Assert.Equal([.. answered, "CLOSED This has been closed."], closed);
        await open311.Officer(id, r => r.Reopen(Later(4)));
        Assert.Equal("OPEN This has been opened again.", (await Heard(open311.FixMyStreet))[^1]);
        Assert.Empty(await Heard(open311.Other));

        var update = (await open311.Get($"v2/servicerequestupdates.xml?api_key={open311.FixMyStreet.Secret}"))
            .Xml.Elements("request_update")
            .ToList();
        Assert.Equal("service_request_updates", update[0].Parent!.Name.LocalName);
        Assert.All(update, u => Assert.Equal(id, u.Element("service_request_id")!.Value));
        Assert.Equal(update.Count, update.Select(u => u.Element("update_id")!.Value).Distinct().Count());
        Assert.Equal(["2025-03-14T11:30:00Z", "2025-03-14T13:30:00Z"], update.Select(u => u.Element("updated_datetime")!.Value));

        // FixMyStreet asks for the last two hours.
        Assert.Equal(
            ["2025-03-14T13:30:00Z"],
            (
                await open311.Get(
                    $"v2/servicerequestupdates.xml?api_key={open311.FixMyStreet.Secret}"
                        + "&start_date=2025-03-14T12:00:00Z&end_date=2025-03-14T14:00:00Z"
                )
            )
                .Xml.Elements("request_update")
                .Select(u => u.Element("updated_datetime")!.Value)
        );
        Assert.Empty(
            (
                await open311.Get(
                    $"v2/servicerequestupdates.xml?api_key={open311.FixMyStreet.Secret}"
                        + "&start_date=2025-03-15T12:00:00Z&end_date=2025-03-15T14:00:00Z"
                )
            ).Xml.Elements("request_update")
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await open311.Get($"v2/servicerequestupdates.xml?api_key={open311.FixMyStreet.Secret}&start_date=soon")).Status
        );

        DateTimeOffset Later(int hours)
        {
            open311.County.Time.Now = new DateTimeOffset(2025, 3, 14, 9, 30, 0, TimeSpan.Zero).AddHours(hours);
            return open311.County.Time.Now;
        }

        async Task<List<string>> Heard(MadeKey key)
        {
            var told = await open311.Get($"v2/servicerequestupdates.xml?api_key={key.Secret}");
            Assert.Equal((HttpStatusCode.OK, "no-store"), (told.Status, told.CacheControl));
            return [.. told.Xml.Elements("request_update").Select(u => $"{u.Element("status")!.Value} {u.Element("description")!.Value}")];
        }
    }

    [Theory]
    [InlineData(ClosingReason.Resolved)]
    [InlineData(ClosingReason.Duplicate)]
    [InlineData(ClosingReason.Withdrawn)]
    [InlineData(ClosingReason.NotForUs)]
    public void However_a_report_ends_the_same_is_told_for_a_duplicate_would_tell_that_another_has_reported(ClosingReason because)
    {
        var report = Report();
        if (because is not (ClosingReason.Duplicate or ClosingReason.Withdrawn))
            report.Answered(At(1));
        report.Close(because, At(2));
        Assert.Equal(NewsKind.Closed, RequestNews.Of(report)[^1].Kind);
        Assert.Equal(RequestNews.Of(report), RequestNews.Of(report));
    }

    [Theory]
    [InlineData(ReportState.SafeguardingHold)]
    [InlineData(ReportState.EmergencyDiverted)]
    [InlineData(ReportState.Redirected)]
    [InlineData(ReportState.Assigned)]
    public void Who_works_on_it_and_what_is_feared_is_not_told(ReportState state)
    {
        var report = Report();
        report.Move(state, At(1));
        Assert.Empty(RequestNews.Of(report));
    }

    [Fact]
    public void A_question_and_an_answer_are_told_in_the_same_words()
    {
        var (asked, answered) = (Report(), Report());
        asked.Asked(At(1));
        answered.Answered(At(1));
        Assert.Equal(RequestNews.Of(answered).Select(n => (n.Kind, n.At, n.Id)), RequestNews.Of(asked).Select(n => (n.Kind, n.At, n.Id)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_written_at_the_sender_becomes_one_message_in_the_report_however_often_it_is_sent(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        await open311.Officer(id, r => r.Asked(open311.County.Time.Now));
        open311.County.Time.Move(TimeSpan.FromHours(2));
        var update = Update(open311.FixMyStreet.Secret, id, "It was louder last night");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => open311.Post("servicerequestupdates.xml", update)));
        Assert.All(
            answers,
            a => Assert.Equal((HttpStatusCode.OK, "service_request_updates", "no-store"), (a.Status, a.Xml.Name.LocalName, a.CacheControl))
        );
        Assert.Single(answers.Select(a => Assert.Single(a.Xml.Elements("request_update")).Element("update_id")!.Value).Distinct());
        var report = await open311.Stored(id);
        Assert.Equal((null, 7200), (report.WaitingSince, report.WaitedSeconds)); // they have answered the question
        await SendingTests.Reads(
            open311,
            report.RecordId,
            async (db, access) =>
            {
                var message = Assert.Single(await db.Set<ReportMessage>().AsNoTracking().ToListAsync());
                Assert.Equal(MessageKind.FromReporter, message.Kind);
                Assert.Equal(
                    "It was louder last night\n\nWritten at FixMyStreet of Ashby by Asha Okoye; it is OPEN there.",
                    access.Read(message.Words)
                );
            }
        );
        update["update_id"] = "43";
        Assert.NotEqual(answers[0].Text, (await open311.Post("servicerequestupdates.xml", update)).Text);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_closed_report_is_opened_again_only_where_that_is_asked_for(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        await open311.Officer(
            id,
            r =>
            {
                r.Answered(open311.County.Time.Now);
                r.Close(ClosingReason.AdviceGiven, open311.County.Time.Now);
            }
        );
        var update = Update(open311.FixMyStreet.Secret, id, "Thank you");
        Assert.Equal(HttpStatusCode.OK, (await open311.Post("servicerequestupdates.xml", update)).Status);
        Assert.Equal(ReportState.Closed, (await open311.Stored(id)).State);
        (update["update_id"], update["status"], update["description"]) = ("44", "REOPEN", "It goes on");
        Assert.Equal(HttpStatusCode.OK, (await open311.Post("servicerequestupdates.xml", update)).Status);
        Assert.Equal(ReportState.Submitted, (await open311.Stored(id)).State);
    }

    [Fact]
    public async Task An_update_is_refused_with_every_reason_and_of_another_systems_report_nothing_is_known()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        var empty = await open311.Post("servicerequestupdates.xml", [new("api_key", open311.FixMyStreet.Secret)]);
        Assert.Equal(
            [
                "400 service_request_id is missing",
                "400 update_id is missing",
                "400 status is missing",
                "400 updated_datetime is missing",
                "400 description is missing",
            ],
            empty.Errors
        );
        foreach (
            var (name, value) in new[]
            {
                ("status", "!?"),
                ("status", new string('X', 60)),
                ("updated_datetime", "2025-03-14"),
                ("public_anonymity_required", "yes"),
                ("description", new string('x', 10_001)),
            }
        )
        {
            var update = Update(open311.FixMyStreet.Secret, id, "Again");
            update[name] = value;
            Assert.StartsWith(
                $"400 {name} must be",
                Assert.Single((await open311.Post("servicerequestupdates.xml", update)).Errors),
                StringComparison.Ordinal
            );
        }
        var others = await open311.Post("servicerequestupdates.xml", Update(open311.Other.Secret, id, "Again"));
        var nobodys = await open311.Post("servicerequestupdates.xml", Update(open311.Other.Secret, "R-9999-9999", "Again"));
        Assert.Equal((HttpStatusCode.NotFound, others.Text), (others.Status, nobodys.Text));
        Assert.Equal(0, await open311.County.Do(db => db.Set<SentUpdate>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Into_the_report_of_somebody_who_has_been_forgotten_nothing_is_put(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        var record = (await open311.Stored(id)).RecordId;
        await open311.County.With<ForgetSubject>(forget =>
            forget.Run(record, new(Guid.NewGuid(), Guid.NewGuid(), "Test Council"), "asked for", default)
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await open311.Post("servicerequestupdates.xml", Update(open311.FixMyStreet.Secret, id, "Once more"))).Status
        );
        Assert.Equal(0, await open311.County.Do(db => db.Set<SentUpdate>().CountAsync()));
    }

    internal static Dictionary<string, string> Update(string key, string id, string words) =>
        new()
        {
            ["api_key"] = key,
            ["service_request_id"] = id,
            ["update_id"] = "42",
            ["status"] = "OPEN",
            ["updated_datetime"] = "2025-03-14T10:00:00+00:00",
            ["description"] = words,
            ["first_name"] = "Asha",
            ["last_name"] = "Okoye",
            ["email"] = "asha@example.org",
            ["public_anonymity_required"] = "FALSE",
        };

    private static DateTimeOffset At(int hours) => new DateTimeOffset(2025, 3, 14, 9, 0, 0, TimeSpan.Zero).AddHours(hours);

    private static IncidentReport Report() =>
        new()
        {
            RecordId = Guid.NewGuid(),
            Reference = "R-2345-6789",
            Submission = Guid.NewGuid(),
            Category = "noise",
            AnsweredByName = "Police",
            Channel = ReportChannel.Open311,
            SubmittedAt = At(0),
        };
}
