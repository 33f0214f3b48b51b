using System.Net;
using System.Text.RegularExpressions;
using Fosse.Exchange.Open311;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Tests.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>What FixMyStreet and its like send, field by field: nothing that somebody wrote is lost for the sake of a form.</summary>
public sealed partial class AsClientsSpeakTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_fixmystreet_sends_is_kept_or_refused_as_it_should_be(string database)
    {
        var lines = File.ReadLines(Path.Combine(SharedData.Cases("open311"), "updates-and-requests-as-fixmystreet-sends-them.txt"));
        await using var open311 = await Open311Site.Open(database);
        var asked = 0;
        foreach (var line in lines.Where(l => l.StartsWith("POST ", StringComparison.Ordinal)))
        {
            var report = Open311Site.Report(open311.FixMyStreet.Secret);
            report["attribute[fixmystreet_id]"] = $"line {asked++}";
            var refused = Expected.Match(line).Groups[1].Value == "refused";
            Told told;
            if (line.Contains("servicerequestupdates", StringComparison.Ordinal))
            {
                var update = Update(open311, await open311.Sends(report));
                Put(update, line);
                if (line.Contains("(blank", StringComparison.Ordinal))
                    update["description"] = "";
                told = await open311.Post("servicerequestupdates.xml", update);
            }
            else
            {
                Put(report, line);
                if (line.Contains("4,100 characters", StringComparison.Ordinal))
                    report["description"] = string.Concat(Enumerable.Repeat("Loud music ", 400))[..4100];
                if (line.Contains("without lat and long", StringComparison.Ordinal))
                    (report["lat"], report["long"]) = ("", "");
                told = line.Contains("multipart", StringComparison.Ordinal)
                    ? await Multipart(open311, report, "photo1")
                    : await open311.Post("requests.xml", report);
            }
            Assert.True(told.Status == (refused ? HttpStatusCode.BadRequest : HttpStatusCode.OK), $"{line}\n{told.Text}");
        }
        Assert.True(asked > 5);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_long_description_and_what_there_is_no_room_for_are_all_there_for_staff(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var words = string.Join("\r\n", Enumerable.Range(0, 900).Select(i => $"line-{i}"));
        var report = Open311Site.Report(open311.FixMyStreet.Secret);
        report["description"] = words;
        var told = await Multipart(open311, report, "photo1", "photo2");
        Assert.True(told.Status == HttpStatusCode.OK, told.Text);
        var id = told.Xml.Elements("request").Single().Element("service_request_id")!.Value;
        await SendingTests.Reads(
            open311,
            (await open311.Stored(id)).RecordId,
            async (db, access) =>
            {
                var behaviour = access.Read((await db.Set<ReportDetails>().AsNoTracking().SingleAsync()).Behaviour);
                var note = string.Join(
                    '\n',
                    (await db.Set<ReportMessage>().AsNoTracking().ToListAsync()).Select(n => access.Read(n.Words))
                );
                Assert.True(behaviour.Length <= ReportRules.LongestWords);
                Assert.All(Enumerable.Range(0, 900), i => Assert.Matches($@"line-{i}\b", $"{behaviour}\n{note}"));
                Assert.Contains("2 files came with it", note, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Fields_that_are_empty_unknown_or_in_other_letters_stand_in_nobodys_way()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var report = Open311Site.Report(open311.FixMyStreet.Secret);
        report["service_code"] = " NOISE ";
        report["jurisdiction_id"] = "midshire.gov.uk";
        foreach (var empty in (string[])["address_id", "address_string", "phone", "media_url", "device_id", "account_id", "attribute[odd]"])
            report[empty] = "";
        (report["easting"], report["title"], report["requested_datetime"]) = ("440000", "Noise", "soon");
        await open311.Sends(report);
        Assert.Equal(HttpStatusCode.OK, (await open311.Get("v2/requests.xml?service_code=NOISE&jurisdiction_id=x")).Status);
    }

    [Theory]
    [InlineData("0", "0", "United Kingdom")]
    [InlineData("0.0000", "-0", "United Kingdom")]
    [InlineData("-1.4067219", "52.6178431", "wrong way round")]
    [InlineData("51.5", "51.5", "United Kingdom")]
    [InlineData("52.6", "1.4e2", "number of degrees")]
    [InlineData("-52.6", "-1.4", "United Kingdom")]
    public async Task A_point_that_is_none_is_refused_by_the_names_of_its_fields(string latitude, string longitude, string says)
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var report = Open311Site.Report(open311.FixMyStreet.Secret);
        (report["lat"], report["long"]) = (latitude, longitude);
        var error = Assert.Single((await open311.Post("requests.xml", report)).Errors);
        Assert.Matches("^400 (lat|long)\\b", error);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancelled", "")]
    [InlineData("Closed", "It stopped")]
    [InlineData("NOT_COUNCILS_RESPONSIBILITY", "")]
    [InlineData("ON HOLD", "A word of their own")]
    public async Task An_update_in_a_word_of_the_senders_own_is_kept_as_it_is_told(string status, string words)
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        var update = Update(open311, id);
        (update["status"], update["description"]) = (status, words);
        var told = await open311.Post("servicerequestupdates.xml", update);
        Assert.True(told.Status == HttpStatusCode.OK, told.Text);
        await SendingTests.Reads(
            open311,
            (await open311.Stored(id)).RecordId,
            async (db, access) =>
            {
                var kept = access.Read((await db.Set<ReportMessage>().AsNoTracking().SingleAsync()).Words);
                Assert.StartsWith(words.Length > 0 ? words : "Written at", kept, StringComparison.Ordinal);
                Assert.Contains(status.ToUpperInvariant().Replace(' ', '_'), kept, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("2026-10-25T01:30:00+01:00", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:30:00+0100", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25t01:30:00z", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25 01:30:00+01", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:30:00.123456789Z", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25T01:30 01:00", "2026-10-25T00:30:00Z")]
    [InlineData("2026-02-30T01:30:00Z", null)]
    [InlineData("2026-10-25T24:30:00Z", null)]
    [InlineData("2026-10-25T01:30:00", null)]
    [InlineData("25/10/2026 01:30", null)]
    public void Instants_are_read_as_libraries_write_them(string text, string? read) =>
        Assert.Equal(read, Open311Time.Read(text) is { } instant ? Open311Time.Text(instant) : null);

    private static Dictionary<string, string> Update(Open311Site open311, string id) =>
        new()
        {
            ["api_key"] = open311.FixMyStreet.Secret,
            ["service_request_id"] = id,
            ["update_id"] = "42",
            ["updated_datetime"] = "2025-03-14T09:00:00Z",
            ["status"] = "OPEN",
            ["description"] = "Again",
        };

    private static async Task<Told> Multipart(Open311Site open311, Dictionary<string, string> fields, params string[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        foreach (var file in files)
            form.Add(new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0]), file, file + ".jpg");
        return await Told.Of(await open311.Client.PostAsync(new Uri("/open311/v2/requests.xml", UriKind.Relative), form));
    }

    // The fields of a line of the file: name=value, up to the next name or a remark in brackets.
    private static void Put(Dictionary<string, string> form, string line)
    {
        foreach (Match field in Field.Matches(line[..(line.LastIndexOf('|') is > 0 and var bar ? bar : line.Length)]))
            form[field.Groups["name"].Value] = field.Groups["value"].Value.Trim();
    }

    [GeneratedRegex(
        @"\b(?<name>status|description|lat|long|first_name|last_name|address_id|updated_datetime)="
            + @"(?<value>.*?)(?=\s+[a-z_]+=|\s+\(|\s{2,}|\s+without|$)"
    )]
    private static partial Regex Field { get; }

    [GeneratedRegex(@"\s{2,}(kept or 415|kept|refused|one request|answered)\s*\|")]
    private static partial Regex Expected { get; }
}
