using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Privacy;
using Fosse.Storage;
using Microsoft.Extensions.Configuration;

namespace Fosse.Web.Admin.Running;

/// <summary>One setting: its key, the value this host runs with, and whether it is the default.</summary>
/// <param name="Value">None where the text is not for showing.</param>
/// <param name="What">What it is for; empty where nobody has said.</param>
public sealed record HostSetting(string Key, string? Value, bool IsDefault, string What = "");

/// <summary>What this host was told. Numbers, durations and switches are shown; of texts only those that are known to hold no
/// secret.</summary>
internal static partial class HostSettings
{
    private static readonly string[] Shown =
    [
        "Faces",
        "Files:Folder",
        "Intake:Folder",
        "Intake:Uploads",
        "Storage:Synchronous",
        "Storage:CopiesFolder",
        "Map:Tiles",
        "Map:Attribution",
        "SignIn:Address",
    ];

    internal static IReadOnlyList<HostSetting> Of(IConfiguration configuration) =>
        [
            Text(configuration, "Faces", Hosting.Faces.Default.ToString()),
            .. new[]
            {
                typeof(FoundationOptions).Assembly,
                typeof(AccessDesk).Assembly,
                typeof(StorageOptions).Assembly,
                typeof(IntakeOptions).Assembly,
                typeof(HostSettings).Assembly,
            }
                .SelectMany(a => a.GetTypes())
                .Where(t => t.GetField("Section") is { IsLiteral: true })
                .SelectMany(t => Of(configuration, (string)t.GetField("Section")!.GetRawConstantValue()!, Activator.CreateInstance(t)!))
                .OrderBy(s => s.Key, StringComparer.Ordinal),
            Text(configuration, "Map:Attribution", "© OpenStreetMap contributors"),
            Text(configuration, "Map:Tiles", ""),
        ];

    private static IEnumerable<HostSetting> Of(IConfiguration configuration, string section, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var (key, value) = ($"{section}:{property.Name}", property.GetValue(options));
            if (value is not (null or string or IEnumerable) && value.GetType().IsClass)
            {
                foreach (var inner in Of(configuration, key, value))
                    yield return inner;
            }
            else if (property.PropertyType.IsValueType)
            {
                yield return new(
                    key,
                    configuration[key] ?? Convert.ToString(value, CultureInfo.InvariantCulture),
                    configuration[key] is null,
                    Meaning(property)
                );
            }
            else
            {
                yield return Text(configuration, key, value as string ?? "", Meaning(property));
            }
        }
    }

    // As the table of settings has it, without its marks: a link says what it is called.
    private static string Meaning(PropertyInfo property) => Plain(property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "");

    private static string Plain(string text) => Link().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    // Lists may hold anything, and so may a text that nobody has thought about.
    private static HostSetting Text(IConfiguration configuration, string key, string usual, string? what = null)
    {
        var isSet = configuration.GetSection(key).Exists();
        return new(
            key,
            !isSet ? usual
                : Shown.Contains(key) ? configuration[key]
                : null,
            !isSet,
            what ?? Plain(Hosting.NamedSettings.All.FirstOrDefault(s => s.Key == key)?.Meaning ?? "")
        );
    }
}
