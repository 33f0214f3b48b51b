using System.Globalization;
using System.Text.Json;

namespace Fosse.Tests.Operations;

/// <summary>What the methods of analysis write for maps and pictures, and methods that need files of their own kind.</summary>
public sealed class AnalyseMapsTests
{
    private const string Boundaries = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"CODE":"A","NAME":"Abbey"},
          "geometry":{"type":"Polygon","coordinates":[[[-1.1,52.6],[-1.0,52.6],[-1.0,52.7],[-1.1,52.6]]]}},
        {"type":"Feature","properties":{"CODE":"B","NAME":"Belgrave"},
          "geometry":{"type":"MultiPolygon","coordinates":[[[[-1.2,52.6],[-1.1,52.6],[-1.1,52.7],[-1.2,52.6]]]]}},
        {"type":"Feature","properties":{"CODE":"Z","NAME":"Elsewhere"},"geometry":{"type":"Point","coordinates":[0,51]}}]}
        """;

    private static async Task<TestFolder> Folder(params (string Name, string Text)[] files)
    {
        var folder = new TestFolder();
        foreach (var (name, text) in files)
            await File.WriteAllTextAsync(Path.Combine(folder.Path, name), text);
        return folder;
    }

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.TrimEnd().Split('\n').Select(l => l.TrimEnd('\r').Split(',')).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(p => p.First, p => p.Second))];
    }

    [Fact]
    public async Task Results_by_area_are_written_with_the_areas_own_boundaries()
    {
        using var folder = await Folder(
            ("areas.csv", "id,value,population\nA,12,1000\nB,25,5000\nC,3,900\n"),
            ("areas.geojson", Boundaries)
        );
        foreach (var extra in new[] { Array.Empty<string>(), ["--area-id", "CODE"] })
        {
            var written = await FosseProcess.Run(
                folder.Path,
                ["analyse", "rates", "areas.csv", "--areas", "areas.geojson", "--format", "geojson", .. extra]
            );
            Assert.Equal(0, written.Code);
            using var map = JsonDocument.Parse(written.Output);
            var features = map.RootElement.GetProperty("features").EnumerateArray().ToList();
            Assert.Equal(["A", "B", "C"], features.Select(f => f.GetProperty("properties").GetProperty("id").GetString()));
            Assert.Equal(
                ("Polygon", "Abbey", 12),
                (
                    features[0].GetProperty("geometry").GetProperty("type").GetString(),
                    features[0].GetProperty("properties").GetProperty("NAME").GetString(),
                    features[0].GetProperty("properties").GetProperty("rate").GetDouble()
                )
            );
            Assert.Equal(
                "[[[[-1.2,52.6],[-1.1,52.6],[-1.1,52.7],[-1.2,52.6]]]]",
                features[1].GetProperty("geometry").GetProperty("coordinates").GetRawText()
            );
            Assert.Equal(JsonValueKind.Null, features[2].GetProperty("geometry").ValueKind); // told, though the file does not draw it
            Assert.Contains("areas without a boundary: 1", written.Errors, StringComparison.Ordinal);
        }
        var scan = "id,x,y,cases,population\nA,0,0,30,100\nB,100,0,2,100\nC,900,0,1,100\nD,950,0,2,100\nE,990,0,3,100\n";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "scan.csv"), scan);
        using var clusters = JsonDocument.Parse(
            (
                await FosseProcess.Run(
                    folder.Path,
                    "analyse",
                    "scan",
                    "scan.csv",
                    "--areas",
                    "areas.geojson",
                    "--format",
                    "geojson",
                    "--quiet"
                )
            ).Output
        );
        var first = clusters.RootElement.GetProperty("features")[0];
        Assert.Equal(
            ("Polygon", 1, "A"),
            (
                first.GetProperty("geometry").GetProperty("type").GetString(),
                first.GetProperty("properties").GetProperty("cluster").GetInt32(),
                first.GetProperty("id").GetString()
            )
        );
    }

    [Theory]
    [InlineData("rates areas.csv --areas areas.geojson --area-id WARD --format geojson", "CODE, NAME")]
    [InlineData("rates other.csv --areas areas.geojson --format geojson", "--area-id")]
    [InlineData("rates areas.csv --format geojson", "--areas")]
    [InlineData("rates areas.csv --areas areas.geojson", "--format geojson")]
    [InlineData("rates areas.csv --areas other.csv", ".geojson")]
    [InlineData("moran areas.csv --band 10 --areas areas.geojson --format geojson", "by area")]
    [InlineData("rates areas.csv --areas broken.geojson --format geojson", "broken.geojson, line 1")]
    [InlineData("viewshed-raster broken.asc --observer 0,0", "broken.asc")]
    [InlineData("viewshed-raster heights.asc --observer 99,99", "observer")]
    [InlineData("st-scan months.csv", "months")]
    [InlineData("i-mr short.csv --late 3", "late")]
    [InlineData("kde areas.csv --top 0 --output x.png", "--top")]
    public async Task What_cannot_be_drawn_or_told_is_refused_in_one_line_that_says_why(string asked, string names)
    {
        using var folder = await Folder(
            ("areas.csv", "id,value,population,x,y\nA,12,1000,0,0\nB,25,5000,5,5\nC,2,50,9,9\nD,3,50,9,0\n"),
            ("other.csv", "id,value,population\nQ,1,10\n"),
            ("areas.geojson", Boundaries),
            ("broken.geojson", "{\"features\""),
            ("broken.asc", "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 many\n"),
            ("heights.asc", "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n"),
            ("months.csv", "x,y,time\n1,1,2024-01\n2,2,2024-02\n3,3,2024-03\n"),
            ("short.csv", "period,value\n1,5\n2,6\n3,4\n")
        );
        var refused = await FosseProcess.Run(folder.Path, ["analyse", .. asked.Split(' ')]);
        refused.ShowsNoTrace();
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains(names, refused.Errors, StringComparison.Ordinal);
        Assert.Single(refused.Errors.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Path.Combine(folder.Path, "x.png")));
    }

    [Fact]
    public async Task What_is_seen_over_a_wall_comes_back_as_a_grid_that_can_be_read_again()
    {
        var heights = "ncols 9\nnrows 1\nxllcenter 455005\nyllcenter 305005\ncellsize 10\nNODATA_value -1\n0 0 0 6 0 0 0 0 -1\n";
        using var folder = await Folder(("heights.asc", heights));
        var csv = await FosseProcess.Run(folder.Path, "analyse", "viewshed-raster", "heights.asc", "--observer", "455005,305005,2");
        var rows = Rows(csv.Output);
        Assert.Equal(["1", "1", "1", "1", "0", "0", "0", "0", ""], rows.Select(r => r["visible"]));
        Assert.Equal(2 + 4 * 60 / 30.0, double.Parse(rows[6]["needed"], CultureInfo.InvariantCulture), 9);
        Assert.Equal("455005", rows[0]["x"]);
        Assert.Equal(
            0,
            (
                await FosseProcess.Run(
                    folder.Path,
                    "analyse",
                    "viewshed-raster",
                    "heights.asc",
                    "--observer",
                    "455005,305005,2",
                    "--output",
                    "seen.asc"
                )
            ).Code
        );
        Assert.EndsWith(
            "1 1 1 1 0 0 0 0 -9999\n",
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "seen.asc")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            0,
            (await FosseProcess.Run(folder.Path, "analyse", "viewshed-raster", "seen.asc", "--observer", "455005,305005")).Code
        );
    }

    [Fact]
    public async Task Late_months_are_marked_in_the_table_and_in_the_picture()
    {
        var months = string.Concat(
            Enumerable.Range(0, 38).Select(i => $"{2021 + i / 12}-{i % 12 + 1:00},{(i < 36 ? 100 + 10 * (i % 12) + i * 7 % 5 : 3)}\n")
        );
        using var folder = await Folder(("months.csv", "period,value\n" + months));
        var chart = await FosseProcess.Run(folder.Path, "analyse", "i-mr", "months.csv", "--late", "2");
        Assert.Equal(["2024-01", "2024-02"], Rows(chart.Output).Where(r => r["provisional"] == "true").Select(r => r["period"]));
        Assert.All(Rows(chart.Output).TakeLast(2), r => Assert.Equal("false", r["signal"]));
        Assert.Contains("may still rise", chart.Errors, StringComparison.Ordinal);
        Assert.All(
            Rows((await FosseProcess.Run(folder.Path, "analyse", "i-mr", "months.csv")).Output).TakeLast(2),
            r => Assert.Equal(("true", "false"), (r["signal"], r["provisional"]))
        );
        var ahead = Rows(
            (
                await FosseProcess.Run(folder.Path, "analyse", "forecast", "months.csv", "--late", "2", "--ahead", "3", "--model", "naive")
            ).Output
        );
        Assert.Equal(
            [("-1", "2024-01", "3", "true"), ("0", "2024-02", "3", "true"), ("1", "", "", "false")],
            ahead.Take(3).Select(r => (r["step"], r["period"], r["recorded"], r["provisional"]))
        );
        // last year's, not what is recorded so far
        Assert.Equal(100 + 24 * 7 % 5, double.Parse(ahead[0]["forecast"], CultureInfo.InvariantCulture));
        foreach (var method in new[] { "stl", "decompose", "ewma", "cusum" })
            Assert.Equal(
                2,
                Rows((await FosseProcess.Run(folder.Path, "analyse", method, "months.csv", "--late", "2")).Output)
                    .Count(r => r["provisional"] == "true")
            );
        foreach (var method in new[] { "trend", "mann-kendall" })
            Assert.Equal(
                "2",
                Rows((await FosseProcess.Run(folder.Path, "analyse", method, "months.csv", "--late", "2")).Output).Single()[
                    "provisional_left_out"
                ]
            );
        Assert.Equal(0, (await FosseProcess.Run(folder.Path, "analyse", "i-mr", "months.csv", "--late", "2", "--output", "late.png")).Code);
        Assert.Equal(0, (await FosseProcess.Run(folder.Path, "analyse", "i-mr", "months.csv", "--output", "all.png")).Code);
        Assert.NotEqual(
            await File.ReadAllBytesAsync(Path.Combine(folder.Path, "late.png")),
            await File.ReadAllBytesAsync(Path.Combine(folder.Path, "all.png"))
        );
    }

    [Fact]
    public async Task An_outbreak_is_dated_and_a_risk_terrain_says_what_it_does_not_give()
    {
        var events =
            string.Concat(
                Enumerable
                    .Range(0, 60)
                    .Select(i => $"{i * 379 % 23 * 100},{i * 97 % 19 * 100},2024-0{1 + i * 7 % 3}-{1 + i * 11 % 28:00}\n")
            ) + string.Concat(Enumerable.Range(0, 8).Select(i => $"{9000 + i % 2 * 50},9000,2024-02-{10 + i / 2:00}\n"));
        var bars = string.Concat(Enumerable.Range(0, 12).Select(i => $"bar,{i % 4 * 500 + 250},{i / 4 * 500 + 250}\n"));
        var near = string.Concat(
            Enumerable.Range(0, 120).Select(i => $"{i % 4 * 500 + 200 + i * 13 % 100},{i / 4 % 3 * 500 + 200 + i * 29 % 100}\n")
        );
        using var folder = await Folder(
            ("events.csv", "x,y,time\n" + events),
            ("bars.csv", "factor,x,y\n" + bars),
            ("near.csv", "x,y\n" + near + "0,0\n1999,1499\n")
        );
        var scan = Rows(
            (
                await FosseProcess.Run(
                    folder.Path,
                    "analyse",
                    "st-scan",
                    "events.csv",
                    "--max-radius",
                    "500",
                    "--max-window",
                    "14",
                    "--simulations",
                    "199"
                )
            ).Output
        )[0];
        Assert.Equal(("2024-02-10", "2024-02-13", "8", "0.005"), (scan["from"], scan["to"], scan["cases"], scan["p"]));
        Assert.Equal(Enumerable.Range(61, 8), scan["ids"].Split(' ').Select(int.Parse));
        var terrain = await FosseProcess.Run(folder.Path, "analyse", "rtm", "near.csv", "--factors", "bars.csv", "--show", "factors");
        Assert.Contains("No p-values", terrain.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("p,", terrain.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal("bar", Assert.Single(Rows(terrain.Output), r => r["kept"] == "true")["factor"]);
    }
}
