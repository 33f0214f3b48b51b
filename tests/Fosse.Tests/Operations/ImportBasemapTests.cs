using System.IO.Compression;
using System.Net;
using Fosse.Places;
using Fosse.Tests.Reporting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Operations;

/// <summary>The street map, from extracts to what a browser is given.</summary>
public sealed class ImportBasemapTests
{
    private const double Longitude = -1.001,
        Latitude = 52.63;

    private const int X = 8146, // the square of zoom 14 that it lies in
        Y = 5364;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_command_makes_a_street_map_that_the_site_shows_without_a_setting(string database)
    {
        await using var county = await TwoCities.Open(database);
        await using var site = await TestSite.On(county, Files(county));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client().GetAsync(Tile())).StatusCode);
        var before = await county.Do(db => db.Set<Fosse.Foundation.DataVersion>().MaxAsync(v => v.Id));
        var extract = StreetExtract.Write(Path.Combine(county.Folder, "extract"), Longitude, Latitude, "Mill Lane");
        await File.WriteAllTextAsync(
            Path.Combine(extract, "metadata.json"),
            """{"format":"pbf","attribution":"<a href=\"https://tiles.example\">&copy; Tile makers</a> <img src=x>","minzoom":0}"""
        );

        var ended = await FosseProcess.On(county, "import", "basemap", county.Folder);

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Matches(@"zoom 14 +1 tiles", ended.Output);
        Assert.Contains("On the map stands: © Tile makers\n", ended.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n1 of the county's [\d,]+ squares are covered", ended.Output);
        // A page that is kept names the new tiles, and its browser may keep those for ever.
        var visitor = await Visitor.Of(site.Client()).Opens("/map");
        var map = visitor.Page.QuerySelector("#map")!;
        Assert.Equal("© Tile makers", map.GetAttribute("data-attribution"));
        Assert.True(await county.Do(db => db.Set<Fosse.Foundation.DataVersion>().MaxAsync(v => v.Id)) > before);
        var version = map.GetAttribute("data-tiles")!.Split("?v=")[1];
        using var tile = await site.Client().GetAsync(Tile($"?v={version}"));
        Assert.Contains("immutable", tile.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True((await tile.Content.ReadAsByteArrayAsync()).Length > 50);
        using var other = await site.Client().GetAsync(Tile("?v=0"));
        Assert.DoesNotContain("immutable", other.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extracts_that_meet_are_joined_packed_or_not_and_a_second_run_replaces_the_whole()
    {
        using var folder = new TestFolder();
        var west = StreetExtract.Write(Path.Combine(folder.Path, "west", "tiles"), Longitude, Latitude, "Border Road", "West Street");
        var east = Path.Combine(folder.Path, "east");
        StreetExtract.Put(east, 14, X, Y, Packed(StreetExtract.Tile(1, "East Street")), "pbf.gz");
        StreetExtract.Put(east, 14, X + 1, Y, StreetExtract.Tile(1, "Further Street"));

        var both = await Run(folder, Path.Combine(folder.Path, "west"), east);
        Assert.True(both.Code == 0, both.Errors);
        Assert.Contains("1 of them lie in several extracts and were joined", both.Output, StringComparison.Ordinal);
        Assert.Equal(["Border Road", "West Street", "East Street"], StreetExtract.StreetsIn(Now(folder)!.FileOf(14, X, Y)!));
        Assert.Equal(["Further Street"], StreetExtract.StreetsIn(Now(folder)!.FileOf(14, X + 1, Y)!));

        Assert.Equal(0, (await Run(folder, west)).Code);
        Assert.Equal(["Border Road", "West Street"], StreetExtract.StreetsIn(Now(folder)!.FileOf(14, X, Y)!));
        Assert.Null(Now(folder)!.FileOf(14, X + 1, Y));
        Assert.Equal(0, (await Run(folder, west)).Code);
        // Those in use, the ones before them for whoever is still reading, and nothing half done.
        Assert.Equal(3, Directory.GetFileSystemEntries(Path.Combine(folder.Path, "var", StreetTiles.Usual)).Length);
    }

    [Fact]
    public async Task A_broken_tile_is_named_and_left_and_the_rest_is_taken()
    {
        using var folder = new TestFolder();
        var extract = StreetExtract.Write(Path.Combine(folder.Path, "extract"), Longitude, Latitude, "Mill Lane");
        StreetExtract.Put(extract, 14, X + 1, Y, "<html>Too many requests</html>"u8.ToArray());
        StreetExtract.Put(extract, 14, X + 2, Y, [0x1f, 0x8b, 1, 2, 3]);
        StreetExtract.Put(extract, 14, 99_999, Y, StreetExtract.Tile(1, "Off the map"));
        var ended = await Run(folder, extract);
        Assert.Equal(2, ended.Code);
        Assert.Matches(@"refused +\S+8147/5364\.pbf: This is no vector tile: .+Make the extract again\.", ended.Output);
        Assert.Matches(@"refused +\S+8148/5364\.pbf: The tile is packed with gzip and cannot be unpacked", ended.Output);
        Assert.NotNull(Now(folder)!.FileOf(14, X, Y));
        Assert.Null(Now(folder)!.FileOf(14, X + 1, Y));
        Assert.Null(Now(folder)!.FileOf(14, 99_999, Y));
    }

    [Fact]
    public async Task What_no_street_map_can_be_drawn_from_is_refused_with_how_to_mend_it_and_the_map_stays()
    {
        using var folder = new TestFolder();
        var good = StreetExtract.Write(Path.Combine(folder.Path, "good"), Longitude, Latitude, "Mill Lane");
        Assert.Equal(0, (await Run(folder, good)).Code);
        var before = Now(folder);

        var pictures = StreetExtract.Write(Path.Combine(folder.Path, "pictures"), Longitude, Latitude, "Mill Lane");
        await File.WriteAllTextAsync(Path.Combine(pictures, "metadata.json"), """{"format":"png"}""");
        var shallow = Path.Combine(folder.Path, "shallow");
        StreetExtract.Put(shallow, 9, 254, 167, StreetExtract.Tile(1, "Mill Lane"));
        var other = Path.Combine(folder.Path, "other");
        StreetExtract.Put(other, 14, X, Y, Fosse.Exchange.Tiles.VectorTileWriter.Write([new("street_labels", 4096, [])]));
        var none = Directory.CreateDirectory(Path.Combine(folder.Path, "none")).FullName;
        await File.WriteAllTextAsync(Path.Combine(none, "map.osm"), "<osm/>");
        foreach (
            var (path, said) in new[]
            {
                (pictures, "holds pictures (png) and no vector tiles. Get an extract of vector tiles in the OpenMapTiles schema."),
                (shallow, "No tile of zoom 14 can be read"),
                (
                    other,
                    "These tiles are not of the OpenMapTiles schema: streets are its layer “transportation”, and here are "
                        + "street_labels."
                ),
                (none, "holds no vector tiles. Give a folder of z/x/y.pbf"),
                (Path.Combine(folder.Path, "nowhere"), "is not there. Give a folder of vector tiles, or an .mbtiles file."),
            }
        )
        {
            var ended = await Run(folder, path);
            Assert.Equal(2, ended.Code);
            Assert.Contains(said, ended.Errors, StringComparison.Ordinal);
            ended.ShowsNoTrace();
        }
        Assert.Equal(before, Now(folder));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(Path.Combine(folder.Path, "var", StreetTiles.Usual)),
            f => Path.GetFileName(f).StartsWith("half", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_mbtiles_file_is_read_with_its_rows_from_the_south()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "county.mbtiles");
        await using (var made = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            made.Open();
            await using var put = made.CreateCommand();
            put.CommandText = """
                CREATE TABLE metadata (name TEXT, value TEXT);
                CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
                INSERT INTO metadata VALUES ('format', 'pbf'), ('attribution', '© Somebody');
                INSERT INTO tiles VALUES (14, $x, $row, $tile);
                """;
            put.Parameters.AddWithValue("$x", X);
            put.Parameters.AddWithValue("$row", (1 << 14) - 1 - Y);
            put.Parameters.AddWithValue("$tile", Packed(StreetExtract.Tile(1, "Mill Lane")));
            await put.ExecuteNonQueryAsync();
        }
        Assert.Equal(0, (await Run(folder, file)).Code);
        Assert.Equal("© Somebody", Now(folder)!.Attribution);
        Assert.Equal(["Mill Lane"], StreetExtract.StreetsIn(Now(folder)!.FileOf(14, X, Y)!));
        var text = Path.Combine(folder.Path, "text.mbtiles");
        await File.WriteAllTextAsync(text, "This is no database, and longer than the head of one is: it goes on and on, and on.");
        var refused = await Run(folder, text);
        Assert.Equal((2, false), (refused.Code, refused.Errors.Contains("SQLite Error", StringComparison.Ordinal)));
        Assert.Contains("is no .mbtiles file that can be read. Download or make it again.", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_extracts_of_the_real_county_become_one_map_with_the_streets_of_both_at_the_border()
    {
        var extracts = RealData.Need("basemap");
        using var folder = new TestFolder();
        var ended = await Run(folder, extracts);
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Matches(@"zoom 14 +1,276 tiles", ended.Output); // 1,095 and 222; 34 are held by both, and 7 are empty
        Assert.Contains("72 of them lie in several extracts and were joined", ended.Output, StringComparison.Ordinal);
        var names = new[] { "tiles_leicestershire", "tiles_rutland" }.Select(e => Path.Combine(extracts, e, "tiles")).ToList();
        var border = Directory
            .EnumerateFiles(Path.Combine(names[1], "14"), "*.pbf", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(names[1], f))
            .Where(f => File.Exists(Path.Combine(names[0], f)))
            .ToList();
        Assert.Equal(34, border.Count);
        foreach (var tile in border)
        {
            var wanted = names.SelectMany(n => StreetExtract.StreetsIn(Path.Combine(n, tile))).Distinct().Order();
            Assert.Equal(wanted, StreetExtract.StreetsIn(Path.Combine(Now(folder)!.Folder, tile)).Distinct().Order());
        }
    }

    private static Task<Ended> Run(TestFolder folder, params string[] paths) =>
        FosseProcess.Run(folder.Path, ["import", "basemap", .. paths]);

    private static StreetMap? Now(TestFolder folder) => new StreetTiles("", "", Path.Combine(folder.Path, "var", StreetTiles.Usual)).Now();

    private static string Tile(string query = "") => $"/map/tiles/14/{X}/{Y}.pbf{query}";

    internal static string Files(TestCounty county) => $"--Files:Folder={Path.Combine(county.Folder, "files")}";

    private static byte[] Packed(byte[] tile)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(tile);
        return packed.ToArray();
    }
}
