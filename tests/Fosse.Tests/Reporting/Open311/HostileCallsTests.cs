using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>Whatever is sent, the answer is one of Open311 and never a failure.</summary>
public sealed class HostileCallsTests
{
    private static readonly string[] Odd =
    [
        "",
        " ",
        "\0",
        "\u0001\u0002\u001b[31m",
        "\uFFFE\uFFFF",
        "\ud800",
        "\u202Emoc.elpmaxe",
        "🚨🚨",
        "'; DROP TABLE reports; --",
        "<script>alert(1)</script>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "]]>",
        "%00",
        "%zz",
        "../../etc/passwd",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e-999",
        "0x10",
        "١٢",
        "1,5",
        "999999999999999999999",
        "-91",
        "181",
        "null",
        "[]",
        "{}",
        "2025-02-30T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        new('x', 100_000),
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Odd_text_in_any_field_of_any_call_is_answered_in_xml_and_is_no_failure(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var key = open311.FixMyStreet.Secret;
        var id = await open311.Sends(Open311Site.Report(key));
        var (report, update) = (Open311Site.Report(key), UpdatesTests.Update(key, id, "Again"));
        string[] more =
        [
            "address_string",
            "address_id",
            "phone",
            "account_id",
            "device_id",
            "media_url",
            "attribute[happened_at]",
            "attribute[]",
            "attribute[x",
            "attribute[\0]",
            "attribute[noise][]",
            "title",
            "\0",
            "",
        ];
        foreach (var odd in Odd)
        {
            foreach (var field in report.Keys.Concat(more))
                await Answered(open311.Post("requests.xml", new Dictionary<string, string>(report) { [field] = odd }), field, odd);
            foreach (var field in update.Keys.Concat(more))
                await Answered(
                    open311.Post("servicerequestupdates.xml", new Dictionary<string, string>(update) { [field] = odd }),
                    field,
                    odd
                );
            if (odd.Length > 5000 || odd == "\ud800")
                continue; // no client can put these into an address
            var said = Uri.EscapeDataString(odd);
            foreach (
                var field in (string[])
                    [
                        "service_request_id",
                        "service_code",
                        "status",
                        "start_date",
                        "end_date",
                        "page",
                        "page_size",
                        "api_key",
                        "jurisdiction_id",
                        said,
                    ]
            )
            {
                await Answered(open311.Get($"v2/requests.xml?{field}={said}"), field, odd);
                await Answered(
                    open311.Get($"v2/servicerequestupdates.xml?{(field == "api_key" ? "" : $"api_key={key}&")}{field}={said}"),
                    field,
                    odd
                );
            }
        }
        Assert.True(await open311.County.Do(db => db.Set<IncidentReport>().CountAsync()) > 1);

        static async Task Answered(Task<Told> asked, string field, string odd)
        {
            var told = await asked;
            Assert.True(
                (int)told.Status < 500 && told.Xml.Name.LocalName is "errors" or "service_requests" or "service_request_updates",
                $"{field}={odd}: {(int)told.Status} {told.Text}"
            );
        }
    }

    [Theory]
    [InlineData("a%00b")]
    [InlineData("%F0%9F%9A%A8")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("'%3B--")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("a.b.c")]
    [InlineData("M-2222-2222%0A")]
    [InlineData("%3Cx%3E")]
    public async Task An_odd_id_in_an_address_is_just_not_there(string id)
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        foreach (
            var path in (string[])
                [
                    $"v2/requests/{id}.xml",
                    $"v2/requests/{id}.xml?api_key={open311.FixMyStreet.Secret}",
                    $"v2/tokens/{id}.xml?api_key={open311.FixMyStreet.Secret}",
                    $"v2/services/{id}.xml",
                ]
        )
        {
            Assert.InRange((int)(await open311.Get(path)).Status, 400, 404);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_of_another_kind_or_in_a_broken_encoding_is_refused_in_words()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        var whole = $"api_key={open311.FixMyStreet.Secret}&service_code=noise&lat=52.6&long=-1.4&attribute[noise]=music&description=";
        async Task<Told> Sends(byte[] body, string type = "application/x-www-form-urlencoded")
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            return await Told.Of(
                await open311.Client.PostAsync(
                    new Uri($"/open311/v2/requests.xml?api_key={open311.FixMyStreet.Secret}", UriKind.Relative),
                    content
                )
            );
        }

        Assert.Equal(
            ["400 The form is too large or cannot be read"],
            (
                await Sends(
                    Encoding.UTF8.GetBytes(
                        whole + new string('x', 900_000) + string.Concat(Enumerable.Range(0, 3000).Select(i => $"&a{i}=1"))
                    )
                )
            ).Errors
        );
        foreach (var type in (string[])["application/json", "text/xml", "multipart/mixed; boundary=x", "application/octet-stream"])
            Assert.Equal(
                ["415 Send the fields as application/x-www-form-urlencoded or multipart/form-data"],
                (await Sends("{}"u8.ToArray(), type)).Errors
            );
        Assert.Equal(
            ["400 The form is too large or cannot be read"],
            (await Sends("{}"u8.ToArray(), "multipart/form-data; boundary=x")).Errors
        );
        foreach (
            byte[] broken in (byte[][])
                [
                    [0xC0, 0xAF, 0xFE, 0xFF],
                    [0xED, 0xA0, 0x80],
                    [0xE2, 0x28],
                ]
        )
        {
            Assert.True((int)(await Sends([.. Encoding.UTF8.GetBytes(whole + "It is far too loud "), .. broken])).Status < 500);
            Assert.True(
                (int)
                    (
                        await Sends(
                            [.. Encoding.UTF8.GetBytes(whole + "It is far too loud %C0%AF%FE"), .. broken],
                            "application/x-www-form-urlencoded; charset=utf-16"
                        )
                    ).Status < 500
            );
        }
    }

    [Fact]
    public async Task Ten_megabytes_are_not_read_to_their_end()
    {
        await using var open311 = await Open311Site.Open(TestCounty.Sqlite);
        using var line = new System.Net.Sockets.TcpClient();
        await line.ConnectAsync(open311.Site.Address.Host, open311.Site.Address.Port);
        // Says that ten megabytes come, and sends none of them.
        await line.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /open311/v2/requests.xml HTTP/1.1\r\nHost: {open311.Site.Address.Authority}\r\nContent-Type: "
                        + $"application/x-www-form-urlencoded\r\nContent-Length: 10000000\r\n\r\napi_key="
                )
            );
        var answer = await new StreamReader(line.GetStream()).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("<description>The form is too large or cannot be read</description>", answer, StringComparison.Ordinal);
    }
}
