using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Accountability.Audit;
using Fosse.Reporting;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Reporting.Spotter;

/// <summary>What the spotter finds and misses, measured on sentences that it was not made on.</summary>
public sealed partial class SpotterTests(ITestOutputHelper output)
{
    private sealed record Labelled(string Words, IReadOnlyList<Spotted> Marks, IReadOnlyList<Risk> Risks);

    private sealed record Tally(int Marked, int Found, int Right)
    {
        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Marked} | {Found} | {Right} | {(Found == 0 ? 1 : (double)Right / Found):0.00} | "
                    + $"{(Marked == 0 ? 1 : (double)Right / Marked):0.00}"
            );
    }

    // Every other sentence was looked at while the spotter was made; the others were not.
    private static IReadOnlyList<Labelled> Sentences(bool heldOut) =>
        [
            .. Repository
                .Read("tests", "Fosse.Tests", "Reporting", "Spotter", "labelled.tsv")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where((_, i) => i % 2 == (heldOut ? 1 : 0))
                .Select(Read),
        ];

    private static Labelled Read(string line)
    {
        var (parts, marks, words) = (line.Split('\t'), new List<Spotted>(), "");
        var from = 0;
        foreach (Match mark in Mark.Matches(parts[1]))
        {
            words += parts[1][from..mark.Index];
            var kind = mark.Groups[1].Value switch
            {
                "t" => SpottedKind.Telephone,
                "e" => SpottedKind.Email,
                "p" => SpottedKind.NumberPlate,
                "c" => SpottedKind.Postcode,
                _ => SpottedKind.Name,
            };
            marks.Add(new(kind, words.Length, mark.Groups[2].Length));
            words += mark.Groups[2].Value;
            from = mark.Index + mark.Length;
        }
        words += parts[1][from..];
        return new(words, marks, [.. parts[0].Split(',').Where(r => r != "-").Select(r => Enum.Parse<Risk>(r, ignoreCase: true))]);
    }

    private static bool Overlaps(Spotted a, Spotted b) => a.Kind == b.Kind && a.Start < b.Start + b.Length && b.Start < a.Start + a.Length;

    private SortedDictionary<string, Tally> Measure(bool heldOut)
    {
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var sentence in Sentences(heldOut))
        {
            var (found, risks) = (ReportSpotter.Look(sentence.Words), ReportSpotter.Risks(sentence.Words));
            foreach (var kind in Enum.GetValues<SpottedKind>())
            {
                var (marked, seen) = (sentence.Marks.Where(m => m.Kind == kind).ToList(), found.Where(f => f.Kind == kind).ToList());
                var right = marked.Count(m => seen.Exists(f => Overlaps(m, f)));
                Add($"{kind}", marked.Count, seen.Count, right);
                if (!heldOut && (right < marked.Count || seen.Count > right))
                    output.WriteLine(
                        $"{kind}: {sentence.Words} [{string.Join("; ", seen.Select(f => sentence.Words.Substring(f.Start, f.Length)))}]"
                    );
            }
            foreach (var risk in (Risk[])[Risk.Hate, Risk.Threat, Risk.Safeguarding])
            {
                Add(
                    $"{risk}",
                    sentence.Risks.Contains(risk) ? 1 : 0,
                    risks.Contains(risk) ? 1 : 0,
                    sentence.Risks.Contains(risk) && risks.Contains(risk) ? 1 : 0
                );
                if (!heldOut && sentence.Risks.Contains(risk) != risks.Contains(risk))
                    output.WriteLine($"{risk}: {sentence.Words}");
            }
        }
        return tallies;

        void Add(string kind, int marked, int found, int right) =>
            tallies[kind] = tallies.GetValueOrDefault(kind, new(0, 0, 0)) is var t
                ? new(t.Marked + marked, t.Found + found, t.Right + right)
                : t;
    }

    [Fact]
    public void What_the_page_says_of_hits_and_misses_is_what_they_are()
    {
        var page = Repository.Read("docs", "methods", "spotter.md");
        var said = PageRow
            .Matches(page)
            .Where(m => m.Groups[1].Value != "kind")
            .Select(m => $"{m.Groups[1].Value} | {m.Groups[2].Value}")
            .Order(StringComparer.Ordinal)
            .ToList();
        var (tuned, held) = (Measure(heldOut: false), Measure(heldOut: true));
        foreach (var (kind, tally) in held)
            output.WriteLine($"| {kind} | {tally} |   tuned on: {tuned[kind]}");
        Assert.Equal(held.Select(t => $"{t.Key} | {t.Value}"), said);
        Assert.Contains($"{Sentences(true).Count + Sentences(false).Count} sentences", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_is_found_and_little_else_on_sentences_it_was_not_made_on()
    {
        var held = Measure(heldOut: true);
        Assert.True(Sentences(true).Count > 150);
        foreach (var kind in Enum.GetNames<SpottedKind>())
        {
            var (recall, precision) = ((double)held[kind].Right / held[kind].Marked, (double)held[kind].Right / held[kind].Found);
            Assert.True(held[kind].Marked >= 5 && recall >= 0.7 && precision >= 0.7, $"{kind} {held[kind]}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("@@@@ @ . .")]
    [InlineData("Mr")]
    [InlineData("St")]
    [InlineData("+")]
    [InlineData("'s Mr. ' \uD83D \u202E 0")]
    public void Odd_words_are_looked_at_without_harm(string words)
    {
        Assert.Empty(ReportSpotter.Look(words));
        Assert.Empty(ReportSpotter.Risks(words));
    }

    [Fact]
    public void Long_and_nasty_words_take_no_longer_than_others()
    {
        foreach (
            var piece in (string[])["0 ", "a.", "one ", "Mr A ", "A", "LE1 1", "because i am ", "child ", "'", "at dot ", "a at b dot "]
        )
        {
            var words = string.Concat(Enumerable.Repeat(piece, 4000 / piece.Length));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            ReportSpotter.Look(words);
            ReportSpotter.Risks(words);
            Assert.True(watch.ElapsedMilliseconds < 2000, $"{piece}: {watch.ElapsedMilliseconds} ms");
        }
    }

    [Fact]
    public void What_is_found_is_given_in_order_with_its_place()
    {
        const string words = "Ring Mr Khan on 07700 900123 or asha@example.org, 4 Rose Lane, LE1 9ZZ, reg AB39 CDE.";
        Assert.Equal(
            ["Name Mr Khan", "Telephone 07700 900123", "Email asha@example.org", "Postcode LE1 9ZZ", "NumberPlate AB39 CDE"],
            ReportSpotter.Look(words).Select(s => $"{s.Kind} {words.Substring(s.Start, s.Length)}")
        );
    }

    [GeneratedRegex(@"\{(\w):([^}]*)\}")]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"^\| (\w+) \| ([\d.]+ \| [\d.]+ \| [\d.]+ \| [\d.]+ \| [\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex PageRow { get; }
}
