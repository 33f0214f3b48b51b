using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>Another system sends a report: it lands where those of the pages land, private, once.</summary>
public sealed class SendingTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_request_becomes_a_sealed_report_and_its_sender_is_told_its_id_and_no_token(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var told = await open311.Post("requests.xml", Open311Site.Report(open311.FixMyStreet.Secret).Append(new("account_id", "a9")));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (told.Status, told.CacheControl));
        var request = Assert.Single(told.Xml.Elements("request"));
        Assert.Equal(("service_requests", "a9"), (told.Xml.Name.LocalName, request.Element("account_id")!.Value));
        Assert.Null(request.Element("token"));
        // no code for a system that does not hand codes on
        Assert.DoesNotMatch("[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}", request.Element("service_notice")!.Value);
        var report = await open311.Stored(request.Element("service_request_id")!.Value);
        Assert.Equal(
            (ReportChannel.Open311, "noise", "Test Council", ReportState.Submitted),
            (report.Channel, report.Category, report.AnsweredByName, report.State)
        );
        Assert.Equal(4, await open311.County.Do(db => db.Set<ReportPlace>().Select(p => p.LsoaId).SingleAsync()));
        await Assert.ThrowsAsync<PersonalDataRefused>(() => open311.County.Do(db => db.Set<ReportDetails>().AsNoTracking().ToListAsync()));
        Assert.Equal(1, await open311.County.Do(db => db.Set<SubjectRecord>().CountAsync(r => r.Class == ReportingDataClasses.Report)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_was_sent_is_what_an_officer_reads(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var sent = Open311Site.Report(open311.FixMyStreet.Secret);
        (sent["address_string"], sent["media_url"], sent["attribute[closest_address]"], sent["attribute[happened_at]"], sent["phone"]) = (
            "12 Brook Lane",
            "https://fms.example/photo/7.jpeg",
            "Brook Lane, Ashby",
            "2025-03-13T23:30:00Z",
            "0116 496 0000"
        );
        var report = await open311.Stored(await open311.Sends(sent));
        await Reads(
            open311,
            report.RecordId,
            async (db, access) =>
            {
                var details = await db.Set<ReportDetails>().AsNoTracking().SingleAsync();
                Assert.StartsWith("title: Noise\n\ndetail: Music until four", access.Read(details.Behaviour), StringComparison.Ordinal);
                Assert.Equal(
                    ("12 Brook Lane", "-1.4067219 52.6178431", "13 March 2025 23:30", "{\"noise\":[\"music\"]}"),
                    (
                        access.Read(details.Place!),
                        access.Read(details.Point!),
                        access.Read(details.Happened!),
                        access.Read(details.Answers!)
                    )
                );
                var person = await db.Set<PersonDetails>().AsNoTracking().SingleAsync();
                Assert.Equal(
                    ("Asha Okoye", "asha@example.org", "0116 496 0000"),
                    (access.Read(person.Name!), access.Read(person.Email!), access.Read(person.Telephone!))
                );
                var note = access.Read(Assert.Single(await db.Set<ReportMessage>().AsNoTracking().ToListAsync()).Words);
                Assert.Equal(
                    "FixMyStreet of Ashby sent with it:\nmedia_url: https://fms.example/photo/7.jpeg\nclosest_address: Brook Lane, Ashby",
                    note
                );
            }
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_same_sent_again_or_twelve_times_at_once_is_one_report(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var named = Open311Site.Report(open311.FixMyStreet.Secret);
        var nameless = Open311Site.Report(open311.FixMyStreet.Secret, "Another matter, told without an id");
        nameless.Remove("attribute[fixmystreet_id]");
        foreach (var report in (Dictionary<string, string>[])[named, nameless])
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => open311.Sends(report)));
            Assert.Single(ids.Distinct());
        }
        Assert.Equal(2, await open311.County.Do(db => db.Set<IncidentReport>().CountAsync()));

        open311.County.Time.Move(TimeSpan.FromDays(30));
        named["description"] += "and once more, after a long outage";
        Assert.Equal(2, await Count(named)); // what the sender calls by one name is one report for ever
        Assert.Equal(3, await Count(nameless)); // it goes on, and is told again in the same words
        Assert.Equal(3, await Count(nameless));
        Assert.Equal(4, await Count(Open311Site.Report(open311.Other.Secret))); // another system counts from 1 too
        named["service_code"] = "neighbours";
        Assert.Equal(5, await Count(named)); // put into another category there

        async Task<int> Count(Dictionary<string, string> report)
        {
            await open311.Sends(report);
            return await open311.County.Do(db => db.Set<IncidentReport>().CountAsync());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fosse_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ended")]
    [InlineData("left")]
    [InlineData("renewed")]
    public async Task Without_a_key_that_is_known_today_everything_private_is_forbidden(string? key)
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        await open311.County.With<ApiKeys>(async keys =>
        {
            if (key == "ended")
                Assert.True((await keys.End(null, open311.FixMyStreet.Id, 0, default)).Accepted(out _));
            if (key == "renewed")
                Assert.True((await keys.Renew(null, open311.FixMyStreet.Id, 0, default)).Accepted(out _));
        });
        if (key == "left")
            await open311.County.Do(async db =>
            {
                foreach (var agency in await db.Set<Agency>().ToListAsync())
                    agency.LeftOn = new(2025, 3, 14);
                await db.SaveChangesAsync();
            });
        var shown = key is "ended" or "left" or "renewed" ? open311.FixMyStreet.Secret : key;
        string[] forbidden = ["403 api_key is missing or is not known here"];
        var wrong = Open311Site.Report(shown);
        wrong.Remove("description"); // what else is wrong is not told
        var refused = await open311.Post("requests.xml", wrong);
        Assert.Equal((HttpStatusCode.Forbidden, "text/xml; charset=utf-8"), (refused.Status, refused.Type));
        Assert.Equal(forbidden, refused.Errors);
        Assert.Equal(forbidden, (await open311.Post("servicerequestupdates.xml", wrong)).Errors);
        Assert.Equal(forbidden, (await open311.Get($"v2/servicerequestupdates.xml?api_key={shown}")).Errors);
        if (string.IsNullOrEmpty(shown))
            Assert.Equal(HttpStatusCode.NotFound, (await open311.Get($"v2/requests/{id}.xml")).Status);
        else
            Assert.Equal(forbidden, (await open311.Get($"v2/requests/{id}.xml?api_key={shown}")).Errors);
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_told_by_the_name_of_its_field()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        await Refused(
            [],
            "service_code is missing",
            "description is missing",
            "A place is missing: give lat and long, or address_string, or address_id"
        );
        await Refused(With(("lat", "north")), "lat must be a number of degrees (WGS 84) from -90 to 90");
        await Refused(With(("long", null)), "lat and long must be given together");
        await Refused(With(("service_code", "nothing")), "service_code is not one of the services here");
        await Refused(With(("service_code", "fraud")), "service_code is not one of the services here"); // a signpost takes nothing
        await Refused(With(("description", "Too short")), "description: Say a little more about what happened, in at least 15 characters");
        await Refused(With(("description", new string('x', 10_001))), "description must be 10,000 characters or fewer");
        await Refused(With(("attribute[noise]", null)), "attribute[noise]: Answer the question: What kind of noise is it?");
        await Refused(With(("attribute[noise]", "whistling")), "attribute[noise]: Choose one of the answers");
        await Refused(
            With(("attribute[a[b]]", "x")),
            "An attribute must be sent as attribute[CODE], or as attribute[CODE][] where it takes several values"
        );
        await Refused(With(("attribute[happened_at]", "2025-03-20T10:00:00Z")), "attribute[happened_at]: The day must be today or earlier");
        await Refused(
            With(("attribute[happened_at]", "last week")),
            "attribute[happened_at] must be a date and time with a zone, such as 2026-11-22T08:15:30Z"
        );
        await Refused(With(("email", "no address")), "email: Enter an email address, such as name@example.com");
        await Refused(With(("email", null), ("phone", "12")), "phone: Enter a telephone number, such as 0116 496 0000");
        await Refused(
            With(("address_string", new string('y', 300))),
            "lat, long or address_string: The place must be 200 characters or fewer"
        );
        Assert.Equal(0, await open311.County.Do(db => db.Set<IncidentReport>().CountAsync()));
        Assert.Equal(0, await open311.County.Do(db => db.Set<SentRequest>().CountAsync()));

        async Task Refused(IEnumerable<KeyValuePair<string, string>> form, params string[] errors)
        {
            var refused = await open311.Post(
                "requests.xml",
                form.Where(f => f.Key != "api_key").Append(new("api_key", open311.FixMyStreet.Secret))
            );
            Assert.Equal((HttpStatusCode.BadRequest, "no-store"), (refused.Status, refused.CacheControl));
            Assert.Equal(errors.Select(e => $"400 {e}"), refused.Errors);
        }
    }

    [Fact]
    public async Task A_place_is_a_point_or_words_or_the_number_of_an_address_and_several_answers_are_taken_either_way()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        await open311.County.Do(async db =>
        {
            (await db.Set<ReportCategory>().SingleAsync(c => c.Code == Open311Site.Noise)).Questions =
            [
                new("days", "Which days?", QuestionKind.Many, true, "", [new("mo", "Monday"), new("tu", "Tuesday")]),
                new("since", "Since when?", QuestionKind.Moment, false),
            ];
            await db.SaveChangesAsync();
        });
        (string, string?)[][] sent =
        [
            [("lat", null), ("long", null), ("address_string", "12 Brook Lane"), ("attribute[days]", "mo")],
            [
                ("lat", null),
                ("long", null),
                ("address_id", "100030000000"),
                ("attribute[days][]", "mo"),
                ("attribute[since]", "2025-02-01"),
            ],
            [("address_id", "#NOTPINPOINTED#"), ("lat", null), ("long", null), ("attribute[days][]", "mo"), ("attribute[days]", "tu")],
            [("attribute[days]", "tu"), ("first_name", null), ("last_name", null), ("email", null)],
            [("attribute[days]", "tu"), ("first_name", null), ("last_name", null)],
        ];
        foreach (var (i, changes) in sent.Index())
            await open311.Sends(
                With([
                    .. changes,
                    ("attribute[noise]", null),
                    ("attribute[fixmystreet_id]", $"{i}"),
                    ("api_key", open311.FixMyStreet.Secret),
                ])
            );
        var twice = With(("attribute[fixmystreet_id]", "99"), ("api_key", open311.FixMyStreet.Secret))
            .Append(new("attribute[days][]", "mo"))
            .Append(new("attribute[days][]", "tu"));
        Assert.Equal(HttpStatusCode.OK, (await open311.Post("requests.xml", twice)).Status);
        Assert.Contains(
            "400 attribute[days]: Choose one of the answers",
            (
                await open311.Post(
                    "requests.xml",
                    twice.Append(new("attribute[days][]", "xx")).Where(f => f.Key != "attribute[fixmystreet_id]")
                )
            ).Errors
        );
        Assert.Contains(
            "400 attribute[since]: Give a day, such as 2026-11-22, or a date and time with a zone",
            (await open311.Post("requests.xml", twice.Append(new("attribute[since]", "long ago")))).Errors
        );
        Assert.Equal(6, await open311.County.Do(db => db.Set<IncidentReport>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_system_follows_its_own_requests_and_to_everybody_else_they_are_not_there(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        await open311.Publish(open311.Matter("M-2222-2222"));
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        var (mine, theirs) = (open311.FixMyStreet.Secret, open311.Other.Secret);
        var own = await open311.Get($"v2/requests/{id}.xml?api_key={mine}");
        Assert.Equal((HttpStatusCode.OK, "no-store"), (own.Status, own.CacheControl));
        var request = Assert.Single(own.Xml.Elements("request"));
        Assert.Equal(
            ("open", "noise", "", "", "", "2025-03-14T09:30:00Z", "2025-03-17T09:30:00Z"),
            (
                Value("status"),
                Value("service_code"),
                Value("description"),
                Value("lat"),
                Value("address"),
                Value("requested_datetime"),
                Value("expected_datetime")
            )
        );

        var nothing = await open311.Get("v2/requests/R-9999-9999.xml");
        foreach (var path in (string[])[$"v2/requests/{id}.xml", $"v2/requests/{id}.xml?api_key={theirs}"])
        {
            var told = await open311.Get(path);
            Assert.Equal(
                (nothing.Status, nothing.Text, nothing.Type, nothing.CacheControl),
                (told.Status, told.Text, told.Type, told.CacheControl)
            );
        }
        Assert.Equal([id], (await open311.Get($"v2/requests.xml?service_request_id={id}&api_key={mine}")).Ids);
        Assert.Equal(["M-2222-2222", id], (await open311.Get($"v2/requests.xml?service_request_id=M-2222-2222,{id}&api_key={mine}")).Ids);
        Assert.Empty((await open311.Get($"v2/requests.xml?service_request_id={id}&api_key={theirs}")).Ids);
        Assert.Empty((await open311.Get($"v2/requests.xml?service_request_id={id}")).Ids);
        // a list that is not by name has no private ones
        Assert.Equal(["M-2222-2222"], (await open311.Get($"v2/requests.xml?api_key={mine}")).Ids);

        var token = Assert.Single((await open311.Get($"v2/tokens/{id}.xml?api_key={mine}")).Xml.Elements("request"));
        Assert.Equal((id, id), (token.Element("service_request_id")!.Value, token.Element("token")!.Value));
        foreach (
            var path in (string[])[$"v2/tokens/{id}.xml", $"v2/tokens/{id}.xml?api_key={theirs}", $"v2/tokens/nothing.xml?api_key={mine}"]
        )
            Assert.Equal(["404 There is no such token"], (await open311.Get(path)).Errors);

        string Value(string name) => request.Element(name)!.Value;
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_system_that_hands_codes_on_is_given_one_that_opens_the_letters_and_the_same_again(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var key = await open311.Key("A portal that hands codes on", handsOnCodes: true);
        var notices = new List<string>();
        for (var i = 0; i < 2; i++)
            notices.Add(
                (await open311.Post("requests.xml", Open311Site.Report(key.Secret))).Xml.Descendants("service_notice").Single().Value
            );
        Assert.Single(notices.Distinct());
        var words = System.Text.RegularExpressions.Regex.Match(notices[0], "reference (R-[0-9A-Z-]{9}) and the code ([0-9a-z-]{19})");
        var (reference, code) = (words.Groups[1].Value, words.Groups[2].Value);
        await open311.Post("servicerequestupdates.xml", UpdatesTests.Update(key.Secret, reference, "It has stopped"));
        await open311.County.With<ReporterDesk>(async desk =>
        {
            var own = await desk.Open(reference, code, default);
            Assert.StartsWith("It has stopped", Assert.Single(own!.Letters).Words, StringComparison.Ordinal);
        });
    }

    private static Dictionary<string, string> With(params (string Name, string? Value)[] changes)
    {
        var report = Open311Site.Report("");
        foreach (var (name, value) in changes)
        {
            if (value is null)
                report.Remove(name);
            else
                report[name] = value;
        }
        return report;
    }

    /// <summary>As the officer whom the report is assigned to.</summary>
    internal static async Task Reads(Open311Site open311, Guid record, Func<Fosse.Foundation.SafetyDb, Access, Task> work)
    {
        var officer = await Officer.Joins(open311.County, "Test Council", AccountsPermissions.Work, RecordsPermissions.ReadRecords);
        await open311.County.Do(async db =>
        {
            db.Add(
                new RecordAssignment
                {
                    RecordId = record,
                    AccountId = officer,
                    Task = "Answer",
                    StartsOn = new(2025, 3, 1),
                }
            );
            await db.SaveChangesAsync();
        });
        await using var scope = open311.County.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Fosse.Foundation.SafetyDb>();
        var who = await db.WhoIs(officer, new(2025, 3, 14), default);
        using var access = await scope
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(who!.Actor, ReportingPurposes.TriageReport, record, "triage of the report"), default);
        await work(db, access);
    }
}
