using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Tables;

namespace Fosse.Tests.Exchange;

/// <summary>Counting large CSV files by columns, beside the reader that takes them row by row.</summary>
public sealed class CsvCountTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7)]
    public void Any_number_of_stretches_counts_what_reading_row_by_row_counts(int stretches)
    {
        var dice = new Random(5);
        string[] plain = ["E01025631", "", "Violence and sexual offences", "Other theft", "é", "x", "2019-12", " spaced "],
            quoted = ["a, b", "two\nlines", "say \"\"so\"\"", "", "\r\n", "long " + new string('z', 90), "plain"];
        for (var round = 0; round < 60; round++)
        {
            var text = new StringBuilder(round % 3 == 0 ? "\uFEFF" : "")
                .Append("one,two,\"th,ree\",four")
                .Append(round % 2 == 0 ? "\r\n" : "\n");
            var rows = dice.Next(200);
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < 4; c++)
                {
                    if (c > 0)
                        text.Append(',');
                    // The fourth column is never empty, so that no row is an empty line.
                    if (dice.Next(6) * 10 < round % 5 * 10)
                        text.Append('"').Append(quoted[dice.Next(quoted.Length)]).Append('"');
                    else
                        text.Append(c == 3 ? "end" + dice.Next(3) : plain[dice.Next(plain.Length)]);
                }
                if (r < rows - 1 || round % 4 != 0)
                    text.Append(dice.Next(2) == 0 ? "\r\n" : "\n");
                if (dice.Next(20) == 0)
                    text.Append('\n');
            }
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            using var table = CsvTable.Open(new MemoryStream(bytes), "rows.csv");
            var expected = table.Rows().GroupBy(row => (row[3], row[0], row[2])).ToDictionary(g => g.Key, g => (long)g.Count());

            var found = CsvCount.Of(bytes, "rows.csv", ["FOUR", "one", "th,ree"], stretches);

            Assert.Equal(["four", "one", "th,ree"], found.Columns);
            Assert.Equal(expected.Values.Sum(), found.Rows);
            Assert.Equal(
                expected,
                Enumerable
                    .Range(0, found.Counts.Length)
                    .ToDictionary(g => (found.Values[0][g], found.Values[1][g], found.Values[2][g]), g => found.Counts[g])
            );
            var keys = Enumerable
                .Range(0, found.Counts.Length)
                .Select(g => $"{found.Values[0][g]}\0{found.Values[1][g]}\0{found.Values[2][g]}")
                .ToList();
            Assert.Equal(keys.OrderBy(k => k, StringComparer.Ordinal), keys);
        }
    }

    [Fact]
    public void Many_different_values_and_one_column_are_counted_too()
    {
        var bytes = Encoding.UTF8.GetBytes(
            "id,of,x\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i * 7919 % 15_000},{i % 4001},{i % 3}\n"))
        );
        foreach (var stretches in new[] { 1, 4 })
        {
            var one = CsvCount.Of(bytes, "n.csv", ["id"], stretches);
            Assert.Equal((15_000, 30_000), (one.Counts.Length, one.Rows));
            Assert.All(one.Counts, n => Assert.Equal(2, n));
            var all = CsvCount.Of(bytes, "n.csv", ["id", "of", "x"], stretches);
            Assert.Equal(
                Enumerable.Range(0, 30_000).Select(i => (i * 7919 % 15_000, i % 4001, i % 3)).Distinct().Count(),
                all.Counts.Length
            );
            Assert.Equal(30_000, all.Counts.Sum());
        }
        Assert.Equal(["", "a", "b"], CsvCount.Of(Encoding.UTF8.GetBytes("v\nb\n\na\r\n\"\"\nb"), "v.csv", ["v"]).Values[0]);
    }

    [Theory]
    [InlineData("a,b\n1,2\n1\n", "line 3", "1 fields")]
    [InlineData("a,b\n1,2,3\n", "line 2", "3 fields")]
    [InlineData("a,b\n1,2\n1,\"x\n2,3\n", "line 3", "not closed")]
    [InlineData("a,b\n1,\"x\"y\n", "line 2", "other than a comma")]
    [InlineData("c,b\n1,2\n", "line 1", "no column “a”")]
    [InlineData("a,A\n1,2\n", "line 1", "Two columns")]
    [InlineData("", "", "empty")]
    [InlineData("\n\n", "", "empty")]
    public void What_cannot_be_counted_is_refused_with_its_line(string text, string line, string words)
    {
        foreach (var stretches in new[] { 1, 3 })
        {
            var refused = Assert.Throws<ExchangeFormatException>(() =>
                CsvCount.Of(Encoding.UTF8.GetBytes(text), "rows.csv", ["a"], stretches)
            );
            Assert.Contains(line, refused.Message, StringComparison.Ordinal);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }
        Assert.Throws<ExchangeFormatException>(() => CsvCount.Of([(byte)'a', (byte)'\n', 0xFF, (byte)'\n'], "rows.csv", ["a"]));
    }

    [Fact]
    public void A_large_file_is_counted_on_all_cores_and_a_quote_within_a_field_stands_for_itself()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "large.csv");
        using (var file = new StreamWriter(path))
        {
            file.Write("kind,words\n");
            for (var i = 0; i < 120_000; i++)
                file.Write(
                    i % 5 == 0 ? $"{i % 3},5\" pipe\n"
                    : i % 7 == 0 ? $"{i % 3},\"kind,words\n0,\"\"no\"\"\"\n"
                    : $"{i % 3},a plain row of words\r\n"
                );
        }
        Assert.True(new FileInfo(path).Length > 2 << 20);
        var found = CsvCount.Of(path, ["kind"]);
        Assert.Equal(["0", "1", "2"], found.Values[0]);
        Assert.Equal([40_000, 40_000, 40_000], found.Counts);
        Assert.Contains("5\" pipe", CsvCount.Of(path, ["words"]).Values[0]);
        Assert.Throws<FileNotFoundException>(() => CsvCount.Of(path + "x", ["kind"]));
    }
}
