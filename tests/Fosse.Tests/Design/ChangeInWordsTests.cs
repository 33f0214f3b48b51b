using Fosse.Publishing;
using Fosse.Web.Design;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Design;

/// <summary>A change in words: what rounds to nothing has no sign, and what clearly rose is never "0%".</summary>
public sealed class ChangeInWordsTests
{
    private static readonly IStringLocalizer<Words> Words = new ServiceCollection()
        .AddLogging()
        .AddLocalization()
        .BuildServiceProvider()
        .GetRequiredService<IStringLocalizer<Words>>();

    [Theory]
    [InlineData(-0.0, "0%")]
    [InlineData(-0.3, "0%")]
    [InlineData(0.4, "0%")]
    [InlineData(21, "+21%")]
    [InlineData(-21, "−21%")]
    [InlineData(1234, "over +1,000%")]
    public void A_percentage_has_a_sign_only_where_it_is_something(double percent, string said) =>
        Assert.Equal(said, Words.PerCent(percent));

    [Fact]
    public void The_figures_themselves_hold_no_minus_nought()
    {
        var change = PlaceRates.Change(10_000, 9_999, false);
        Assert.False(double.IsNegative(change.Percent!.Value) && change.Percent == 0);
        Assert.DoesNotContain("-0", Words.Said(change), StringComparison.Ordinal);
        Assert.Equal("rose less than 1% (0% to +1%)", Words.Said(new ChangeFigure(100, 0, 0, 1, "rise", false)));
    }
}
