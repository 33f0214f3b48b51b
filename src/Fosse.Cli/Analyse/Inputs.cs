using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse;

/// <summary>Points as they came: metres on the plane, and degrees when that is what the file has.</summary>
internal sealed record PointTable(CsvTable Table, double[] X, double[] Y, double[]? Longitude, double[]? Latitude)
{
    public int Count => X.Length;

    /// <summary>The weights, 1 for each where the file has none.</summary>
    public double[] Weights() => Table.Has("weight", "w") ? Table.Numbers("weight", "w") : [.. Enumerable.Repeat(1.0, Count)];
}

/// <summary>What several methods read alike: points, areas with neighbours, series.</summary>
internal static class Inputs
{
    public const string PointColumns = "x,y (metres) or lon,lat (WGS84, moved to the British National Grid); optional weight (1)";
    public const string AreaColumns = "id,value[,population]";
    public const string NeighbourColumns =
        "id,neighbour[,weight] (one row for each direction; weight 1; rows of the areas, from 1, where none is an id)";
    public const string SeriesColumns = "period,value[,population], oldest first";

    public static PointTable Points(this CsvTable table)
    {
        if (table.Has("x", "easting") || !table.Has("lon", "longitude"))
            return new(table, table.Numbers("x", "easting"), table.Numbers("y", "northing"), null, null);
        var (lon, lat) = (table.Numbers("lon", "longitude"), table.Numbers("lat", "latitude"));
        var (x, y) = (new double[lon.Length], new double[lon.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            if (lon[i] is < -12 or > 6 || lat[i] is < 48 or > 64)
                throw table.Bad(
                    i,
                    table.Has("lon") ? "lon" : "longitude",
                    "must lie in Britain's part of the world (-12 to 6, latitude 48 to 64)"
                );
            (x[i], y[i]) = NationalGrid.FromGlobe(lon[i], lat[i]);
        }
        return new(table, x, y, lon, lat);
    }

    public static string[] Ids(this CsvTable table)
    {
        var ids = table.Has("id", "area", "name")
            ? table.Words("id", "area", "name")
            : [.. Enumerable.Range(1, table.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var seen = new HashSet<string>();
        for (var i = 0; i < ids.Length; i++)
            if (!seen.Add(ids[i]))
                throw table.Bad(
                    i,
                    table.Has("id") ? "id"
                        : table.Has("area") ? "area"
                        : "name",
                    "must not stand twice"
                );
        return ids;
    }

    public static double[] Values(this CsvTable table) => table.Numbers("value", "count", "cases", "observed", "n");

    public static double[] Population(this CsvTable table) => table.Numbers("population", "pop", "expected");

    /// <summary>The same, each above zero: nothing is divided by none.</summary>
    public static double[] PositivePopulation(this CsvTable table)
    {
        var people = table.Population();
        for (var i = 0; i < people.Length; i++)
        {
            if (people[i] <= 0)
                throw table.Bad(
                    i,
                    First(table, "population", "pop", "expected"),
                    "must be above zero: leave the row out, or put its people in"
                );
        }
        return people;
    }

    /// <summary>Weights between areas from rows of id, neighbour and perhaps weight, in the order of the areas.</summary>
    public static SpatialWeights Neighbours(this Question question, IReadOnlyList<string> ids)
    {
        var table = question.Needed("neighbours");
        var at = new Dictionary<string, int>();
        for (var i = 0; i < ids.Count; i++)
            at[ids[i]] = i;
        var (from, to) = (table.Words("id", "i", "from"), table.Words("neighbour", "neighbor", "j", "to"));
        // Files of other programs number areas by their row: taken so when not one of the names is an id.
        if (from.Length > 0 && !from.Concat(to).Any(at.ContainsKey))
            at = Enumerable.Range(0, ids.Count).ToDictionary(i => (i + 1).ToString(CultureInfo.InvariantCulture));
        var weights = table.Has("weight", "w") ? table.Numbers("weight", "w") : null;
        var links = new List<(int, int, double)>();
        for (var row = 0; row < from.Length; row++)
        {
            if (!at.TryGetValue(from[row], out var i))
                throw table.Bad(row, First(table, "id", "i", "from"), "must be the id of an area");
            if (!at.TryGetValue(to[row], out var j))
                throw table.Bad(row, First(table, "neighbour", "neighbor", "j", "to"), "must be the id of an area");
            links.Add((i, j, weights?[row] ?? 1));
        }
        return SpatialWeights.FromLinks(ids.Count, links);
    }

    private static string First(CsvTable table, params string[] names) => names.First(name => table.Has(name));

    public static string[] Periods(this CsvTable table) =>
        table.Has("period", "month", "week", "date", "t", "i")
            ? table.Words("period", "month", "week", "date", "t", "i")
            : [.. Enumerable.Range(1, table.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
