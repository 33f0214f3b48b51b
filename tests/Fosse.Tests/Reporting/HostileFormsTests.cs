using System.Net;
using System.Text;
using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Reporting;

/// <summary>Forms that no browser sends. Each is refused or taken in the ordinary way: the server never fails over one.</summary>
public sealed class HostileFormsTests
{
    private static readonly int Posts = LongRun.Of(small: 500, full: 2000);

    private static readonly string[] Paths =
    [
        "/report",
        "/report/what",
        "/report/questions",
        "/report/where",
        "/report/when",
        "/report/times",
        "/report/saw",
        "/report/evidence",
        "/report/evidence?handler=Add",
        "/report/evidence?handler=Remove",
        "/report/about",
        "/report/contact",
        "/report/check",
        "/report/done?handler=Forget",
        "/report/status",
        "/report/status/read?handler=Write",
        "/report/status/read?handler=Nothing",
        "/report/exit",
    ];

    private static readonly string[] Names =
    [
        "now",
        "category",
        "answer-noise",
        "answer-crime",
        "place",
        "unknown",
        "longitude",
        "latitude",
        "meant",
        "happened",
        "On.Day",
        "On.Month",
        "On.Year",
        "Until.Year",
        "atTime",
        "behaviour",
        "looks",
        "keep",
        "file",
        "anonymous",
        "name",
        "way",
        "email",
        "telephone",
        "address",
        "safeTimes",
        "vulnerable",
        "reference",
        "secret",
        "words",
        "Change",
        "change",
        "handler",
        "__proto__",
        "a[0].b",
        "",
    ];

    private static readonly string[] Values =
    [
        "",
        " ",
        "yes",
        "no",
        "true",
        "noise",
        "groups",
        "terrorism",
        "fraud",
        "-1",
        "99999999999999999999",
        "NaN",
        "Infinity",
        "1e308",
        "0x41",
        "2",
        "31",
        "2024",
        "Exact",
        "Between",
        "Repeated",
        "Email",
        "17",
        "\u202eevil\u202c",
        "a\0b",
        "\ud83d\ude00 \u0301\u0301\u0301",
        "\ufeff\u200b\u200d",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{7*7}}",
        "../../etc/passwd",
        "%00%ff",
        "R-2222-2222",
        "\r\nSet-Cookie: x=y",
        "ﷺﷺﷺ",
        "ｆｕｌｌ ｗｉｄｔｈ",
        "LE1 6ZG",
        new string('x', 5000),
        string.Concat(Enumerable.Repeat("ä", 3000)),
        "\ud800",
        "=cmd|' /C calc'!A0",
    ];

    [Fact]
    public async Task Odd_forms_by_the_hundred_never_make_the_server_fail_and_store_no_report()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(
            county.Address,
            builder => builder.Logging.AddProvider(county.Log),
            "--Faces=Public",
            "--RateLimits:Public:Burst=1000000",
            $"--Keys:Folder={county.KeyFolder}"
        );
        var chance = new Random(20_261_122);
        var answers = new Dictionary<HttpStatusCode, int>();
        HttpClient? client = null;
        var token = "";
        for (var post = 0; post < Posts; post++)
        {
            if (post % 50 == 0)
            {
                client?.Dispose();
                client = site.Client();
                var visitor = await Visitor.Of(client).Opens("/report");
                token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                await visitor.Answers("now", "no");
                if (chance.Next(2) == 0)
                    await visitor.Sends("Continue", ("category", "noise"));
            }
            using var content = Content(chance, token);
            using var answer = await client!.PostAsync(new Uri(Paths[chance.Next(Paths.Length)], UriKind.Relative), content);
            Assert.True(
                (int)answer.StatusCode < 500,
                $"post {post} to {answer.RequestMessage!.RequestUri!.PathAndQuery} answered "
                    + $"{(int)answer.StatusCode}:\n{await content.ReadAsStringAsync()}\n{string.Join('\n', county.Log.Lines.TakeLast(5))}"
            );
            answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
        }
        client?.Dispose();
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.OK) > Posts / 10, "most of them got no further than the door");
        Assert.Equal(0, await county.Do(db => db.Set<IncidentReport>().CountAsync()));
    }

    [Fact]
    public async Task Ten_megabytes_of_text_are_refused_and_the_draft_stays()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, "They play music until four in the morning");
        var client = visitor.Client;
        await visitor.Opens("/report/saw?change=true");
        var token = visitor.Page.QuerySelector(".fosse-journey__page input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/report/saw")
        {
            Content = new StringContent(
                $"__RequestVerificationToken={token}&behaviour={new string('x', 10 * 1024 * 1024)}",
                Encoding.UTF8,
                "application/x-www-form-urlencoded"
            ),
        };
        sent.Headers.ExpectContinue = true; // or the client would still be writing when it is refused
        using var answer = await client.SendAsync(sent);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        await visitor.Opens("/report/check");
        Assert.Contains("They play music until four in the morning", visitor.All(".govuk-summary-list__value"));
    }

    private static HttpContent Content(Random chance, string token)
    {
        var fields = Enumerable
            .Range(0, chance.Next(1, 8))
            .Select(_ => (Name: Names[chance.Next(Names.Length)], Value: Values[chance.Next(Values.Length)]))
            .ToList();
        if (chance.Next(20) > 0)
            fields.Add(("__RequestVerificationToken", token));
        return chance.Next(6) switch
        {
            0 => Multipart(fields),
            1 => new ByteArrayContent([.. Enumerable.Range(0, 300).Select(_ => (byte)chance.Next(256))])
            {
                Headers = { ContentType = new("application/x-www-form-urlencoded") },
            },
            2 => new StringContent("{\"now\":\"no\"}", Encoding.UTF8, "application/json"),
            _ => new StringContent(
                string.Join('&', fields.Select(f => $"{Escaped(f.Name)}={Escaped(f.Value)}")),
                Encoding.UTF8,
                "application/x-www-form-urlencoded"
            ),
        };
    }

    // Half a character on its own is no text, but bytes can say it.
    private static string Escaped(string text) => text == "\ud800" ? "%ED%A0%80" : Uri.EscapeDataString(text);

    private static MultipartFormDataContent Multipart(IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(f => f.Name.Length > 0 && f.Value != "\ud800"))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, 0, 0]), "files", "..\\..\\evil.svg");
        return form;
    }
}
