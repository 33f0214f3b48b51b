using System.Text.Json;
using Fosse.Cli.Demonstration;
using NetTopologySuite.Geometries;

namespace Fosse.Tests.Demonstration;

/// <summary>One written county for all tests of this folder, read back from its files as an import would.</summary>
public sealed class DemonstrationFolder : IDisposable
{
    private readonly Lazy<List<string[]>> _rows;

    public DemonstrationFolder()
    {
        DemonstrationCounty.Write(Path, stop: TestContext.Current.CancellationToken);
        _rows = new(() => [.. StreetFiles.SelectMany(file => File.ReadLines(file).Skip(1)).Select(line => line.Split(','))]);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("demonstration-").FullName;

    public IReadOnlyList<string> StreetFiles =>
        [
            .. Directory
                .GetFiles(System.IO.Path.Combine(Path, "police"), "*-street.csv", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>All rows of crime and anti-social behaviour; the made-up names hold no commas.</summary>
    public IReadOnlyList<string[]> Rows => _rows.Value;

    public IReadOnlyList<string[]> Table(string file) =>
        [
            .. File.ReadLines(System.IO.Path.Combine(Path, file))
                .Skip(1)
                .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray()),
        ];

    public IReadOnlyList<Shape> Boundaries(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Path, "boundaries", file)));
        return
        [
            .. json
                .RootElement.GetProperty("features")
                .EnumerateArray()
                .Select(feature => new Shape(
                    feature
                        .GetProperty("properties")
                        .EnumerateObject()
                        .ToDictionary(property => property.Name, property => property.Value.GetString()!),
                    Read(feature.GetProperty("geometry"))
                )),
        ];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static Geometry Read(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() == "Polygon"
            ? ReadPolygon(coordinates)
            : new MultiPolygon([.. coordinates.EnumerateArray().Select(ReadPolygon)]);
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var read = rings
            .EnumerateArray()
            .Select(ring => new LinearRing([.. ring.EnumerateArray().Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble()))]))
            .ToArray();
        return new(read[0], read[1..]);
    }
}

public sealed record Shape(IReadOnlyDictionary<string, string> Properties, Geometry Area);
