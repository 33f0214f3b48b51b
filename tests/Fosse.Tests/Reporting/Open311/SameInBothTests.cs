using System.Text.Json;
using System.Xml.Linq;
using Fosse.Accountability.Subjects;
using Fosse.Reporting;

namespace Fosse.Tests.Reporting.Open311;

/// <summary>Every answer says the same in XML and in JSON.</summary>
public sealed class SameInBothTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_answer_says_the_same_in_xml_and_json(string database)
    {
        await using var open311 = await Open311Site.Open(database);
        var odd = open311.Matter("M-2222-2223");
        (odd.Words, odd.Outcome, odd.LsoaId, odd.ClosedAt) = (
            "<b>&amp; \"quotes\" 'n' ]]> \t tab \u0001 bell\r\nline \u202E right to left 🚨 \uFFFE",
            " kept ",
            null,
            open311.County.Time.Now
        );
        await open311.Publish(open311.Matter("M-2222-2222"), odd);
        var key = open311.FixMyStreet.Secret;
        var id = await open311.Sends(Open311Site.Report(key));
        await open311.Officer(id, r => r.Answered(open311.County.Time.Now));
        await open311.Officer(id, r => r.Close(ClosingReason.Resolved, open311.County.Time.Now));
        string[] paths =
        [
            "discovery.",
            "v2/services.",
            .. StandardCategories.All.Select(c => $"v2/services/{c.Code}."),
            "v2/requests.",
            "v2/requests.?status=closed",
            "v2/requests.?service_code=nothing",
            "v2/requests.?status=wrong&page=x",
            "v2/requests/M-2222-2222.",
            "v2/requests/M-2222-2223.",
            "v2/requests/nothing.",
            $"v2/requests/{id}.?api_key={key}",
            $"v2/requests.?service_request_id={id}&api_key={key}",
            $"v2/requests/{id}.?api_key=wrong",
            $"v2/tokens/{id}.?api_key={key}",
            "v2/tokens/x.",
            $"v2/servicerequestupdates.?api_key={key}",
            "v2/servicerequestupdates.",
            "v2/nothing.",
        ];
        foreach (var path in paths)
        {
            var (xml, json) = (await open311.Get(In(path, "xml")), await open311.Get(In(path, "json")));
            Assert.Equal(xml.Status, json.Status);
            Same(path, xml.Xml, json.Json);
        }
        foreach (
            var (path, form) in new (string, Dictionary<string, string>)[]
            {
                ("requests.", Open311Site.Report(key)),
                ("requests.", Open311Site.Report("wrong")),
                ("requests.", new() { ["api_key"] = key }),
                ("servicerequestupdates.", UpdatesTests.Update(key, id, "Once more")),
                ("servicerequestupdates.", UpdatesTests.Update(key, "R-9999-9999", "Once more")),
                ("servicerequestupdates.", new() { ["api_key"] = key }),
            }
        )
        {
            var (xml, json) = (await open311.Post(path + "xml", form), await open311.Post(path + "json", form));
            Assert.Equal(xml.Status, json.Status);
            Same(path, xml.Xml, json.Json);
        }
    }

    private static string In(string path, string format) =>
        path.Contains('?', StringComparison.Ordinal) ? path.Replace(".?", $".{format}?", StringComparison.Ordinal) : path + format;

    /// <summary>A list is a bare array, members have the same names in the same order, and what is empty is null.</summary>
    private static void Same(string at, XElement xml, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                Assert.True(
                    xml.Elements().Count() == json.GetArrayLength() && xml.Elements().Select(e => e.Name).Distinct().Count() <= 1,
                    at
                );
                foreach (var (x, j) in xml.Elements().Zip(json.EnumerateArray()))
                    Same($"{at} {x.Name}", x, j);
                break;
            case JsonValueKind.Object:
                Assert.Equal(xml.Elements().Select(e => e.Name.LocalName), json.EnumerateObject().Select(m => m.Name));
                foreach (var (x, j) in xml.Elements().Zip(json.EnumerateObject()))
                    Same($"{at} {x.Name}", x, j.Value);
                break;
            default:
                Assert.False(xml.HasElements, at);
                Assert.Equal(
                    (at, xml.Value),
                    (
                        at,
                        json.ValueKind switch
                        {
                            JsonValueKind.String => json.GetString(),
                            JsonValueKind.Null => "",
                            _ => json.GetRawText(),
                        }
                    )
                );
                break;
        }
    }
}
