using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Fosse.Tests.HouseRules;

/// <summary>docs/running/settings.md and the code say the same.</summary>
public sealed partial class SettingsTests
{
    private static readonly string[] Projects = ["Fosse.Core", "Fosse.Privacy", "Fosse.Storage", "Fosse.Web", "fosse"];

    private static Dictionary<string, string> Documented => Repository.Read("docs", "running", "settings.md").Split('\n')
        .Select(line => Row().Match(line)).Where(row => row.Success).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim('`'));

    [Fact]
    public void Every_option_is_in_the_table_with_its_default()
    {
        var options = Projects.SelectMany(p => Assembly.Load(p).GetTypes())
            .Where(t => t.GetField("Section", BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic) is { IsLiteral: true })
            .SelectMany(t => Keys((string)t.GetField("Section")!.GetRawConstantValue()!, Activator.CreateInstance(t)!)).ToList();
        Assert.True(options.Count > 20);
        Assert.Equal(options.Select(o => $"{o.Key} = {o.Value}").Order(StringComparer.Ordinal), Documented.Where(d => !Asked.ContainsKey(d.Key)).Select(d => $"{d.Key} = {d.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_that_the_code_asks_for_by_name_is_in_the_table_and_every_key_in_the_table_is_asked_for()
    {
        Assert.All(Asked.Keys, key => Assert.True(Documented.ContainsKey(key) || Documented.Keys.Any(d => d.StartsWith(key, StringComparison.Ordinal)), key));
        Assert.Equal((string[])["FOSSE_DB", "Faces", "Map:Tiles", "OTEL_EXPORTER_OTLP_ENDPOINT"], Asked.Keys.Where(k => k != "Web:Proxies").Order(StringComparer.Ordinal));
        Assert.Equal(Fosse.Web.Hosting.Faces.Default.ToString(), Documented["Faces"]);
    }

    /// <summary>Keys that the code reads by their names rather than through an options record, and where.</summary>
    private static Dictionary<string, string> Asked => Repository.Sources().SelectMany(file => ByName().Matches(File.ReadAllText(file)).Select(m => (Key: m.Groups["key"].Value, file)))
        .Concat(Repository.Sources().Where(f => File.ReadAllText(f).Contains("\"OTEL_EXPORTER_OTLP_ENDPOINT\"", StringComparison.Ordinal)).Select(f => (Key: "OTEL_EXPORTER_OTLP_ENDPOINT", f)))
        .Where(k => k.Key != "Web:Proxies").GroupBy(k => k.Key).ToDictionary(g => g.Key, g => g.First().Item2);

    private static IEnumerable<(string Key, string Value)> Keys(string section, object options) => options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).SelectMany(p =>
    {
        var (key, value) = ($"{section}:{p.Name}", p.GetValue(options));
        return value is not (null or string or IEnumerable) && value.GetType() is { IsClass: true } ? Keys(key, value) : [(key, Text(value))];
    });

    private static string Text(object? value) => value switch
    {
        null or "" => "empty",
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>()) : "empty",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"^\| `([^`]+)` \| (`[^`]+`|empty) \|")]
    private static partial Regex Row();

    [GeneratedRegex("(?:[Cc]onfiguration|settings)(?:\\[|\\.GetValue(?:<\\w+>)?\\(|\\.GetSection\\()\"(?<key>[A-Za-z:_]+)\"|Environment\\.GetEnvironmentVariable\\(\"(?<key>[^\"]+)\"")]
    private static partial Regex ByName();
}
