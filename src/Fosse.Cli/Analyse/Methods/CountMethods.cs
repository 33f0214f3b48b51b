namespace Fosse.Cli.Analyse.Methods;

/// <summary>Rows of large files counted by their columns.</summary>
internal static class CountMethods
{
    public static IReadOnlyList<Method> Each { get; } =
    [
        new("count", "Counts", "Rows of a large CSV file, counted by the values of some columns")
        {
            Formula =
                "n(a, b, ...) = number of rows with these values; values as they stand, spaces and capitals too; quotes as in RFC 4180",
            Source = "RFC 4180 (2005)",
            NotFor =
                "map points as places: open crime data stands on anonymised points, count it by LSOA; numbers below what your "
                + "agreement lets you publish",
            Input = "any CSV with a heading, UTF-8, of any size",
            Output = "the columns counted by,count (rows), in order of the values",
            Parameters = [new("by", null, "columns to count by, with commas between, for instance \"LSOA code,Month,Crime type\"")],
            Work = (question, stop) =>
            {
                var columns = question.Word("by").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (columns.Length != columns.Distinct(StringComparer.OrdinalIgnoreCase).Count())
                    throw new FormatException("--by names a column twice.");
                var found = question.Counted(columns, stop);
                var answer = new Answer();
                for (var c = 0; c < columns.Length; c++)
                    answer.Add(found.Columns[c], found.Values[c]);
                return answer.Add("count", found.Counts).Say("rows", found.Rows).Say("groups", found.Counts.Length);
            },
        },
    ];
}
