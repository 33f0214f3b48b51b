using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Geo;
using Fosse.Exchange.PoliceUk;
using Fosse.Exchange.Tables;
using Fosse.Foundation;

namespace Fosse.Tests.Exchange;

public sealed class OtherFormatsTests
{
    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<GeoFeature> Geo(string text) => GeoJsonFeatures.Read(Bytes(text), "map.geojson", ReadLimits.Default);

    [Fact]
    public void A_stop_and_search_is_read_with_its_moment_and_answers()
    {
        const string file =
            "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined "
            + "ethnicity,Officer-defined ethnicity,Legislation,"
            + "Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing\nPerson "
            + "search,2020-06-01T01:05:30+01:00,,,52.7,-1.2,Male,18-24,,White,Act,Drugs,,True,False\nPerson "
            + "search,yesterday,,,,,,,,,,,,,\n";
        List<int> refused = [];
        var counts = StopSearchCsv.Read(
            Bytes(file),
            "x",
            (in StopSearchRow row) =>
            {
                Assert.Equal(new DateTimeOffset(2020, 6, 1, 1, 5, 30, TimeSpan.FromHours(1)), row.Date);
                Assert.Equal((null, true, false), (row.PartOfOperation, row.OutcomeLinkedToObject, row.MoreThanOuterClothing));
                Assert.Equal((-1.2, 52.7), (row.Longitude, row.Latitude));
            },
            row => refused.Add(row.Line),
            ReadLimits.Default,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(new(1, 1, 0), counts);
        Assert.Equal([3], refused);
    }

    [Fact]
    public void Published_outcomes_and_searches_are_read_without_a_refusal()
    {
        var rows = 0;
        foreach (
            var file in PoliceUkFiles
                .Find([SharedData.Folder("police")], ReadLimits.Default)
                .Files.Where(file => file.Kind is not PoliceUkKind.Street)
        )
        {
            using var bytes = file.Open();
            var counts =
                file.Kind is PoliceUkKind.Outcomes
                    ? OutcomesCsv.Read(
                        bytes,
                        file.Name,
                        (in OutcomeRow _) => { },
                        _ => { },
                        ReadLimits.Default,
                        TestContext.Current.CancellationToken
                    )
                    : StopSearchCsv.Read(
                        bytes,
                        file.Name,
                        (in StopSearchRow _) => { },
                        _ => { },
                        ReadLimits.Default,
                        TestContext.Current.CancellationToken
                    );
            Assert.Equal(0, counts.Refused);
            rows += counts.Rows;
        }
        Assert.True(rows > 70_000);
    }

    [Fact]
    public void Open_rings_are_closed_heights_dropped_and_lines_passed_over()
    {
        var features = Geo(
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"name":"Abbey","n":12,"gone":null,"yes":true},
                "geometry":{"type":"Polygon","coordinates":[[[0,50,9],[1,50,9],[1,51,9]]]}},
              {"type":"Feature","properties":null,"geometry":{"type":"LineString","coordinates":[[0,50],[1,50]]}},
              {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[-1.5,52.25]}}]}
            """
        );
        Assert.Equal([0, 50, 1, 50, 1, 51, 0, 50], features[0].Polygons[0][0]);
        Assert.Equal(
            ("Abbey", "12", null, "true"),
            (features[0].Properties["name"], features[0].Properties["n"], features[0].Properties["gone"], features[0].Properties["yes"])
        );
        Assert.Empty(features[1].Polygons);
        Assert.Equal([-1.5, 52.25], Assert.Single(features[2].Points));
    }

    [Theory]
    [InlineData("""{"type":"Topology"}""", "FeatureCollection")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":[458106,307312]}}""", "EPSG:4326")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":[1e999,50]}}""", "Feature 1")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,50],[1,50]]]}}""", "three corners")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[0,50]}}""", "nested")]
    [InlineData("""{"type":"Feature","properties":{"a":"\ud800"}}""", "half a character")]
    [InlineData("{\n\"type\":", "line 2")]
    public void A_map_that_cannot_be_read_says_why(string text, string why) =>
        Assert.Contains(why, Assert.Throws<ExchangeFormatException>(() => Geo(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_as_GeoJSON_reads_back_the_same()
    {
        GeoFeature[] features =
        [
            new(
                new Dictionary<string, string?> { ["name"] = "Château \"x\"", ["none"] = null },
                [
                    [
                        [0, 50, 1, 50, 1, 51, 0, 50],
                    ],
                    [
                        [2, 50, 3, 50, 3, 51, 2, 50],
                    ],
                ],
                [
                    [-1.123457, 52],
                ]
            ),
            new(new Dictionary<string, string?>(), [], []),
        ];
        using var written = new MemoryStream();
        GeoJsonWriter.Write(written, features, 6);
        written.Position = 0;
        var read = GeoJsonFeatures.Read(written, "x", ReadLimits.Default);
        Assert.Equal(features[0].Properties, read[0].Properties);
        Assert.Equal(
            features[0].Polygons.SelectMany(rings => rings.SelectMany(ring => ring)),
            read[0].Polygons.SelectMany(rings => rings.SelectMany(ring => ring))
        );
        Assert.Equal(features[0].Points[0], read[0].Points[0]);
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public void Published_boundaries_are_read()
    {
        var folder = SharedData.Folder("boundaries");
        foreach (var path in Directory.GetFiles(folder, "*.geojson"))
        {
            using var file = File.OpenRead(path);
            var features = GeoJsonFeatures.Read(file, Path.GetFileName(path), ReadLimits.Default);
            Assert.NotEmpty(features);
            Assert.All(features, feature => Assert.NotEmpty(feature.Polygons));
        }
    }

    [Fact]
    public void A_table_is_read_by_the_names_of_its_columns()
    {
        using var table = CsvTable.Open(Bytes("\uFEFFLSOA21CD,\"Name, long\",All\r\nE01,\"a \"\"b\"\", c\",12\r\n\r\nE02,,\r\n"), "t.csv");
        Assert.Equal((0, 1, 2, null), (table.Column("lsoa21cd"), table.Column("name, LONG"), table.Column("All"), table.Find("none")));
        Assert.Equal(
            [
                ["E01", "a \"b\", c", "12"],
                ["E02", "", ""],
            ],
            table.Rows().ToArray()
        );
        Assert.Contains("Name, long", Assert.Throws<ExchangeFormatException>(() => table.Column("none")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n1,2,3\n", 3)]
    [InlineData("a,b\n1\n", 2)]
    [InlineData("a,A\n", 1)]
    [InlineData("a,b\n1,x\"y\n", 2)]
    public void A_ragged_table_is_refused_at_its_line(string text, int line)
    {
        var refusal = Assert.Throws<ExchangeFormatException>(() =>
        {
            using var table = CsvTable.Open(Bytes(text), "t.csv");
            table.Rows().ToArray();
        });
        Assert.Equal(line, refusal.Line);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+44 116 000", "'+44 116 000")]
    [InlineData("  =HYPERLINK(\"x\")", "\"'  =HYPERLINK(\"\"x\"\")\"")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("-1.5E-07", "-1.5E-07")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0")]
    [InlineData("-", "'-")]
    [InlineData("Ellis Park, Glenfield", "\"Ellis Park, Glenfield\"")]
    [InlineData(null, "")]
    public void A_download_never_starts_a_formula_in_a_spreadsheet(string? text, string written)
    {
        Assert.Equal($"a,{written}\r\n", new StringBuilder().CsvRow("a", text).ToString());
    }

    private static NeighbourhoodAnswer? Neighbourhood(string text) => NeighbourhoodJson.Read(Bytes(text), "n.json", ReadLimits.Default);

    [Fact]
    public void Answers_about_neighbourhoods_are_told_apart_by_their_shape()
    {
        var list = Assert.IsType<NeighbourhoodList>(Neighbourhood("""[{"id":"NC04","name":"Leake &amp; Keyworth"}]"""));
        Assert.Equal([new("NC04", "Leake & Keyworth")], list.Neighbourhoods);
        var detail = Assert.IsType<NeighbourhoodDetail>(
            Neighbourhood("""{"id":"NC04","name":"City Centre","url_force":"","centre":{"latitude":"52.6389","longitude":"-1.13619"}}""")
        );
        Assert.Equal(new("NC04", "City Centre", -1.13619, 52.6389, null, null), detail);
        var boundary = Assert.IsType<NeighbourhoodBoundary>(
            Neighbourhood("""[{"latitude":"52","longitude":"-1"},{"latitude":"52","longitude":"0"},{"latitude":"53","longitude":"0"}]""")
        );
        Assert.Equal([-1, 52, 0, 52, 0, 53, -1, 52], boundary.Ring);
        Assert.Null(Neighbourhood("[]"));
        Assert.Null(Neighbourhood("""{"force":"metropolitan","neighbourhood":"00BKX6"}"""));
        Assert.Throws<ExchangeFormatException>(() => Neighbourhood("""[{"latitude":"aaa","longitude":"bbb"}]"""));
    }

    [Fact]
    public void Recorded_answers_for_Leicestershire_are_recognised()
    {
        var folder = Path.Combine(SharedData.Folder("api_fixtures"), "streetworks_sdk_leicestershire_2026");
        var answers = Directory
            .GetFiles(folder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(path => Neighbourhood(File.ReadAllText(path)))
            .ToList();
        Assert.Equal(66, answers.OfType<NeighbourhoodList>().Single().Neighbourhoods.Count);
        Assert.Equal("City Centre", answers.OfType<NeighbourhoodDetail>().Single().Name);
        Assert.True(answers.OfType<NeighbourhoodBoundary>().Single().Ring.Count > 100);
    }
}
