using System.Globalization;
using System.Text.RegularExpressions;
using Fosse.Tests.Exchange;

namespace Fosse.Tests.Reporting;

/// <summary>The page counts the end of a line as one character and the browser sends two.</summary>
public sealed partial class AsBrowsersSendTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_message_of_as_many_characters_as_the_page_counts_is_taken(string database)
    {
        var source = await File.ReadAllTextAsync(
            Path.Combine(SharedData.Cases("web"), "message-3999-characters-as-the-page-counts-them.py")
        );
        var made = Made.Match(source);
        var words = string.Join(
            "\r\n",
            Enumerable.Repeat(made.Groups["line"].Value, int.Parse(made.Groups["times"].ValueSpan, CultureInfo.InvariantCulture))
        );
        Assert.Equal((3999, 4098), (words.Replace("\r\n", "\n", StringComparison.Ordinal).Length, words.Length));
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Sent(site, "They play music until four in the morning");

        await visitor.Sends("Send", ("words", words));

        Assert.Equal("Your message has been sent.", visitor.Text(".govuk-notification-banner__heading"));
    }

    [Theory]
    [InlineData(4000, "\r\n", true)]
    [InlineData(4000, "\n", true)]
    [InlineData(4000, "\r", true)]
    [InlineData(4000, "\r\n\r\n", true)]
    [InlineData(4001, "\r\n", false)]
    public async Task The_last_that_there_is_room_for_is_taken_and_one_more_is_not(int characters, string end, bool taken)
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Sent(site, Lines(4000, "\r\n"));

        await visitor.Sends("Send", ("words", Lines(characters, end)));

        Assert.Equal(taken, visitor.Page.QuerySelector(".govuk-notification-banner__heading") is not null);
        Assert.Equal(taken, visitor.Page.QuerySelector(".govuk-error-summary") is null);
    }

    // So many characters as a page counts them.
    private static string Lines(int characters, string end)
    {
        var line = $"It is loud again{end}";
        var counted = line.Replace("\r\n", "\n", StringComparison.Ordinal).Length;
        return string.Concat(Enumerable.Repeat(line, 100)) + new string('x', characters - (100 * counted));
    }

    private static async Task<Visitor> Sent(TestSite site, string words)
    {
        var visitor = await PartnershipOfReports.TellsAnonymously(site, words);
        await visitor.Sends("Send the report");
        var (reference, code) = (visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]);
        var elsewhere = await Visitor.Of(site.Client()).Opens("/report/status");
        await elsewhere.Sends("Look", ("reference", reference), ("secret", code));
        return elsewhere;
    }

    [GeneratedRegex(@"join\(\['(?<line>[^']*)'\] \* (?<times>[0-9]+)\)")]
    private static partial Regex Made { get; }
}
