using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.v3;

namespace Fosse.Tests.HouseRules;

/// <summary>docs/security/asvs.md names every line of the standard once, and every test and file that it names is there.</summary>
public sealed partial class AsvsTests
{
    // OWASP ASVS 4.0.3: what level 2 asks for, deleted lines and those of level 3 alone left out.
    private const string LevelTwo = """
        1.1.1-7 1.2.1-4 1.4.1,4,5 1.5.1-4 1.6.1-4 1.7.1-2 1.8.1-2 1.9.1-2 1.10.1 1.11.1-2 1.12.2 1.14.1-6
        2.1.1-12 2.2.1-3 2.3.1-3 2.4.1-5 2.5.1-7 2.6.1-3 2.7.1-6 2.8.1-7 2.9.1-3 2.10.1-4
        3.1.1 3.2.1-4 3.3.1-4 3.4.1-5 3.5.1-3 3.7.1
        4.1.1,2,3,5 4.2.1-2 4.3.1-3
        5.1.1-5 5.2.1-8 5.3.1-10 5.4.1-3 5.5.1-4
        6.1.1-3 6.2.1-6 6.3.1-2 6.4.1-2
        7.1.1-4 7.2.1-2 7.3.1,3,4 7.4.1-3
        8.1.1-4 8.2.1-3 8.3.1-8
        9.1.1-3 9.2.1-4
        10.2.1-2 10.3.1-3
        11.1.1-8
        12.1.1-3 12.2.1 12.3.1-6 12.4.1-2 12.5.1-2 12.6.1
        13.1.1,3,4,5 13.2.1,2,3,5,6 13.3.1-2 13.4.1-2
        14.1.1-4 14.2.1-6 14.3.2-3 14.4.1-7 14.5.1-4
        """;

    private static readonly string[] Answers = ["met", "not met", "does not apply"];

    private static string Page { get; } = Repository.Read("docs", "security", "asvs.md").ReplaceLineEndings("\n");

    private static IReadOnlyList<(string Number, string Asks, string Answer, string Shown)> Lines { get; } =
    [.. Row().Matches(Page).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value))];

    [Fact]
    public void Every_number_of_level_two_is_there_once_in_the_order_of_the_standard()
    {
        var numbers = LevelTwo.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(Numbers).ToList();
        Assert.Equal(259, numbers.Count);
        Assert.Equal(numbers, Lines.Select(l => l.Number));
    }

    [Fact]
    public void Every_line_is_answered_and_what_is_met_is_shown()
    {
        var before = "";
        foreach (var (number, asks, answer, shown) in Lines)
        {
            Assert.Contains(answer, Answers);
            Assert.True(asks.Length > 5 && shown.Length > 5, number);
            // "The same" leans on the line above, and that on a test or a file.
            if (answer == "met")
                Assert.True(
                    shown.Contains('`', StringComparison.Ordinal)
                        || (shown.StartsWith("the same", StringComparison.Ordinal) && before == "met"),
                    $"{number} is met and shown by nothing"
                );
            if (answer == "not met")
                Assert.True(
                    shown.Contains("eeded", StringComparison.Ordinal) || shown.StartsWith("as ", StringComparison.Ordinal),
                    $"{number} does not say what is needed"
                );
            before = answer;
        }
    }

    [Fact]
    public void Every_test_that_is_named_is_there_and_is_a_test()
    {
        var tests = typeof(AsvsTests)
            .Assembly.GetTypes()
            .SelectMany(t =>
                t.GetMethods().Where(m => m.GetCustomAttributes().Any(a => a is IFactAttribute)).Select(m => $"{t.Name}.{m.Name}")
            )
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var file in Tracked.Files.Where(f =>
                f.StartsWith("tests/Fosse.Browser.Tests/", StringComparison.Ordinal) && f.EndsWith("Tests.cs", StringComparison.Ordinal)
            )
        )
        {
            foreach (Match test in BrowserTest().Matches(Repository.Read(file)))
                tests.Add($"{Path.GetFileNameWithoutExtension(file)}.{test.Groups[1].Value}");
        }
        var named = Lines.SelectMany(l => Test().Matches(l.Shown).Select(m => m.Groups[1].Value)).ToList();
        Assert.True(named.Count > 150);
        Assert.Empty(named.Except(tests));
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        var files = Lines
            .SelectMany(l => Quoted().Matches(l.Shown).Select(m => m.Groups[1].Value))
            .Where(q => !Test().IsMatch($"`{q}`") && !IsWord(q))
            .ToList();
        Assert.True(files.Count > 20);
        Assert.Empty(files.Except(Tracked.Files));

        static bool IsWord(string quoted) => quoted is "acr" or "amr" or "autocomplete" or "__Host-" or "/";
    }

    [Fact]
    public void The_counts_and_the_list_of_what_is_not_met_are_those_of_the_tables()
    {
        Assert.All(
            Answers,
            answer => Assert.Contains($"\n| {answer} | {Lines.Count(l => l.Answer == answer)} |\n", Page, StringComparison.Ordinal)
        );
        Assert.Contains($"\n| together | {Lines.Count} |\n", Page, StringComparison.Ordinal);
        var list = Page[Page.IndexOf("## Not met yet", StringComparison.Ordinal)..Page.IndexOf("## V1 ", StringComparison.Ordinal)];
        Assert.Equal(
            Lines.Where(l => l.Answer == "not met").Select(l => l.Number).Order(StringComparer.Ordinal),
            Number().Matches(list).Select(m => m.Value).Order(StringComparer.Ordinal)
        );
    }

    // "1.4.1,4,5" and "1.1.1-7"
    private static IEnumerable<string> Numbers(string of)
    {
        var section = of[..(of.LastIndexOf('.') + 1)];
        foreach (var part in of[section.Length..].Split(','))
        {
            var ends = part.Split('-').Select(int.Parse).ToArray();
            for (var number = ends[0]; number <= ends[^1]; number++)
                yield return $"{section}{number}";
        }
    }

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z]\\w*Tests\\.\\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b\d+\.\d+\.\d+\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) ([A-Z]\w+)\(")]
    private static partial Regex BrowserTest();
}
