using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Design;

/// <summary>Pages hold no sentences of their own, so that a translation is a file beside the English one.</summary>
public sealed partial class WordsTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "src", "Fosse.Web");

    private static readonly string[] Translated = ["Places", "County", "Compare", "HowSafe", "Home", "Methods", "Information"];

    public static TheoryData<string> Folders => [.. Translated];

    [Theory, MemberData(nameof(Folders))]
    public void Every_word_that_a_page_asks_for_is_there_and_none_is_idle(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Web, "Public", folder));
        var held = Keys(files.Single(f => f.EndsWith("Words.resx", StringComparison.Ordinal)));
        var shared = Keys(Path.Combine(Web, "Design", "Words.resx"));
        var text = string.Concat(files.Where(f => !f.EndsWith(".resx", StringComparison.Ordinal)).Select(File.ReadAllText));
        var asked = Asked().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(asked);
        Assert.Equal([], asked.Except(held).Except(shared));
        Assert.Equal([], held.Where(key => !Ways(key).Any(way => text.Contains(way, StringComparison.Ordinal))));
    }

    [Theory, MemberData(nameof(Folders))]
    public void No_sentence_stands_in_a_page(string folder)
    {
        foreach (var page in Directory.GetFiles(Path.Combine(Web, "Public", folder), "*.cshtml"))
        {
            var sentences = Sentence()
                .Matches(Code().Replace(File.ReadAllText(page), ""))
                .Select(m => m.Value.Trim())
                .Where(s => s != "Open Government Licence v3.0")
                .ToList();
            Assert.True(sentences.Count == 0, $"{Path.GetFileName(page)}: {string.Join(" | ", sentences)}");
        }
    }

    // As a whole, or put together: "Against.{verdict}", part + ".Head".
    private static IEnumerable<string> Ways(string key) =>
        Enumerable
            .Range(0, key.Length)
            .Where(i => key[i] == '.')
            .SelectMany(i => new[] { $"\"{key[..(i + 1)]}", $"\"{key[..i]}\"" })
            .Append($"\"{key}\"");

    private static HashSet<string> Keys(string path) =>
        [.. XDocument.Load(path).Descendants("data").Select(d => (string)d.Attribute("name")!)];

    [GeneratedRegex(@"(?:\bS|words)\[""([A-Za-z0-9.\-]+[A-Za-z0-9])""")]
    private static partial Regex Asked();

    // Two words or more between tags; a command is shown as it is typed.
    [GeneratedRegex(@"(?<=>)\s*[A-Z]?[a-z]+ [a-z]+[^<>@{}();=]*(?=<)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"<code>.*?</code>|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Code();
}
