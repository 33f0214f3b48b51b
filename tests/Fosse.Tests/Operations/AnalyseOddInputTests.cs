using Fosse.Tests.Exchange;

namespace Fosse.Tests.Operations;

/// <summary>What people give to fosse analyse: what cannot be is refused with its line, what is left out is told.</summary>
public sealed class AnalyseOddInputTests
{
    [Fact]
    public async Task Months_without_a_row_are_told_and_are_written_when_it_is_asked_for()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "rows.csv"),
            "Month,LSOA code\n2015-11,E01B\n2015-11,E01A\n2016-02,E01A\n2016-02,E01A\n"
        );
        var told = await FosseProcess.Run(folder.Path, "analyse", "count", "rows.csv", "--by", "Month");
        Assert.Equal("Month,count\n2015-11,2\n2016-02,2", told.Output.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains("months without a row, left out (--empty-months): 2", told.Errors, StringComparison.Ordinal);

        var kept = await FosseProcess.Run(folder.Path, "analyse", "count", "rows.csv", "--by", "LSOA code,Month", "--empty-months");
        Assert.Equal(
            "LSOA code,Month,count\nE01A,2015-11,1\nE01A,2015-12,0\nE01A,2016-01,0\nE01A,2016-02,2\n"
                + "E01B,2015-11,1\nE01B,2015-12,0\nE01B,2016-01,0\nE01B,2016-02,0",
            kept.Output.ReplaceLineEndings("\n").TrimEnd()
        );
        Assert.Contains("groups without a row, written as 0: 5", kept.Errors, StringComparison.Ordinal);

        var none = await FosseProcess.Run(folder.Path, "analyse", "count", "rows.csv", "--by", "LSOA code", "--empty-months");
        Assert.Equal(2, none.Code);
        Assert.Contains("needs a column of months", none.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_series_of_an_area_with_quiet_months_is_the_one_with_its_zeros()
    {
        var cases = SharedData.Cases("analyse");
        using var folder = new TestFolder();
        var counted = await FosseProcess.Run(
            folder.Path,
            "analyse",
            "count",
            Path.Combine(cases, "street-rows-of-an-area-with-quiet-months.csv"),
            "--by",
            "Month",
            "--empty-months"
        );
        var whole = await File.ReadAllLinesAsync(Path.Combine(cases, "the-same-with-its-zeros.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(
            whole
                .Skip(1)
                .Where(l => l.Length > 0)
                .SkipWhile(l => l.EndsWith(",0", StringComparison.Ordinal))
                .Reverse()
                .SkipWhile(l => l.EndsWith(",0", StringComparison.Ordinal))
                .Reverse(),
            counted.Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        );
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_line_and_an_island_by_its_name()
    {
        var cases = SharedData.Cases("analyse");
        using var folder = new TestFolder();
        var none = await FosseProcess.Run(folder.Path, "analyse", "rates", Path.Combine(cases, "rates-population-zero.csv"));
        Assert.Equal(2, none.Code);
        Assert.Contains("rates-population-zero.csv, line 2, column population: must be above zero", none.Errors, StringComparison.Ordinal);

        var span = Path.Combine(cases, "span-01h30-to-01h15-when-clocks-go-back.csv");
        var refused = await FosseProcess.Run(folder.Path, "analyse", "aoristic", span);
        Assert.Contains("--clock-changes takes it", refused.Errors, StringComparison.Ordinal);
        var taken = await FosseProcess.Run(folder.Path, "analyse", "aoristic", span, "--clock-changes");
        Assert.Equal(0, taken.Code);
        Assert.Contains("\n6,1,1\n", taken.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        var moran = await FosseProcess.Run(folder.Path, "analyse", "moran", Path.Combine(cases, "areas-one-island.csv"), "--band", "1500");
        Assert.Equal(0, moran.Code);
        Assert.Contains("areas without a neighbour", moran.Output, StringComparison.Ordinal);
        Assert.Contains("1: island", moran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out of order", "Month\n2016-02\n2015-11\n2016-01\n", "2015-11,1\n2015-12,0\n2016-01,1\n2016-02,1")]
    [InlineData("with a mark of bytes and the ends of Windows", "\uFEFFMonth\r\n2015-11\r\n2016-01\r\n", "2015-11,1\n2015-12,0\n2016-01,1")]
    [InlineData("one alone", "Month\n2015-11\n", "2015-11,1")]
    [InlineData("over the end of a year", "Month\n2016-01\n2015-12\n2015-12\n", "2015-12,2\n2016-01,1")]
    [InlineData("none of which", "Month\n2015-13\n2015-11\n", null)]
    [InlineData("one of them empty", "Month,x\n2015-11,1\n,2\n", null)]
    [InlineData("as a spreadsheet writes them", "Month\nNov-15\nDec-15\n", null)]
    public async Task Months_are_counted_in_their_order_or_refused(string what, string text, string? counted)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "rows.csv"), text);
        var told = await FosseProcess.Run(folder.Path, "analyse", "count", "rows.csv", "--by", "Month", "--empty-months");
        Assert.True(told.Code == (counted is null ? 2 : 0), $"{what}: {told.Errors}");
        if (counted is null)
            Assert.Contains("each as 2024-01", told.Errors, StringComparison.Ordinal);
        else
            Assert.Equal($"Month,count\n{counted}", told.Output.ReplaceLineEndings("\n").TrimEnd());
    }

    [Theory]
    [InlineData("a,1,0,0\nb,2,1000,0\nc,4,2000,0\nd,3,3000,0\nfar,9,0,90000\nfurther,9,0,-90000", "2: far further")]
    [InlineData("a,1,0,0\nb,2,1000,0\nc,4,2000,0\nd,3,3000,0\n\"an, island\",9,0,90000", "1: an, island")]
    [InlineData("a,1,0,0\nb,2,50000,0\nc,4,90000,0\nd,3,0,90000", null)]
    public async Task Islands_are_named_and_where_there_is_nothing_else_it_is_said(string rows, string? named)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "areas.csv"), $"id,value,x,y\n{rows}\n");
        var told = await FosseProcess.Run(folder.Path, "analyse", "moran", "areas.csv", "--band", "1500");
        Assert.Equal(named is null ? 2 : 0, told.Code);
        Assert.Contains(named ?? "No area has a neighbour", told.Output + told.Errors, StringComparison.Ordinal);
    }
}
