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
        .. Of<MessageKind>(),
        .. Of<AnswerKind>(),
        .. Of<QueueShows>(),
        .. Of<ContactWay>(),
        .. Of<HappenedKind>(),
        .. Of<DeskReached>(),
        .. Enum.GetNames<DeedKind>().Select(n => $"Deed.{n}"),
    ];

    private static IEnumerable<string> Of<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(n => $"{typeof(T).Name}.{n}");

    [Theory]
    [InlineData(-5, "5 min late", "late")]
    [InlineData(59, "59 min left", "soon")]
    [InlineData(7 * 60, "7 h left", "soon")]
    [InlineData(9 * 60, "9 h left", "calm")]
    [InlineData(50 * 60, "2 d 2 h left", "calm")]
    [InlineData(-30 * 60, "1 d 6 h late", "late")]
    public void How_long_is_left_is_said_in_words_and_by_a_shape(int minutes, string words, string urgency)
    {
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var said = XDocument
            .Load(Path.Combine(Folder, "ReportsWords.resx"))
            .Descendants("data")
            .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);
        Assert.Equal(words, new Localized(said).Left(now.AddMinutes(minutes), now));
        Assert.Equal(urgency, ReportSayings.Urgency(now.AddMinutes(minutes), now));
    }

    private sealed class Localized(Dictionary<string, string> said) : Microsoft.Extensions.Localization.IStringLocalizer<ReportsWords>
    {
        public Microsoft.Extensions.Localization.LocalizedString this[string name] => new(name, said[name]);
        public Microsoft.Extensions.Localization.LocalizedString this[string name, params object[] arguments] =>
            new(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, said[name], arguments));

        public IEnumerable<Microsoft.Extensions.Localization.LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }

    [GeneratedRegex(@"\b(?:S|words)\[""([A-Za-z0-9.]+[A-Za-z0-9])""")]
    private static partial Regex Asked();
}
