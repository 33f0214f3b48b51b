using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>docs/running/settings.md and the code say the same.</summary>
public sealed partial class SettingsTests
{
    private static readonly string[] Projects = ["Fosse.Core", "Fosse.Privacy", "Fosse.Storage", "Fosse.Intake", "Fosse.Web", "fosse"];

    [Fact]
    public void The_table_of_settings_is_made_from_the_code()
    {
        Assert.True(Options.Count > 20);
        var rows = NamedSettings
            .All.Select(s => (s.Key, Value: s.Default, s.Meaning))
            .Concat(Options.OrderBy(o => o.Key.Split(':')[0], StringComparer.Ordinal))
            .ToList();
        Trespasses.None(rows.Where(r => r.Meaning.Length == 0).Select(r => $"{r.Key} says nothing: give its property a [Description]"));
        Approved.IsPart(
            "| key | default | meaning |\n| --- | --- | --- |\n"
                + string.Concat(rows.Select(r => $"| `{r.Key}` | {(r.Value.Length == 0 ? "empty" : $"`{r.Value}`")} | {r.Meaning} |\n")),
            "settings",
            "docs",
            "running",
            "settings.md"
        );
    }

    [Fact]
    public void Every_key_that_the_code_asks_for_by_name_is_a_named_setting_and_the_other_way_round()
    {
        Assert.Contains("Map:Tiles", Asked);
        Assert.Equal(Asked.Order(StringComparer.Ordinal), NamedSettings.All.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Faces.Default, Enum.Parse<Faces>(NamedSettings.All.Single(s => s.Key == "Faces").Default));
    }

    [Fact]
    public async Task The_table_of_jobs_is_made_from_the_code()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite, services => IntakeRoom.Declare(new(services)));
        await using var scope = county.Services.CreateAsyncScope();
        Approved.IsPart(
            "| job | when | does |\n| --- | --- | --- |\n"
                + string.Concat(
                    scope
                        .ServiceProvider.GetServices<ITimetabled>()
                        .OrderBy(j => j.Name, StringComparer.Ordinal)
                        .Select(j => $"| `{j.Name}` | {j.When} | {j.Does} |\n")
                ),
            "jobs",
            "docs",
            "running",
            "jobs.md"
        );
    }

    private static IReadOnlyList<(string Key, string Value, string Meaning)> Options { get; } =
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

    private static IEnumerable<(string Key, string Value, string Meaning)> Keys(string section, object options, string of = "") =>
        options
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .SelectMany(p =>
            {
                var (key, value) = ($"{section}:{p.Name}", p.GetValue(options));
                var meaning = p.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";
                return value is not (null or string or IEnumerable) && value.GetType() is { IsClass: true }
                    ? Keys(key, value, $" {meaning}")
                    : [(key, Text(value), meaning + of)];
            });

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "true" : "false",
            TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
            IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>()) : "",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    [GeneratedRegex(
        "(?:[Cc]onfiguration|settings)(?:\\[|\\.GetValue(?:<\\w+>)?\\(|\\.GetSection\\()\"(?<key>[A-Za-z:_]+)\""
            + "|Environment\\.GetEnvironmentVariable\\(\"(?<key>[^\"]+)\"|\"(?<key>OTEL_[A-Z_]+)\""
    )]
    private static partial Regex ByName();
}
