using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Cli.Analyse;

/// <summary>What somebody needs who wants to check a result or make it again: formula, parameters, version, and hashes of what went in and
/// came out.</summary>
internal static class MethodCard
{
    public static string Of(Question question, IReadOnlyDictionary<string, string?> options, Answer? answer)
    {
        var method = question.Method;
        var card = new StringBuilder();
        void Say(string name, string words) => card.Append(CultureInfo.InvariantCulture, $"{name, -12}{words}\n");
        Say("Method", $"{method.Name}: {method.Line}");
        Say("Formula", method.Formula);
        Say("Source", method.Source);
        Say("Not for", method.NotFor);
        Say("Input", method.Input);
        Say("Output", method.Output);
        foreach (var parameter in method.Parameters)
        {
            Say(
                "Parameter",
                $"{parameter.Name} = "
                    + $"{options.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? (parameter.IsFlag ? "false" : "not given")}  "
                    + $"({parameter.Meaning})"
            );
        }
        Say(
            "Version",
            typeof(MethodCard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"
        );
        foreach (var file in question.Files)
            Say("Input file", $"{file.Name}, {file.Count} rows, sha256 {file.Hash}");
        if (question.Passed is { } passed)
            Say("Input file", $"{passed.Name}, {passed.Rows} rows, sha256 {passed.Hash()}");
        if (answer is null)
            return card.ToString();
        foreach (var (name, value) in answer.Summary)
            Say("Found", $"{name} = {Written.Cell(value)}");
        Say(
            "Result",
            $"{answer.Count} rows, sha256 of the CSV "
                + $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Written.Csv(answer))))}"
        );
        return card.ToString();
    }
}
