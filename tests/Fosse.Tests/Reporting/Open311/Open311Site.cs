using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Fosse.Tests.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>The real site of a small county, with two systems that have keys, spoken to as such a system would.</summary>
internal sealed class Open311Site : IAsyncDisposable
{
    public const string Noise = "noise";
    public const double TrueLatitude = 52.6178431,
        TrueLongitude = -1.4067219,
        MiddleLatitude = 52.61234,
        MiddleLongitude = -1.41234;
    private const int Lsoa = 4;

    private Open311Site(TestCounty county, TestSite site) => (County, Site, Client) = (county, site, site.Client());

    public TestCounty County { get; }
    public TestSite Site { get; }
    public HttpClient Client { get; }
    public MadeKey FixMyStreet { get; private set; } = null!;
    public MadeKey Other { get; private set; } = null!;

    public static async Task<Open311Site> Open(string database, params string[] settings)
    {
        var county = await TestCounty.Open(database);
        await SmallCounty.Write(county, []);
        await county.Do(async db =>
        {
            var lsoa = await db.Set<Area>().SingleAsync(a => a.Id == Lsoa);
            (lsoa.Latitude, lsoa.Longitude) = (MiddleLatitude, MiddleLongitude);
            db.AddRange(Agency("Test Council", AgencyKind.Council), Agency("Test Police", AgencyKind.Police));
            await db.SaveChangesAsync();
        });
        var site = await TestSite.On(
            county.Address,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(county.Time);
                builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(county.Log);
            },
            [$"--Keys:Folder={county.KeyFolder}", "--RateLimits:ExemptLoopback=true", "--Faces=Public,Partner,Admin,Api", .. settings]
        );
        var made = new Open311Site(county, site);
        (made.FixMyStreet, made.Other) = (await made.Key("FixMyStreet of Ashby"), await made.Key("Another system"));
        return made;
    }

    public async Task<MadeKey> Key(string name, bool handsOnCodes = false)
    {
        var agency = await County.Do(db => db.Set<Agency>().Where(a => a.Name == "Test Council").Select(a => a.Id).SingleAsync());
        await using var scope = County.Services.CreateAsyncScope();
        Assert.True(
            (await scope.ServiceProvider.GetRequiredService<ApiKeys>().Add(null, name, agency, handsOnCodes, default)).Accepted(out var key)
        );
        return key;
    }

    /// <summary>What FixMyStreet sends for a report with a pin on the map.</summary>
    public static Dictionary<string, string> Report(string? key, string words = "Music until four in the morning, every night") =>
        new()
        {
            ["api_key"] = key ?? "",
            ["jurisdiction_id"] = "ashby",
            ["service_code"] = Noise,
            ["lat"] = "52.6178431",
            ["long"] = "-1.4067219",
            ["first_name"] = "Asha",
            ["last_name"] = "Okoye",
            ["email"] = "asha@example.org",
            ["description"] = $"title: Noise\n\ndetail: {words}\n\nurl: https://fms.example/report/7\n\nSubmitted via FixMyStreet\n",
            ["attribute[noise]"] = "music",
            ["attribute[fixmystreet_id]"] = "7",
        };

    public async Task<Told> Get(string path, HttpMethod? method = null)
    {
        using var asked = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"/open311/{path}", UriKind.Relative));
        return await Told.Of(await Client.SendAsync(asked));
    }

    public async Task<Told> Post(string path, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await Told.Of(await Client.PostAsync(new Uri($"/open311/v2/{path}", UriKind.Relative), content));
    }

    /// <summary>Sends a report that must be taken.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> Sends(Dictionary<string, string> report)
    {
        var told = await Post("requests.xml", report);
        Assert.True(told.Status == HttpStatusCode.OK, told.Text);
        return Assert.Single(told.Xml.Elements("request")).Element("service_request_id")!.Value;
    }

    public Task Publish(params ReportSummary[] summaries) =>
        County.Do(async db =>
        {
            db.AddRange(summaries);
            await db.SaveChangesAsync();
        });

    public ReportSummary Matter(string number, DateOnly? since = null) =>
        new()
        {
            Number = number,
            Category = Noise,
            Words = "Loud music at night in several streets <of Ashby> & around",
            LsoaId = Lsoa,
            AgencyName = "Test Council",
            Since = since ?? new(2025, 3, 1),
            PublishedAt = County.Time.Now.AddDays(-3),
            UpdatedAt = County.Time.Now.AddDays(-1),
        };

    public Task<IncidentReport> Stored(string reference) =>
        County.Do(db => db.Set<IncidentReport>().AsNoTracking().SingleAsync(r => r.Reference == reference));

    /// <summary>What an officer does with it.</summary>
    public Task Officer(string reference, Action<IncidentReport> does) =>
        County.Do(async db =>
        {
            does(await db.Set<IncidentReport>().SingleAsync(r => r.Reference == reference));
            await db.SaveChangesAsync();
        });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Site.DisposeAsync();
        await County.DisposeAsync();
    }

    private static Agency Agency(string name, AgencyKind kind) =>
        new()
        {
            Name = name,
            Kind = kind,
            Regime = Regime.UkGdpr,
            Contact = "desk",
            JoinedOn = new(2020, 1, 1),
        };
}

/// <summary>An answer with all of its words, those of its headers too.</summary>
internal sealed record Told(HttpStatusCode Status, string Type, string Text, HttpResponseMessage Answer)
{
    public XElement Xml => XDocument.Parse(Text).Root!;
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    public string CacheControl => Answer.Headers.CacheControl?.ToString() ?? "";

    public IReadOnlyList<string> Errors =>
        [.. Xml.Elements("error").Select(e => $"{e.Element("code")!.Value} {e.Element("description")!.Value}")];
    public IReadOnlyList<string> Ids => [.. Xml.Elements("request").Select(r => r.Element("service_request_id")!.Value)];

    public string Everything => $"{Answer.Headers}\n{Answer.Content.Headers}\n{Text}";

    public static async Task<Told> Of(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "", await answer.Content.ReadAsStringAsync(), answer);
}
