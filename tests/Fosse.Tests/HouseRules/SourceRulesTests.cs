using System.Text.RegularExpressions;

namespace Fosse.Tests.HouseRules;

/// <summary>What source files may not hold, and how long they may be.</summary>
public sealed class SourceRulesTests
{
    private const int MostLines = 250;
    private const int MostColumns = 140;

    private static readonly string[] WrittenByHand =
    [
        ".cs",
        ".cshtml",
        ".ts",
        ".mjs",
        ".scss",
        ".css",
        ".sh",
        ".sql",
        ".props",
        ".targets",
        ".csproj",
    ];

    // A released schema file is never edited.
    private static readonly string[] Released =
    [
        "src/Fosse.Storage/Schema/postgres/0015-triage.sql",
        "src/Fosse.Storage/Schema/sqlite/0015-triage.sql",
    ];

    // A file stands here only with a reason; take it out when it has been split.
    private static readonly Dictionary<string, string> MayBeLonger = new()
    {
        ["src/Fosse.Cli/Analyse/Methods/ChartMethods.cs"] = "a list of methods",
        ["src/Fosse.Cli/Analyse/Methods/JudgementMethods.cs"] = "a list of methods",
        ["src/Fosse.Cli/Analyse/Methods/RepetitionMethods.cs"] = "a list of methods",
        ["src/Fosse.Cli/Analyse/Methods/SeriesMethods.cs"] = "a list of methods",
        ["src/Fosse.Cli/Analyse/Methods/SurfaceMethods.cs"] = "a list of methods",
        ["src/Fosse.Core/Reporting/StandardCategories.cs"] = "a list of categories",
    };

    [Fact]
    public void A_source_file_holds_one_idea_and_so_few_lines()
    {
        var longer = Repository
            .Sources()
            .Where(f => File.ReadLines(f).Count() > MostLines)
            .Select(Repository.Name)
            .Where(f => !MayBeLonger.ContainsKey(f));
        Trespasses.None(longer.Select(f => $"{f} has more than {MostLines} lines: split it where a second idea begins."));
        Assert.All(
            MayBeLonger.Keys,
            f =>
                Assert.True(
                    File.Exists(Path.Combine(Repository.Root, f)) && File.ReadLines(Path.Combine(Repository.Root, f)).Count() > MostLines,
                    $"{f} is gone or short enough: take it out of the list"
                )
        );
    }

    [Fact]
    public void A_line_of_source_can_be_read_without_scrolling_sideways()
    {
        var files = Tracked
            .Files.Where(f => f is "test" or "fosse" || WrittenByHand.Contains(Path.GetExtension(f)))
            .Where(f => !Released.Contains(f))
            .ToList();
        Assert.True(files.Count > 1000);
        var wide = files
            .SelectMany(f => File.ReadLines(Path.Combine(Repository.Root, f)).Select((line, i) => (line.Length, At: $"{f}:{i + 1}")))
            .Where(l => l.Length > MostColumns)
            .Select(l => $"{l.At} has {l.Length} columns, and {MostColumns} are the end: break it");
        Trespasses.None(wide);
    }

    // The one thing of the format that the quick check of ./test does not look at.
    [Fact]
    public void Usings_stand_in_order_with_those_of_the_framework_first()
    {
        var files = Tracked.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 500);
        Trespasses.None(
            files
                .Where(f => Usings(f) is var names && !InOrder(names).SequenceEqual(names))
                .Select(f => $"{f}: its usings are out of order. By the alphabet, those of System first.")
        );

        static List<string> Usings(string file) =>
            [
                .. File.ReadLines(Path.Combine(Repository.Root, file))
                    .TakeWhile(l => !l.StartsWith("namespace ", StringComparison.Ordinal))
                    .Select(l => Regex.Match(l, @"^using ([\w.]+);"))
                    .Where(m => m.Success)
                    .Select(m => m.Groups[1].Value),
            ];

        static IEnumerable<string> InOrder(List<string> names) =>
            names.OrderBy(n => n.Split('.')[0] != "System").ThenBy(n => n.Replace('.', ' '), StringComparer.OrdinalIgnoreCase);
    }

    // Past EF there is no wall: what reaches for the connection or writes its own SQL lives in Storage, and in few other places, each with
    // its reason.
    [Theory]
    [InlineData(@"\bIgnoreQueryFilters\b", "src/Fosse.Privacy/")]
    [InlineData(@"\b(FromSql|SqlQuery|ExecuteSql)(Raw|Interpolated)?(Async)?\b", "src/Fosse.Storage/")]
    [InlineData(@"\bGetDbConnection\b", "src/Fosse.Storage/", "src/Fosse.Cli/Demonstration/DemonstrationDatabase.cs")]
    [InlineData(@"\bnew (Sqlite|Npgsql)(Connection|Command)\b", "src/Fosse.Storage/")]
    [InlineData(@"\bAccess = |\bnew Access\(", "src/Fosse.Privacy/")]
    [InlineData(@"\bHtml\.Raw\b|\bnew HtmlString\b")]
    [InlineData(@"\bIgnoreAntiforgeryToken\b|\bDisableAntiforgery\b", "src/Fosse.Web/Public/Errors/Problem.cshtml.cs")]
    [InlineData(
        @"\bServerCertificateCustomValidationCallback\b|\bDangerousAccept|\bRemoteCertificateValidationCallback\b"
            + @"|\bTrustServerCertificate\b"
    )]
    [InlineData(@"\bServerCertificateValidationCallback\b(?!.*== SslPolicyErrors\.None)")]
    [InlineData(@"\bnew Random\(|\bRandom\.Shared\b")]
    [InlineData(
        @"\bProcess\.Start\b|\bProcessStartInfo\b",
        "src/Fosse.Storage/PostgresClient.cs",
        "src/Fosse.Web/Hosting/Photos/PhotoProcess.cs"
    )]
    [InlineData(@"\b(MD5|TripleDES|DES|RC2|SHA1)\.|CipherMode\.ECB|\bHMACSHA1\b")]
    [InlineData(@"\bOtpNet\b", "src/Fosse.Core/Accounts/AuthenticatorCode.cs")]
    [InlineData(
        @"\bunsafe\b|\bDllImport\b|\bLibraryImport\b",
        "src/Fosse.Exchange/",
        "src/Fosse.Storage/BulkLoad/",
        "src/Fosse.Cli/Photos/",
        "src/Fosse.Cli/OwnersAlone.cs"
    )]
    [InlineData(@"\bSkiaSharp\b", "src/Fosse.Cli/Photos/")]
    [InlineData(@"\bBinaryFormatter\b|\bTypeNameHandling\b|\bXmlDocument\b|\bDtdProcessing\b")]
    public void Some_ways_are_open_in_few_places(string way, params string[] places)
    {
        var trespasses = Repository
            .Sources()
            .Where(f => !places.Any(p => Repository.Name(f).StartsWith(p, StringComparison.Ordinal)))
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Line: line, At: $"{Repository.Name(f)}:{i + 1}")))
            .Where(l => !l.Line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(l.Line, way))
            .Select(l => $"{l.At} {l.Line.Trim()}\n  {Instead(way, places)}");
        Trespasses.None(trespasses);
    }

    private static string Instead(string way, string[] places) =>
        (places.Length == 0 ? $"{way} stands nowhere" : $"{way} stands only in {string.Join(", ", places)}")
        + ": do it another way, or in there; a further place is a line in SourceRulesTests, with the reason in a decision.";

    [Fact]
    public void No_script_of_ours_makes_code_of_text_or_keeps_anything_in_the_browser()
    {
        var scripts = Tracked
            .Files.Where(f =>
                f.StartsWith("src/Fosse.Web/Client/", StringComparison.Ordinal) && f.EndsWith(".ts", StringComparison.Ordinal)
            )
            .ToList();
        Assert.True(scripts.Count > 5);
        Assert.All(
            scripts,
            f =>
                Assert.DoesNotMatch(
                    @"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write)\b|\beval\("
                        + @"|\bnew Function\b|set(Timeout|Interval)\([""'`]|\b(localStorage|sessionStorage|indexedDB)\b"
                        + @"|document\.cookie",
                    Repository.Read(f)
                )
        );
    }
}
