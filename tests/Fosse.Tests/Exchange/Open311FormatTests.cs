using System.Text.Json;
using System.Xml.Linq;
using Fosse.Exchange.Open311;

namespace Fosse.Tests.Exchange;

/// <summary>Answers of other servers have the same bones as ours.</summary>
public sealed class Open311FormatTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 8, 15, 30, TimeSpan.FromHours(1));

    public static TheoryData<string, string> Golden =>
        new()
        {
            { "codeforamerica_open311_fixtures/spec__fixtures__services.xml", "services" },
            { "open311status/spec__fixtures__files__services_giessen.xml", "services" },
            { "codeforamerica_open311_fixtures/spec__fixtures__service_requests.xml", "requests" },
            { "codeforamerica_open311_fixtures/spec__fixtures__get_service_request.xml", "requests" },
            { "codeforamerica_open311_fixtures/spec__fixtures__service_requests_empty.xml", "requests" },
            { "open311status/spec__fixtures__files__requests_many.xml", "requests" },
            { "open311status/spec__fixtures__files__requests_single.xml", "requests" },
            { "codeforamerica_open311_fixtures/spec__fixtures__post_service_request.xml", "taken" },
            { "codeforamerica_open311_fixtures/spec__fixtures__request_id_from_token.xml", "token" },
            { "codeforamerica_open311_fixtures/spec__fixtures__get_service_request_not_found.xml", "errors" },
            { "codeforamerica_open311_fixtures/spec__fixtures__service_definition.xml", "definition" },
        };

    [Theory, MemberData(nameof(Golden))]
    public void What_other_servers_write_has_the_same_root_and_no_element_that_is_not_here(string file, string kind)
    {
        var golden = XDocument.Load(Path.Combine(SharedData.Folder("open311"), file)).Root!;
        var ours = Xml(Ours(kind));
        Assert.Equal(golden.Name.LocalName, ours.Name.LocalName);
        Assert.Equal([], Steps(golden, kind).Except(Steps(ours, kind)));
    }

    [Theory, InlineData("spec__fixtures__service_list.json", "services"), InlineData("spec__fixtures__service_requests.json", "requests")]
    public void What_other_servers_write_in_json_is_a_bare_array_of_the_same_members(string file, string kind)
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Folder("open311"), "open311status", file))).RootElement;
        var ours = JsonDocument.Parse(SparkWriter.Write(Ours(kind), SparkFormat.Json)).RootElement;
        Assert.Equal((JsonValueKind.Array, JsonValueKind.Array), (golden.ValueKind, ours.ValueKind));
        foreach (var member in golden.EnumerateArray().SelectMany(i => i.EnumerateObject()))
            Assert.Equal((member.Name, Kind(member.Value)), (member.Name, Kind(ours[0].GetProperty(member.Name))));

        static string Kind(JsonElement value) =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "flag"
            : value.ValueKind is JsonValueKind.Null ? "String"
            : value.ValueKind.ToString();
    }

    [Fact]
    public void Errors_are_the_shape_that_clients_read_and_one_body_holds_several()
    {
        var errors = Open311Results.Errors([new(403, "No key"), Open311Error.Bad("No <place>")]);
        Assert.Equal(
            "<errors><error><code>403</code><description>No key</description></error><error><code>400</code><description>No "
                + "&lt;place&gt;</description></error></errors>",
            Xml(errors).ToString(SaveOptions.DisableFormatting)
        );
        Assert.Equal(
            "[{\"code\":403,\"description\":\"No key\"},{\"code\":400,\"description\":\"No \\u003Cplace\\u003E\"}]",
            System.Text.Encoding.UTF8.GetString(SparkWriter.Write(errors, SparkFormat.Json))
        );
    }

    [Theory]
    [InlineData("1994-11-05T08:15:30-05:00", "1994-11-05T13:15:30Z")]
    [InlineData("1994-11-05T13:15:30Z", "1994-11-05T13:15:30Z")]
    [InlineData("1994-11-05T13:15Z", "1994-11-05T13:15:00Z")]
    [InlineData("1994-11-05T13:15:30.45+01:00", "1994-11-05T12:15:30Z")]
    [InlineData("2024-06-10T00:00:00 01:00", "2024-06-09T23:00:00Z")]
    [InlineData("1994-11-05", null)]
    [InlineData("1994-11-05T13:15:30", null)]
    [InlineData("1994-11-05T25:15:30Z", null)]
    [InlineData("1994-02-30T00:00:00Z", null)]
    [InlineData("now", null)]
    [InlineData("1899-12-31T00:00:00Z", null)]
    [InlineData("9999-12-31T23:59:59Z", null)]
    public void An_instant_has_a_zone_and_is_of_our_times(string text, string? read) =>
        Assert.Equal(read, Open311Time.Read(text) is { } at ? Open311Time.Text(at) : null);

    [Fact]
    public void Both_formats_hold_the_same_text_whatever_is_in_it()
    {
        foreach (
            var (text, read) in new[]
            {
                ("a\0b\u0001c", "a\uFFFDb\uFFFDc"),
                ("half \ud83d pair", "half \uFFFD pair"),
                ("\udea8 other half", "\uFFFD other half"),
                ("at the end \ud83d", "at the end \uFFFD"),
                ("whole \U0001F6A8 pair", "whole \U0001F6A8 pair"),
                ("\uFFFE \uFFFF", "\uFFFD \uFFFD"),
                ("cr\r\nlf\ttab <>&\"' ]]>", "cr\r\nlf\ttab <>&\"' ]]>"),
                (" kept ", " kept "),
            }
        )
        {
            var document = Open311Results.Errors([Open311Error.Bad(text)]);
            Assert.Equal(
                read,
                XDocument
                    .Load(new MemoryStream(SparkWriter.Write(document, SparkFormat.Xml)), LoadOptions.PreserveWhitespace)
                    .Descendants("description")
                    .Single()
                    .Value
            );
            Assert.Equal(
                read,
                JsonDocument.Parse(SparkWriter.Write(document, SparkFormat.Json)).RootElement[0].GetProperty("description").GetString()
            );
        }
    }

    [Fact]
    public void Two_forms_are_told_apart_by_their_fields_and_not_by_key_or_order()
    {
        static string Whole(params (string, string)[] fields) =>
            PostedRequest.Read(new([.. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))])).Whole;
        Assert.Equal(
            Whole(("a", "1"), ("b", "2"), ("api_key", "x")),
            Whole(("b", "2"), ("a", "1"), ("api_key", "y"), ("jurisdiction_id", "z"))
        );
        Assert.NotEqual(Whole(("a", "1\n1:b=1:2")), Whole(("a", "1"), ("b", "2")));
        Assert.NotEqual(Whole(("a", "1"), ("a", "2")), Whole(("a", "2"), ("a", "1")));
    }

    private static SparkDocument Ours(string kind) =>
        kind switch
        {
            "services" => Open311Offer.Services([new("noise", "Noise", "Loud", true, "Anti-social behaviour", "private")]),
            "requests" => Open311Results.Requests([
                new("M-1", true, "", "Noise", "noise", "Loud", "Council", At, At, null, "Ashby", 52.6, -1.4),
            ]),
            "taken" => Open311Results.Taken("R-1", "A person answers", ""),
            "token" => Open311Results.Token("R-1", "R-1"),
            "errors" => Open311Results.Errors([new(404, "No")]),
            _ => Open311Offer.Definition("noise", [new("kind", Open311Datatype.SingleValueList, true, "What?", "", [new("a", "A")])]),
        };

    private static XElement Xml(SparkDocument document) =>
        XDocument.Load(new MemoryStream(SparkWriter.Write(document, SparkFormat.Xml))).Root!;

    // That server leaves out the list around the attributes; the specification has it.
    private static IEnumerable<string> Steps(XElement root, string kind) =>
        root.Descendants()
            .Select(e =>
                string.Join(
                    '/',
                    e.AncestorsAndSelf()
                        .Reverse()
                        .Skip(1)
                        .Select(a => a.Name.LocalName)
                        .Where(n => kind != "definition" || n != "attributes")
                )
            )
            .Where(s => s.Length > 0)
            .Distinct();
}
