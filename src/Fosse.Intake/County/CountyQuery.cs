using System.Globalization;
using System.Text.RegularExpressions;

namespace Fosse.Intake.County;

/// <summary>
/// Queries of Nomis, as people download them: a title, what was asked for (units, date) and blank lines above the table, notes below it.
/// </summary>
internal sealed partial class CountyFolder
{
    [GeneratedRegex(@"\b(18|19|20)\d\d\b")]
    private static partial Regex Year { get; }

    [GeneratedRegex(@"^([EW]\d{8})\b")]
    private static partial Regex CodeBeforeName { get; }

    // An empty row, or a sentence with nothing in the other cells, where there are any.
    private static string? Beside(string[] row) =>
        row.AsSpan(1).IndexOfAnyExcept("") >= 0 ? null
        : row[0].Trim().Length == 0 ? "empty rows"
        : row.Length == 1 || row[0].Trim().Contains(' ', StringComparison.Ordinal) ? "notes beside the table"
        : null;

    private (CountyKind Kind, string What, Func<CountyCells, string, int> Take)? RecogniseQuery(CountyCells c, string file)
    {
        var area =
            c.Has(CountyColumn.QueryCode) ? CountyColumn.QueryCode
            : c.Has(CountyColumn.QueryArea) ? CountyColumn.QueryArea
            : null;
        if (area is null || !c.Has(CountyColumn.QueryFigure))
            return null;
        // What the column counts stands in its heading or above the table, in the title first.
        var words = c.Above.Select(row => string.Join(' ', row)).Prepend(c.Heading(CountyColumn.QueryFigure));
        var measure = words.Select(Counted).FirstOrDefault(m => m is not null);
        if (measure is null)
            return null;
        var year =
            c.Above.Where(row => row[0].Trim().Equals("date", StringComparison.OrdinalIgnoreCase))
                .Select(YearOf)
                .FirstOrDefault(y => y is not null)
            ?? YearOf([c.Heading(CountyColumn.QueryFigure)])
            ?? YearIn(file)
            ?? throw new FormatException(
                $"it holds {measure} and does not say of which year. Write the year into its name, as in {measure}-2021.csv"
            );
        return (
            CountyKind.Residents,
            $"{measure} {year}, a query of Nomis",
            (c, f) =>
            {
                if (c.Code(area, CodeBeforeName) is not { } code)
                    return 0;
                if (!code.StartsWith("E01", StringComparison.Ordinal) && !code.StartsWith("W01", StringComparison.Ordinal))
                    return c.Leave("of areas that are no LSOA");
                return Figures(c, code, year, f, (measure, c.Number(CountyColumn.QueryFigure, 0, MostPeople)));
            }
        );
    }

    private static string? Counted(string words) =>
        CountyCells.IsColumn(words, CountyColumn.QueryResidents) ? "residents"
        : CountyCells.IsColumn(words, CountyColumn.QueryHouseholds) ? "households"
        : null;

    private static int? YearOf(string[] row) =>
        Year.Match(string.Join(' ', row)) is { Success: true } year ? int.Parse(year.Value, CultureInfo.InvariantCulture) : null;
}
