using Fosse.Exchange;
using Fosse.Exchange.Tiles;

namespace Fosse.Tests.Exchange;

public sealed class VectorTileTests
{
    private static readonly TileValue[] EveryKind =
    [
        new(1, 0, "Château Lane"),
        new(2, BitConverter.SingleToUInt32Bits(1.5f), null),
        new(3, BitConverter.DoubleToUInt64Bits(-2.25), null),
        new(4, 7, null),
        new(5, ulong.MaxValue, null),
        new(6, 9, null),
        new(7, 1, null),
    ];

    [Fact]
    public void What_is_written_is_read_back()
    {
        var road = new TileFeature(TileShape.Lines, [.. EveryKind.Select((v, i) => KeyValuePair.Create($"k{i}", v))], Line(5, 5, 30, 40));
        var written = VectorTileWriter.Write([new("transportation", 512, [road, Street("Mill Lane")])]);
        var layer = Assert.Single(VectorTile.Read(written, "tile"));
        Assert.Equal(("transportation", 512, 2), (layer.Name, layer.Extent, layer.Features.Count));
        Assert.Equal(road.Tags, layer.Features[0].Tags);
        Assert.Equal("Mill Lane", layer.Features[1].Text("name"));
        var part = Assert.Single(layer.Features[0].Parts());
        Assert.Equal([5, 30], part.Xs);
        Assert.Equal([5, 40], part.Ys);
    }

    // A ring, then another that begins where the first one's last point was: the cursor goes on from there.
    [Fact]
    public void A_polygon_with_a_hole_has_two_parts()
    {
        uint[] rings = [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 4, 15, 26, 6, 0, 0, 6, 5, 0, 15];
        var parts = new TileFeature(TileShape.Polygons, [], rings).Parts();
        Assert.Equal(2, parts.Count);
        Assert.Equal([0, 10, 10, 0], parts[0].Xs);
        Assert.Equal([2, 5, 5, 2], parts[1].Xs);
        Assert.Equal([2, 2, 5, 5], parts[1].Ys);
    }

    [Fact]
    public void Where_two_extracts_meet_each_gives_its_streets_and_the_road_that_both_hold_is_there_once()
    {
        TileLayer[] west =
        [
            new("transportation", 4096, [Street("Border Road"), Street("West Street")]),
            new("water", 4096, [Street("Mere")]),
        ];
        TileLayer[] east = [new("transportation", 4096, [Street("East Street"), Street("Border Road")])];
        var joined = VectorTile.Read(VectorTileWriter.Write(VectorTileWriter.Join([west, east])), "tile");
        Assert.Equal(["transportation", "water"], joined.Select(l => l.Name));
        Assert.Equal(["Border Road", "West Street", "East Street"], joined[0].Features.Select(f => f.Text("name")!));
        Assert.Throws<FormatException>(() => VectorTileWriter.Join([west, [new("water", 256, [])]]));
    }

    [Fact]
    public void What_is_no_tile_is_refused_with_the_file_and_what_to_do()
    {
        byte[] whole = VectorTileWriter.Write([new("transportation", 4096, [Street("Mill Lane")])]);
        foreach (var bad in new[] { whole[..^3], "<html>Not found</html>"u8.ToArray(), [0x1a, 0x02, 0x08, 0x01] })
        {
            var refused = Assert.Throws<ExchangeFormatException>(() => VectorTile.Read(bad, "14/1/2.pbf"));
            Assert.Contains("14/1/2.pbf: This is no vector tile", refused.Message, StringComparison.Ordinal);
            Assert.EndsWith("Make the extract again.", refused.Message, StringComparison.Ordinal);
        }
        Assert.Empty(VectorTile.Read([], "0/0/0.pbf"));
    }

    [Fact]
    public void A_place_lies_in_the_square_that_the_web_map_puts_it_in()
    {
        var (x, y) = TileNumber.Of(-1.1327, 52.6345, 14);
        Assert.Equal((8140, 5364), ((int)x, (int)y)); // the square of the middle of Leicester
        var (longitude, latitude) = TileNumber.Degrees(x, y, 14);
        Assert.Equal(-1.1327, longitude, 9);
        Assert.Equal(52.6345, latitude, 9);
        Assert.False(new TileNumber(3, 8, 0).IsOnMap);
    }

    private static TileFeature Street(string name) => new(TileShape.Lines, [new("name", new(1, 0, name))], Line(1, 1, 9, name.Length));

    private static uint[] Line(int x1, int y1, int x2, int y2) => [9, Zig(x1), Zig(y1), 10, Zig(x2 - x1), Zig(y2 - y1)];

    private static uint Zig(int step) => (uint)((step << 1) ^ (step >> 31));
}
