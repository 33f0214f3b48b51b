using Fosse.Foundation;
using Fosse.Publishing;

namespace Fosse.Tests.Publishing;

/// <summary>What is shown as changed clearly: in the demonstration the three planted stories (in the browser tests), and where nothing
/// changed, nothing.</summary>
public sealed class ClearChangesTests
{
    [Fact]
    public async Task Where_both_years_are_alike_nothing_is_found_though_everything_is_compared()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var changes = ClearChanges.Of(await SmallCounty.Figures(county, SmallCounty.From("2023-01", 24)))!;
        Assert.Equal((new Month(2024, 1), new Month(2024, 12)), (changes.Period.From, changes.Period.To));
        Assert.True(changes.Compared > 0);
        Assert.Empty(changes.Found);
    }

    [Fact]
    public async Task Without_two_years_in_a_row_there_is_nothing_to_compare()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        Assert.Null(ClearChanges.Of(await SmallCounty.Figures(county, SmallCounty.From("2023-01", 23))));
    }
}
