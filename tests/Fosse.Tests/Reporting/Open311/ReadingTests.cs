using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>What anybody may read by Open311: what the server is, what it takes, and what staff have published.</summary>
public sealed class ReadingTests
{
    [Fact]
    public async Task The_server_says_what_it_is_where_it_is_and_how_to_come_by_a_key()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite, "--Open311:Contact=api@fosse.example");
        var xml = (await open311.Get("discovery.xml")).Xml;
        Assert.Equal("discovery", xml.Name.LocalName);
        Assert.Equal("api@fosse.example", xml.Element("contact")!.Value);
        Assert.True(
            DateTimeOffset.Parse(xml.Element("changeset")!.Value, CultureInfo.InvariantCulture)
                < DateTimeOffset.Parse("2026-11-23", CultureInfo.InvariantCulture)
        );
        Assert.NotEmpty(xml.Element("key_service")!.Value);
        var endpoint = xml.Element("endpoints")!.Element("endpoint")!;
        Assert.Equal("http://wiki.open311.org/GeoReport_v2", endpoint.Element("specification")!.Value);
        Assert.Equal($"{open311.Site.Address}open311/v2", endpoint.Element("url")!.Value);
        Assert.Contains(endpoint.Element("type")!.Value, (string[])["production", "test"]);
        Assert.Equal(["text/xml", "application/json"], endpoint.Element("formats")!.Elements("format").Select(f => f.Value));
        Assert.Equal(
            (await open311.Get("discovery.json")).Json.GetProperty("endpoints")[0].GetProperty("url").GetString(),
            endpoint.Element("url")!.Value
        );

        await using var named = await Open311Site.Open(TestCounty.Sqlite, "--Open311:Address=https://fosse.example/");
        Assert.Equal(
            "https://fosse.example/open311/v2",
            (await named.Get("discovery.json")).Json.GetProperty("endpoints")[0].GetProperty("url").GetString()
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Services_are_the_categories_that_take_reports_and_each_has_its_questions(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        await open311.County.Do(async db =>
        {
            (await db.Set<ReportCategory>().SingleAsync(c => c.Code == "groups")).Offered = false;
            (await db.Set<ReportCategory>().SingleAsync(c => c.Code == Open311Site.Noise)).Questions =
            [
                new("kind", "What kind?", QuestionKind.One, true, "Choose one", [new("music", "Music & <song>"), new("other", "Other")]),
                new("days", "Which days?", QuestionKind.Many, false, "", [new("mo", "Monday"), new("tu", "Tuesday")]),
                new("people", "How many?", QuestionKind.Number, false),
                new("since", "Since when?", QuestionKind.Moment, false),
                new("who", "Who?", QuestionKind.Line, false),
                new("more", "More?", QuestionKind.Words, false),
            ];
            await db.SaveChangesAsync();
        });
        var services = (await open311.Get("v2/services.xml")).Xml.Elements("service").ToList();
        var codes = services.Select(s => s.Element("service_code")!.Value).ToList();
        Assert.Contains(Open311Site.Noise, codes);
        Assert.DoesNotContain("groups", codes);
        Assert.Equal(
            StandardCategories.All.Where(c => c is { Offered: true, SignpostOnly: false } && c.Code != "groups").Select(c => c.Code),
            codes
        );
        Assert.Contains(StandardCategories.All, c => c.SignpostOnly);
        Assert.All(
            services,
            s =>
                Assert.Equal(
                    ("true", "realtime", "private"),
                    (s.Element("metadata")!.Value, s.Element("type")!.Value, s.Element("keywords")!.Value)
                )
        );

        var definition = (await open311.Get("v2/services/noise.xml")).Xml;
        Assert.Equal(
            [
                "kind singlevaluelist true 1",
                "days multivaluelist false 2",
                "people number false 3",
                "since datetime false 4",
                "who string false 5",
                "more text false 6",
                "happened_at datetime false 7",
                "fixmystreet_id string false 8",
            ],
            definition
                .Element("attributes")!
                .Elements("attribute")
                .Select(a =>
                    $"{a.Element("code")!.Value} {a.Element("datatype")!.Value} {a.Element("required")!.Value} {a.Element("order")!.Value}"
                )
        );
        Assert.Equal(
            [("music", "Music & <song>"), ("other", "Other")],
            definition.Descendants("values").First().Elements("value").Select(v => (v.Element("key")!.Value, v.Element("name")!.Value))
        );
        Assert.Equal("server_set", definition.Descendants("attribute").Last().Element("automated")!.Value);
        foreach (var gone in (string[])["groups", "fraud", "nothing"])
            Assert.Equal(["404 There is no such service"], (await open311.Get($"v2/services/{gone}.xml")).Errors);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Requests_are_published_matters_with_the_middle_of_their_area(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var (nowhere, back) = (open311.Matter("M-2222-2223"), open311.Matter("M-2222-2224"));
        (nowhere.LsoaId, nowhere.ClosedAt, nowhere.Outcome, back.WithdrawnAt) = (
            null,
            open311.County.Time.Now,
            "The council spoke with the owner",
            open311.County.Time.Now
        );
        await open311.Publish(open311.Matter("M-2222-2222"), nowhere, back);
        var one = Assert.Single((await open311.Get("v2/requests/M-2222-2222.xml")).Xml.Elements("request"));
        Assert.Equal(
            ("open", "Noise", "noise", "Loud music at night in several streets <of Ashby> & around", "Test Council"),
            (
                Value(one, "status"),
                Value(one, "service_name"),
                Value(one, "service_code"),
                Value(one, "description"),
                Value(one, "agency_responsible")
            )
        );
        Assert.Equal(
            ("2025-03-01T00:00:00Z", "52.61234", "-1.41234", "Ashby 001A"),
            (Value(one, "requested_datetime"), Value(one, "lat"), Value(one, "long"), Value(one, "address"))
        );
        var closed = Assert.Single((await open311.Get("v2/requests/M-2222-2223.xml")).Xml.Elements("request"));
        Assert.Equal(
            ("closed", "The council spoke with the owner", "", ""),
            (Value(closed, "status"), Value(closed, "status_notes"), Value(closed, "lat"), Value(closed, "long"))
        );
        var gone = await open311.Get("v2/requests/M-2222-2224.xml");
        Assert.Equal(HttpStatusCode.NotFound, gone.Status); // taken back is as if it had never been
        Assert.Equal(gone.Text, (await open311.Get("v2/requests/M-9999-9999.xml")).Text);
        Assert.Equal(["M-2222-2222", "M-2222-2223"], (await open311.Get("v2/requests.xml")).Ids);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_list_is_narrowed_by_id_service_status_and_dates_and_goes_by_pages(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var (today, other) = (new DateOnly(2025, 3, 14), open311.Matter("M-AAAA-AAA5"));
        (other.Category, other.ClosedAt) = ("vehicles", open311.County.Time.Now);
        await open311.Publish(
            open311.Matter("M-AAAA-AAA1", today),
            open311.Matter("M-AAAA-AAA2", today.AddDays(-89)),
            open311.Matter("M-AAAA-AAA3", today.AddDays(-91)),
            open311.Matter("M-AAAA-AAA4", new(2024, 6, 10)),
            other
        );
        async Task Are(string query, params string[] last) =>
            Assert.Equal(last.Select(l => $"M-AAAA-AAA{l}"), (await open311.Get($"v2/requests.xml?{query}")).Ids);

        await Are("", "1", "5", "2"); // 90 days, the newest first
        // ids override the rest
        await Are("service_request_id=M-AAAA-AAA4,M-AAAA-AAA1&status=closed&start_date=2025-03-14T00:00:00Z", "1", "4");
        await Are("service_request_id=M-AAAA-AAA9", []);
        await Are("service_code=vehicles", "5");
        await Are("service_code=vehicles,noise", "1", "5", "2");
        await Are("service_code=nothing", []);
        await Are("status=open", "1", "2");
        await Are("status=closed", "5");
        await Are("status=open,closed", "1", "5", "2");
        await Are("start_date=2024-06-01T00:00:00Z&end_date=2024-07-01T00:00:00Z", "4");
        await Are("start_date=2024-06-01T00:00:00Z", "4"); // 90 days from there
        await Are("end_date=2024-06-10T00:00:00%2B01:00", "4"); // that moment in the county's summer
        await Are("end_date=2024-06-10T00:00:00+01:00", "4"); // the plus sign not encoded, as some send it
        await Are("end_date=2024-06-09T22:59:59Z", []);
        await Are("start_date=2024-06-09T23:00:00Z&end_date=2024-06-11T00:00:00Z", "4");
        await Are("start_date=2024-06-09T23:00:01Z&end_date=2024-06-11T00:00:00Z", []);
        await Are("page_size=2", "1", "5");
        await Are("page_size=2&page=2", "2");
        await Are("page=1000000", []);
    }

    [Theory]
    [InlineData("status=shut", "400 status must be open or closed")]
    [InlineData("start_date=yesterday", "400 start_date must be a date and time with a zone, such as 2026-11-22T08:15:30Z")]
    [InlineData("start_date=2025-03-01T00:00:00", "400 start_date must be a date and time with a zone, such as 2026-11-22T08:15:30Z")]
    [InlineData("start_date=2025-13-01T00:00:00Z", "400 start_date must be a date and time with a zone, such as 2026-11-22T08:15:30Z")]
    [InlineData("start_date=2025-03-02T00:00:00Z&end_date=2025-03-01T00:00:00Z", "400 start_date must not be after end_date")]
    [InlineData(
        "start_date=2024-03-02T00:00:00Z&end_date=2025-03-01T00:00:00Z",
        "400 start_date and end_date must not be more than 90 days apart"
    )]
    [InlineData(
        "page=0&page_size=1001",
        "400 page must be a whole number from 1 to 1000000",
        "400 page_size must be a whole number from 1 to 1000"
    )]
    public async Task What_is_wrong_with_a_search_is_said_all_at_once(string query, params string[] errors)
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var refused = await open311.Get($"v2/requests.xml?{query}");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "text/xml; charset=utf-8", "no-store"),
            (refused.Status, refused.Type, refused.CacheControl)
        );
        Assert.Equal(errors, refused.Errors);
    }

    [Fact]
    public async Task Each_address_answers_in_xml_and_json_with_its_type_and_to_head_and_says_when_nothing_has_changed()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite, "--Open311:Address=https://fosse.example");
        await open311.Publish(open311.Matter("M-2222-2222"));
        foreach (var path in (string[])["discovery", "v2/services", "v2/services/noise", "v2/requests", "v2/requests/M-2222-2222"])
        {
            var (xml, json) = (await open311.Get($"{path}.xml"), await open311.Get($"{path}.json"));
            Assert.Equal(
                (HttpStatusCode.OK, "text/xml; charset=utf-8", HttpStatusCode.OK, "application/json; charset=utf-8"),
                (xml.Status, xml.Type, json.Status, json.Type)
            );
            Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", xml.Text, StringComparison.Ordinal);
            Assert.Contains("public", xml.CacheControl, StringComparison.Ordinal);
            var head = await open311.Get($"{path}.xml", HttpMethod.Head);
            Assert.Equal((HttpStatusCode.OK, "", xml.Type), (head.Status, head.Text, head.Type));
            using var again = new HttpRequestMessage(HttpMethod.Get, new Uri($"/open311/{path}.xml", UriKind.Relative));
            again.Headers.IfNoneMatch.Add(xml.Answer.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await open311.Client.SendAsync(again)).StatusCode);
            var unknown = await open311.Get($"{path}.yaml");
            Assert.Equal((HttpStatusCode.NotFound, "text/xml; charset=utf-8"), (unknown.Status, unknown.Type));
        }
        var before = (await open311.Get("v2/requests.xml")).Answer.Headers.ETag;
        await open311.Publish(open311.Matter("M-2222-2223"));
        Assert.NotEqual(before, (await open311.Get("v2/requests.xml")).Answer.Headers.ETag); // no edition of figures in between
        foreach (var nothing in (string[])["v2/nothing.xml", "v2", "", "v2/tokens.xml"])
            Assert.Equal(["404 There is nothing at this address"], (await open311.Get(nothing)).Errors);
        Assert.Equal(404, (await open311.Get("v2/nothing.json")).Json[0].GetProperty("code").GetInt32());
    }

    private static string Value(XElement of, string name) => of.Element(name)!.Value;
}
