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
            Parameters =
            [
                new("by", null, "columns to count by, with commas between, for instance \"LSOA code,Month,Crime type\""),
                Parameter.Flag("empty-months", "Write months without rows too, with 0, for all that else is counted by"),
            ],
            Work = (question, stop) =>
            {
                var columns = question.Word("by").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (columns.Length != columns.Distinct(StringComparer.OrdinalIgnoreCase).Count())
                    throw new FormatException("--by names a column twice.");
                var found = question.Counted(columns, stop);
                var missing = EveryMonth.MissingIn(found);
                if (question.Flag("empty-months"))
                    found = EveryMonth.Of(found);
                var answer = new Answer();
                for (var c = 0; c < columns.Length; c++)
                    answer.Add(found.Columns[c], found.Values[c]);
                answer.Add("count", found.Counts).Say("rows", found.Rows).Say("groups", found.Counts.Length);
                if (missing > 0)
                    answer.Say(
                        question.Flag("empty-months")
                            ? "groups without a row, written as 0"
                            : "months without a row, left out (--empty-months)",
                        question.Flag("empty-months") ? found.Counts.Count(n => n == 0) : missing
                    );
                return answer;
            },
        },
    ];
}
