using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Fosse.Tests.HouseRules;

/// <summary>docs/running/settings.md and the code say the same.</summary>
public sealed partial class SettingsTests
{
    private static readonly string[] Projects = ["Fosse.Core", "Fosse.Privacy", "Fosse.Storage", "Fosse.Web", "fosse"];

    private static Dictionary<string, string> Documented =>
        Repository
            .Read("docs", "running", "settings.md")
            .Split('\n')
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim('`'));

    [Fact]
    public void Every_option_is_in_the_table_with_its_default()
    {
        Assert.True(Options.Count > 20);
        Assert.Equal(
            Options.Select(o => $"{o.Key} = {o.Value}").Order(StringComparer.Ordinal),
            Documented.Where(d => !Asked.Contains(d.Key)).Select(d => $"{d.Key} = {d.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_key_that_the_code_asks_for_by_name_is_in_the_table_and_every_key_in_the_table_is_asked_for()
    {
        Assert.Contains("Map:Tiles", Asked);
        Assert.Equal(Asked.Order(StringComparer.Ordinal), Documented.Keys.Except(Options.Select(o => o.Key)).Order(StringComparer.Ordinal));
        Assert.Equal(Fosse.Web.Hosting.Faces.Default, Enum.Parse<Fosse.Web.Hosting.Faces>(Documented["Faces"]));
    }

    private static IReadOnlyList<(string Key, string Value)> Options { get; } =
    [
        .. Projects
            .SelectMany(p => Assembly.Load(p).GetTypes())
            .Where(t => t.GetField("Section") is { IsLiteral: true })
            .SelectMany(t => Keys((string)t.GetField("Section")!.GetRawConstantValue()!, Activator.CreateInstance(t)!)),
    ];

    /// <summary>Keys that the code reads by their names rather than through an options record.</summary>
    private static IReadOnlySet<string> Asked { get; } =
        Repository
            .Sources()
            .Select(File.ReadAllText)
            .SelectMany(text => ByName().Matches(text).Select(m => m.Groups["key"].Value))
            .Where(key => !Options.Any(o => o.Key == key))
            .ToHashSet();

    private static IEnumerable<(string Key, string Value)> Keys(string section, object options) =>
        options
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .SelectMany(p =>
            {
                var (key, value) = ($"{section}:{p.Name}", p.GetValue(options));
                return value is not (null or string or IEnumerable) && value.GetType() is { IsClass: true }
                    ? Keys(key, value)
                    : [(key, Text(value))];
            });

    private static string Text(object? value) =>
        value switch
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

    [GeneratedRegex(
        "(?:[Cc]onfiguration|settings)(?:\\[|\\.GetValue(?:<\\w+>)?\\(|\\.GetSection\\()\"(?<key>[A-Za-z:_]+)\""
            + "|Environment\\.GetEnvironmentVariable\\(\"(?<key>[^\"]+)\"|\"(?<key>OTEL_[A-Z_]+)\""
    )]
    private static partial Regex ByName();
}
