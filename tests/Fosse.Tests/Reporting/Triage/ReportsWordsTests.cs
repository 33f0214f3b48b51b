using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fosse.Reporting;
using Fosse.Tests.HouseRules;
using Fosse.Triage;
using Fosse.Web.Partner.Reports;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>The pages of reports hold no words of their own, and ask for none that is not there.</summary>
public sealed partial class ReportsWordsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Fosse.Web", "Partner", "Reports");
    private static readonly HashSet<string> Held =
    [
        .. XDocument.Load(Path.Combine(Folder, "ReportsWords.resx")).Descendants("data").Select(d => (string)d.Attribute("name")!),
    ];
    private static readonly string Text = string.Concat(
        Directory.GetFiles(Folder).Where(f => !f.EndsWith(".resx", StringComparison.Ordinal)).Select(File.ReadAllText)
    );

    [Fact]
    public void Every_word_that_a_page_asks_for_is_there_and_none_is_idle()
    {
        var asked = Asked().Matches(Text).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.True(asked.Count > 80);
        Assert.Equal([], asked.Except(Held));
        // As a whole, put together from a beginning ("Deed." + kind), of an enumeration, or said after a form.
        Assert.Equal(
            [],
            Held.Where(key =>
                !Text.Contains($"\"{key}\"", StringComparison.Ordinal)
                && !Text.Contains($"\"{key[..(key.IndexOf('.', StringComparison.Ordinal) + 1)]}", StringComparison.Ordinal)
                && !Enums.Contains(key)
                && !(
                    key.StartsWith("Said.", StringComparison.Ordinal)
                    && Text.Contains($"\"{key[5..]}\"", StringComparison.Ordinal)
                        | Text.Contains($"said={key[5..]}", StringComparison.Ordinal)
                )
                && !key.EndsWith(".One", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void Every_code_of_a_report_has_its_words() => Assert.Equal([], Enums.Except(Held));

    private static readonly HashSet<string> Enums =
    [
        .. Of<ReportState>(),
        .. Of<Risk>(),
        .. Of<ReportChannel>(),
        .. Of<CategoryGroup>(),
        .. Of<ClosingReason>(),
        .. Of<AnswerKind>(),
        .. Of<QueueShows>(),
        .. Of<ContactWay>(),
        .. Of<HappenedKind>(),
        .. Of<DeskReached>(),
    ];

    private static IEnumerable<string> Of<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(n => $"{typeof(T).Name}.{n}");

    [GeneratedRegex(@"\b(?:S|words)\[""([A-Za-z0-9.]+[A-Za-z0-9])""")]
    private static partial Regex Asked();
}
