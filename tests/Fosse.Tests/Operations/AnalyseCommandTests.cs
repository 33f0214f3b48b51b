using System.Text.Json;

namespace Fosse.Tests.Operations;

/// <summary>The methods of analysis from the command line, on plain files.</summary>
public sealed class AnalyseCommandTests
{
    [Fact]
    public async Task The_list_names_every_method_once_and_each_has_help_that_names_its_columns()
    {
        using var folder = new TestFolder();
        var list = await FosseProcess.Run(folder.Path, "analyse", "--list");
        var names = list
            .Output.Split('\n')
            .Where(l => l.StartsWith("  ", StringComparison.Ordinal))
            .Select(l => l.Trim().Split(' ')[0])
            .ToList();
        Assert.Equal((0, names.Count), (list.Code, names.Distinct().Count()));
        Assert.Superset(
            new HashSet<string> { "rates", "kde", "gi-star", "dbscan", "knox", "stl", "farrington", "scan", "suppress" },
            names.ToHashSet()
        );
        var help = await FosseProcess.Run(folder.Path, "analyse", "gi-star", "--help");
        Assert.All(
            ["Input:", "id,value", "Output:", "Formula:", "Source:", "Not for:", "--neighbours"],
            words => Assert.Contains(words, help.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Rates_come_out_as_worked_by_hand_in_each_format_and_under_another_name_of_the_column()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "areas.csv"), "id,CRIME,population\nA,0,1000\nB,25,5000\n");
        var csv = await FosseProcess.Run(folder.Path, "analyse", "rates", "areas.csv", "--column", "value=CRIME", "--per", "1000");
        Assert.Equal((0, ""), (csv.Code, csv.Errors));
        var rows = csv.Output.TrimEnd().Split('\n').Select(l => l.TrimEnd('\r').Split(',')).ToList();
        Assert.Equal(["id", "value", "population", "rate", "low", "high"], rows[0].Take(6));
        Assert.Equal(["A", "0", "1000", "0", "0"], rows[1].Take(5));
        Assert.Equal(3.688879, double.Parse(rows[1][5], System.Globalization.CultureInfo.InvariantCulture), 5); // -ln 0.025
        Assert.Equal(5, double.Parse(rows[2][3], System.Globalization.CultureInfo.InvariantCulture), 12);

        var json = await FosseProcess.Run(folder.Path, "analyse", "rates", "areas.csv", "--column", "value=CRIME", "--format", "json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.Contains("B", document.RootElement.ToString(), StringComparison.Ordinal);
        var card = await FosseProcess.Run(folder.Path, "analyse", "rates", "areas.csv", "--column", "value=CRIME", "--explain");
        Assert.Equal(
            card.Output,
            (await FosseProcess.Run(folder.Path, "analyse", "rates", "areas.csv", "--column", "value=CRIME", "--explain")).Output
        ); // same file, same hashes
        Assert.Matches("[0-9a-f]{16}", card.Output);
    }

    [Fact]
    public async Task Rows_are_counted_by_columns_with_the_file_s_hash_on_the_card()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "crimes.csv"),
            "Month,LSOA code,Crime type\n2026-01,E1,Theft\n2026-01,E1,\"Theft\"\n2026-02,E1,\"Drugs, other\"\n2026-01,E0,Theft\n"
        );
        var csv = await FosseProcess.Run(folder.Path, "analyse", "count", "crimes.csv", "--by", "LSOA code,Crime type", "--quiet");
        Assert.Equal(
            (0, "LSOA code,Crime type,count\nE0,Theft,1\nE1,\"Drugs, other\",1\nE1,Theft,2\n"),
            (csv.Code, csv.Output.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd() + "\n")
        );
        var card = await FosseProcess.Run(folder.Path, "analyse", "count", "crimes.csv", "--by", "Month", "--explain");
        Assert.Matches("crimes.csv, 4 rows, sha256 [0-9a-f]{64}", card.Output);
        var refused = await FosseProcess.Run(folder.Path, "analyse", "count", "crimes.csv", "--by", "LSOA");
        Assert.Equal(2, refused.Code);
        Assert.Contains("no column “LSOA”", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,value,population\nA,5,100\nB,many,100\n", "3", "value")]
    [InlineData("id,value,population\nA,-5,100\n", "", "value")]
    [InlineData("id,value\nA,5\n", "", "population")]
    [InlineData("id,value,population\nA,5,NaN\n", "2", "population")]
    [InlineData("", "", "areas.csv")]
    public async Task Bad_input_is_refused_by_line_and_column_and_writes_nothing(string text, string line, string names)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "areas.csv"), text);
        var refused = await FosseProcess.Run(folder.Path, "analyse", "rates", "areas.csv", "--output", "out.csv");
        refused.ShowsNoTrace();
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains(names, refused.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(line, refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "out.csv")));
    }

    [Fact]
    public async Task A_surface_is_written_as_a_picture_and_as_a_grid()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "points.csv"),
            "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{450000 + i * 20},{300000 + i * i % 700}\n"))
        );
        foreach (var (file, begins) in new[] { ("kde.png", "\u0089PNG"), ("kde.asc", "ncols") })
        {
            Assert.Equal(
                0,
                (
                    await FosseProcess.Run(
                        folder.Path,
                        "analyse",
                        "kde",
                        "points.csv",
                        "--cell",
                        "50",
                        "--bandwidth",
                        "200",
                        "--output",
                        file
                    )
                ).Code
            );
            Assert.StartsWith(
                begins,
                System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(folder.Path, file))),
                StringComparison.OrdinalIgnoreCase
            );
        }
    }
}
