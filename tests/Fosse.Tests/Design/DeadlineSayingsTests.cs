using System.Globalization;
using System.Xml.Linq;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Tests.HouseRules;
using Fosse.Web.Partner.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fosse.Tests.Design;

/// <summary>How what is owed is said: the same way on every page of staff.</summary>
public sealed class DeadlineSayingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Localized Words = new(
        XDocument
            .Load(Path.Combine(Repository.Root, "src", "Fosse.Web", "Partner", "Shared", "DeadlineWords.resx"))
            .Descendants("data")
            .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!)
    );

    [Theory]
    [InlineData(-5, "5 min late", DeadlineState.Missed)]
    [InlineData(59, "59 min left", DeadlineState.Warned)]
    [InlineData(7 * 60, "7 h left", DeadlineState.Warned)]
    [InlineData(9 * 60, "9 h left", DeadlineState.Due)]
    [InlineData(50 * 60, "2 d 2 h left", DeadlineState.Due)]
    [InlineData(-30 * 60, "1 d 6 h late", DeadlineState.Missed)]
    public void How_long_is_left_is_said_in_words_and_by_a_shape(int minutes, string words, DeadlineState state)
    {
        var reply = ReplyClock.Rule.By(Now.AddMinutes(minutes));
        Assert.Equal(words, Words.Left(reply, Now));
        Assert.Equal(state, reply.At(Now));
    }

    [Theory]
    [InlineData(0, "Due today")]
    [InlineData(1, "Due tomorrow")]
    [InlineData(5, "5 days left")]
    [InlineData(-1, "One day late")]
    [InlineData(-9, "9 days late")]
    public void What_is_owed_by_a_day_is_counted_in_days(int days, string words)
    {
        var deadline = Fosse.Accountability.Subjects.SubjectDeadline.Rule.On(CountyClock.DayOf(Now).AddDays(days));
        Assert.Equal(words, Words.Left(deadline, Now));
    }

    [Fact]
    public async Task Every_kind_has_its_words()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        foreach (var rule in county.Services.GetServices<DeadlineRule>())
        {
            Assert.NotEmpty(Words[$"What.{rule.Kind}", "R-1"].Value);
            Assert.NotEmpty(Words.By(rule.By(Now)));
            Assert.NotEmpty(Words.Left(rule.By(Now, met: Now), Now));
        }
    }

    private sealed class Localized(Dictionary<string, string> said) : IStringLocalizer<DeadlineWords>
    {
        public LocalizedString this[string name] => new(name, said[name]);
        public LocalizedString this[string name, params object[] arguments] =>
            new(name, string.Format(CultureInfo.InvariantCulture, said[name], arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
