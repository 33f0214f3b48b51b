using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>Nothing that a reporter told comes out again by Open311, not even to the system that sent it.</summary>
public sealed class LeakTests
{
    private const string Canary = "Kanarienvogel";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task No_name_word_time_or_true_point_of_a_report_is_in_any_answer_header_or_log_line(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        await open311.Publish(open311.Matter("M-2222-2222"));
        var (mine, theirs) = (open311.FixMyStreet.Secret, open311.Other.Secret);
        var sent = Open311Site.Report(mine, $"{Canary} plays music");
        (
            sent["first_name"],
            sent["email"],
            sent["phone"],
            sent["address_string"],
            sent["media_url"],
            sent["attribute[note]"],
            sent["device_id"]
        ) = (Canary, $"{Canary}@example.org", "0116 496 0999", $"7 {Canary} Road", $"https://x.example/{Canary}", Canary, Canary);
        var answers = new List<Told> { await open311.Post("requests.xml", sent), await open311.Post("requests.json", sent) };
        var id = answers[0].Xml.Descendants("service_request_id").Single().Value;
        answers.Add(await open311.Post("servicerequestupdates.xml", UpdatesTests.Update(mine, id, $"{Canary} again")));
        await open311.Officer(id, r => r.Answered(open311.County.Time.Now));
        // Faults must not say again what was faulty.
        foreach (var field in sent.Keys.Where(k => k is not ("api_key" or "jurisdiction_id")).ToList())
        {
            var faulty = new Dictionary<string, string>(sent) { [field] = $"{Canary}{new string('z', 5000)}" };
            answers.Add(await open311.Post("requests.xml", faulty));
            answers.Add(await open311.Post("servicerequestupdates.xml", faulty));
        }
        foreach (var format in (string[])["xml", "json"])
        {
            foreach (var key in (string[])["", $"?api_key={mine}", $"?api_key={theirs}", $"?api_key={Canary}"])
            {
                var and = key.Length == 0 ? "?" : "&";
                foreach (
                    var path in (string[])
                        [
                            $"v2/services.{format}{key}",
                            $"v2/services/noise.{format}{key}",
                            $"v2/services/{Canary}.{format}{key}",
                            $"v2/requests.{format}{key}",
                            $"v2/requests.{format}{key}{and}service_request_id={id},{Canary}",
                            $"v2/requests.{format}{key}{and}status={Canary}&page={Canary}&start_date={Canary}",
                            $"v2/requests/{id}.{format}{key}",
                            $"v2/requests/{Canary}.{format}{key}",
                            $"v2/tokens/{id}.{format}{key}",
                            $"v2/tokens/{Canary}.{format}{key}",
                            $"v2/servicerequestupdates.{format}{key}",
                            $"{Canary}.{format}{key}",
                            $"v2/services.{Canary}{key}",
                        ]
                )
                {
                    answers.Add(await open311.Get(path));
                }
            }
        }
        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK && a.Text.Contains(id, StringComparison.Ordinal));
        string[] secrets = [Canary, "52.6178", "1.4067", "496 0999", "fms.example", "every night", mine, theirs];
        Assert.All(
            answers,
            answer => Assert.All(secrets, secret => Assert.DoesNotContain(secret, answer.Everything, StringComparison.OrdinalIgnoreCase))
        );
        Assert.Contains(open311.County.Log.Lines, line => line.Contains("/open311/v2/requests.{format}", StringComparison.Ordinal));
        Assert.All(
            secrets,
            secret => Assert.DoesNotContain(open311.County.Log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase))
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_anybody_reads_is_the_same_to_the_byte_before_and_after_a_report_was_sent(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        await open311.Publish(open311.Matter("M-2222-2222"));
        string[] paths =
        [
            "discovery.xml",
            "v2/services.xml",
            "v2/services/noise.json",
            "v2/requests.xml",
            "v2/requests.json?status=open",
            "v2/requests/M-2222-2222.xml",
            $"v2/requests.xml?api_key={open311.Other.Secret}",
            $"v2/servicerequestupdates.xml?api_key={open311.Other.Secret}",
        ];
        var before = new List<string>();
        foreach (var path in paths)
            before.Add((await open311.Get(path)).Text);
        var id = await open311.Sends(Open311Site.Report(open311.FixMyStreet.Secret));
        await open311.Officer(id, r => r.Answered(open311.County.Time.Now));
        var after = new List<string>();
        foreach (var path in paths)
            after.Add((await open311.Get(path)).Text);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task On_a_host_with_the_role_of_the_public_face_all_of_it_works()
    {
        await using var county = await Open311Site.Open(TestCounty.Postgres, "--Storage:Role=fosse_public", "--Faces=Public,Api");
        var id = await county.Sends(Open311Site.Report(county.FixMyStreet.Secret));
        Assert.Equal(
            HttpStatusCode.OK,
            (await county.Post("servicerequestupdates.xml", UpdatesTests.Update(county.FixMyStreet.Secret, id, "Once more"))).Status
        );
        Assert.Equal([id], (await county.Get($"v2/requests/{id}.xml?api_key={county.FixMyStreet.Secret}")).Ids);
        Assert.Equal(HttpStatusCode.OK, (await county.Get($"v2/servicerequestupdates.xml?api_key={county.FixMyStreet.Secret}")).Status);
        Assert.Equal(
            new DateOnly(2025, 3, 14),
            await county.County.Do(db =>
                db.Set<Fosse.Reporting.Open311.ApiKey>().Where(k => k.Id == county.FixMyStreet.Id).Select(k => k.LastUsedOn).SingleAsync()
            )
        );
        Assert.Equal(1, await county.County.Do(db => db.Set<IncidentReport>().CountAsync()));
    }
}
