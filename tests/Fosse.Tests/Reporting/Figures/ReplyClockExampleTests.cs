using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Reporting;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Reporting.Figures;

/// <summary>The example on the method's page is what the method gives.</summary>
public sealed partial class ReplyClockExampleTests
{
    [Fact]
    public void The_line_under_the_example_follows_from_its_table()
    {
        var page = Repository.Read("docs", "methods", "reply-clock.md");
        var reports = Row.Matches(page).Select(m => new ClockedReport(At(m, 1)!.Value, At(m, 2), At(m, 3), At(m, 4), null, null)).ToList();
        Assert.Equal(13, reports.Count);
        var f = ReplyFigures.Of(reports, At("2026-06-01 05:00")!.Value);
        var share = f.Share!.Value;
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"**{f.Reports} reports; {f.InTime} answered within 72 hours: {100 * share.Value:0.0}%, interval "
                    + $"{100 * share.Low:0.0}% to {100 * share.High:0.0}%; median {f.MedianHours:0.0} hours; {f.Closed} closed, "
                    + $"{f.Reopened} of them opened again: {100.0 * f.Reopened / f.Closed:0.0}%.**"
            ),
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_taken_back_in_time_is_not_owed_an_answer_and_what_happens_later_does_not_count()
    {
        var sent = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        ClockedReport[] reports =
        [
            new(sent, null, null, null, sent.AddHours(71), null), // taken back in time
            new(sent, null, null, null, sent.AddHours(73), null), // taken back too late
            new(sent, sent.AddHours(72), null, null, null, null), // in time to the minute
            new(sent, sent.AddHours(72).AddSeconds(1), null, null, null, null),
        ];
        Assert.Equal(
            new ReplyFigures(3, 1, 72, 0, 0),
            ReplyFigures.Of(reports, sent.AddDays(10)) is var f ? f with { MedianHours = Math.Round(f.MedianHours!.Value, 1) } : null
        );
        Assert.Equal(new ReplyFigures(1, 1, 72, 0, 0), ReplyFigures.Of([reports[2]], sent.AddDays(3)));
        Assert.Equal(new ReplyFigures(0, 0, null, 0, 0), ReplyFigures.Of(reports, sent.AddHours(71.5)));
        // more than half have no answer
        Assert.Equal(new ReplyFigures(2, 0, null, 0, 0), ReplyFigures.Of([reports[1], reports[1]], sent.AddDays(10)));
    }

    [Theory]
    [InlineData(100, "1:50 2:50", "")]
    [InlineData(100, "1:95 2:5", "1 2")] // the 5 could be had by taking away
    [InlineData(100, "1:60 2:20 3:15 4:5", "3 4")]
    [InlineData(100, "1:50 2:30", "")] // 20 of unknown place
    [InlineData(100, "1:50 2:47", "2")] // 3 of unknown place
    [InlineData(9, "1:9", "1")]
    [InlineData(100, "1:91 2:5 3:4", "1 2 3")]
    [InlineData(101, "1:91 2:5 3:5", "2 3")]
    public void No_small_number_can_be_had_by_taking_away(int county, string neighbourhoods, string held)
    {
        var counts = neighbourhoods
            .Split(' ')
            .Select(n => n.Split(':'))
            .ToDictionary(n => int.Parse(n[0], CultureInfo.InvariantCulture), n => int.Parse(n[1], CultureInfo.InvariantCulture));
        Assert.Equal(held, string.Join(' ', ReplyFigures.HeldBack(county, counts).Order()));
    }

    private static DateTimeOffset? At(Match row, int group) => At(row.Groups[group].Value);

    private static DateTimeOffset? At(string text) =>
        text == "–"
            ? null
            : DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex(@"^\| (\d{4}-\d\d-\d\d \d\d:\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }
}
