using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fosse.Reporting;

namespace Fosse.Tests.HouseRules;

/// <summary>
/// What a public page says about the product is true: each sentence with a word such as cookie, script, source or hours stands in
/// claims.csv with what holds it. A check computes from the product, or names the test that does.
/// </summary>
public sealed partial class ClaimsTests
{
    private static readonly DateTimeOffset Sent = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    /// <summary>By name: what is wrong with a sentence, or nothing.</summary>
    private static readonly Dictionary<string, Func<string, string?>> Computed = new()
    {
        ["72-hours"] = words => Says(words, "72 hours", (ReplyClock.DueAt(Sent) - Sent).TotalHours == 72),
        ["draft-day"] = words => Says(words, "a day", Drafts.Kept == TimeSpan.FromDays(1)),
        ["draft-hours"] = words => Says(words, "{0} hours", true),
        ["reopen-28-days"] = words => Says(words, "28 days", IncidentReport.ReopenWithin == TimeSpan.FromDays(28)),
        ["retention-rule"] = words => Says(words, "{0} months", true),
    };

    /// <summary>By name: the tests that hold it.</summary>
    private static readonly Dictionary<string, string[]> Held = new()
    {
        ["cookies"] =
        [
            "Each_cookie_that_the_privacy_page_lists_is_set_somewhere_and_lasts_no_longer_than_it_says",
            "A_page_that_is_only_read_sets_none_and_the_privacy_page_lists_all_with_their_purpose_and_life",
            "Whoever_sets_a_cookie_takes_its_name_from_the_list_and_no_script_stores_anything",
        ],
        ["draft-hours"] = ["The_privacy_page_says_who_holds_a_report_for_how_long_and_whom_to_ask"],
        ["retention-rule"] = ["The_privacy_page_says_who_holds_a_report_for_how_long_and_whom_to_ask"],
        ["without-script"] = ["Without_script_a_report_arrives_and_is_followed", "A_page_says_what_it_is_about"],
        ["map-without-script"] = ["Figures_stand_in_a_table"],
        ["tests-are-there"] =
        [
            "Axe_finds_nothing_and_nothing_scrolls_sideways",
            "A_resident_without_a_mouse_gets_from_the_front_page_to_her_settlement",
            "A_page_says_what_it_is_about",
        ],
        ["never-published"] = ["Neither_the_name_nor_the_true_point_of_a_report_is_anywhere_public"],
        ["asks-nobody"] = ["A_page_asks_nobody_else_and_the_browser_has_no_complaint"],
        ["999-stores-nothing"] = ["Danger_leads_to_999_and_stores_nothing"],
        ["sources"] = ["Pages_name_whoever_made_what_is_loaded_and_nobody_else"],
        ["methods-name-sources"] = ["Pages_name_whoever_made_what_is_loaded_and_nobody_else"],
        ["ledger-heads"] = ["An_end_of_each_day_goes_to_every_agency_into_a_folder_and_onto_a_page_without_naming_anybody"],
        ["promise-daily"] = ["The_job_publishes_what_the_reports_give_and_the_command_computes_the_same_again"],
    };

    private static readonly string Tests = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
    );

    private static IReadOnlyList<(string File, string Key, string Check, string Why)> Declared { get; } =
    [
        .. Repository
            .Read("tests", "Fosse.Tests", "HouseRules", "claims.csv")
            .ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(',', 4))
            .Select(row => (row[0], row[1], row[2], row[3])),
    ];

    private static IReadOnlyList<(string File, string Key, string Words)> Sentences { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "Fosse.Web", "Public"), "*.resx", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetFileName(f).Replace("Words.resx", "", StringComparison.Ordinal), Path: f))
            .Append((Name: "Shared", Path: Path.Combine(Repository.Root, "src", "Fosse.Web", "Design", "Words.resx")))
            .Append((Name: "Host", Path: Path.Combine(Repository.Root, "src", "Fosse.Web", "Hosting", "HostWords.resx")))
            .Append((Name: "Publishing", Path: Path.Combine(Repository.Root, "src", "Fosse.Core", "Publishing", "PublishingWords.resx")))
            .SelectMany(f =>
                XDocument.Load(f.Path).Descendants("data").Select(d => (f.Name, (string)d.Attribute("name")!, (string)d.Element("value")!))
            ),
    ];

    [Fact]
    public void Each_sentence_that_claims_something_of_the_product_names_what_holds_it()
    {
        var declared = Declared.ToDictionary(d => (d.File, d.Key));
        var claims = Sentences.Where(s => Claim().IsMatch(s.Words)).ToList();
        Assert.True(claims.Count > 50);
        Trespasses.None(
            claims
                .Where(c => !declared.ContainsKey((c.File, c.Key)))
                .Select(c => $"{c.File}: {c.Key} claims something: name what holds it in claims.csv. “{c.Words}”")
                .Concat(
                    Declared
                        .Where(d => !Sentences.Any(s => (s.File, s.Key) == (d.File, d.Key)))
                        .Select(d => $"claims.csv: {d.File} has no sentence {d.Key} any more")
                )
                .Concat(
                    Declared
                        .Where(d => d.Check == "none" ? d.Why.Length == 0 : !Computed.ContainsKey(d.Check) && !Held.ContainsKey(d.Check))
                        .Select(d => $"claims.csv: {d.Key} has no check and no reason")
                )
        );
    }

    [Fact]
    public void Each_claim_is_what_the_product_does()
    {
        var used = Declared.Select(d => d.Check).ToHashSet(StringComparer.Ordinal);
        Trespasses.None(
            Declared
                .Where(d => Computed.ContainsKey(d.Check))
                .Select(d => (d.Key, Wrong: Computed[d.Check](Sentences.Single(s => (s.File, s.Key) == (d.File, d.Key)).Words)))
                .Where(d => d.Wrong is not null)
                .Select(d => $"{d.Key}: {d.Wrong}")
                .Concat(
                    Held.Where(h => used.Contains(h.Key))
                        .SelectMany(h => h.Value)
                        .Distinct()
                        .Where(test => !Tests.Contains($" {test}(", StringComparison.Ordinal))
                        .Select(test => $"no test {test}")
                )
                .Concat(Computed.Keys.Union(Held.Keys).Where(k => !used.Contains(k)).Select(k => $"no sentence needs the check {k}"))
        );
    }

    [Theory]
    [InlineData("This page sets no cookies.")]
    [InlineData("It works without script")]
    [InlineData("A person answers within 24 hours.")]
    [InlineData("From data.police.uk")]
    [InlineData("Nothing is stored")]
    public void A_sentence_with_such_a_word_is_a_claim(string sentence) => Assert.Matches(Claim(), sentence);

    private static string? Says(string words, string what, bool so) =>
        !words.Contains(what, StringComparison.Ordinal) ? $"does not say “{what}”"
        : so ? null
        : $"“{what}” is not what the product does";

    [GeneratedRegex(
        @"\b(cookies?|scripts?|sources?|data\.police\.uk|hours?|days?|minutes?|months after|stored|answers? (you )?within|published"
            + @"|made public|shown to the public|other sites?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Claim();
}
