using System.Globalization;
using System.Text;
using System.Text.Json;
using Fosse.Analysis;
using Fosse.Foundation;

namespace Fosse.Cli.Analyse;

/// <summary>An answer as text: CSV, JSON, GeoJSON, ESRI ASCII grid. Numbers have as many digits as it takes to read them back the
/// same.</summary>
internal static class Written
{
    public static string Cell(object? value) =>
        value switch
        {
            double d when double.IsNaN(d) => "",
            double.PositiveInfinity => "inf",
            double.NegativeInfinity => "-inf",
            0.0 => "0", // and not -0
            double d => d.ToString("R", CultureInfo.InvariantCulture),
            bool b => b ? "true" : "false",
            string s => CsvText.Unchanged(s),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => "",
        };

    public static string Csv(Answer answer)
    {
        var text = new StringBuilder();
        if (answer.Columns.Count == 0)
        {
            text.Append(string.Join(',', answer.Summary.Select(s => s.Name)))
                .Append('\n')
                .Append(string.Join(',', answer.Summary.Select(s => Cell(s.Value))))
                .Append('\n');
            return text.ToString();
        }
        text.Append(string.Join(',', answer.Columns.Select(c => c.Name))).Append('\n');
        for (var i = 0; i < answer.Count; i++)
        {
            for (var c = 0; c < answer.Columns.Count; c++)
            {
                if (c > 0)
                    text.Append(',');
                text.Append(Cell(answer.Columns[c].Values.GetValue(i)));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    public static string Json(Answer answer, Method method, IReadOnlyDictionary<string, string?> parameters)
    {
        using var held = new MemoryStream();
        using (var json = new Utf8JsonWriter(held, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("method", method.Name);
            json.WriteStartObject("parameters");
            foreach (var parameter in method.Parameters)
                json.WriteString(
                    parameter.Name,
                    parameters.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? (parameter.IsFlag ? "false" : null)
                );
            json.WriteEndObject();
            json.WriteStartObject("summary");
            foreach (var (name, value) in answer.Summary)
                Value(json, name, value);
            json.WriteEndObject();
            json.WriteStartArray("rows");
            for (var i = 0; i < answer.Count; i++)
            {
                json.WriteStartObject();
                foreach (var (name, values) in answer.Columns)
                    Value(json, name, values.GetValue(i));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(held.ToArray()) + "\n";
    }

    public static void Value(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case double d when double.IsFinite(d):
                json.WriteNumber(name, d);
                break;
            case double d when double.IsInfinity(d):
                json.WriteString(name, d > 0 ? "inf" : "-inf");
                break;
            case int or long:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool b:
                json.WriteBoolean(name, b);
                break;
            case string s:
                json.WriteString(name, s);
                break;
            default:
                json.WriteNull(name);
                break;
        }
    }

    public static string GeoJson(Answer answer)
    {
        var (x, y) = Places(answer);
        using var held = new MemoryStream();
        using (var json = new Utf8JsonWriter(held))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            for (var i = 0; i < answer.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteStartObject("geometry");
                if (answer.Surface is { } surface)
                    Cell(json, surface.Grid, x[i], y[i]);
                else
                {
                    json.WriteString("type", "Point");
                    json.WriteStartArray("coordinates");
                    Place(json, x[i], y[i]);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
                json.WriteStartObject("properties");
                foreach (var (name, values) in answer.Columns)
                    Value(json, name, values.GetValue(i));
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(held.ToArray()) + "\n";
    }

    private static (double[] X, double[] Y) Places(Answer answer)
    {
        double[]? Of(string name) => answer.Columns.FirstOrDefault(c => c.Name == name).Values as double[];
        return Of("x") is { } x && Of("y") is { } y
            ? (x, y)
            : throw new FormatException(
                "GeoJSON needs places, and this result has none: give the areas' boundaries with --areas FILE.geojson where rows "
                    + "are areas, or choose --format csv or json."
            );
    }

    private static void Cell(Utf8JsonWriter json, Grid grid, double x, double y)
    {
        var half = grid.Cell / 2;
        json.WriteString("type", "Polygon");
        json.WriteStartArray("coordinates");
        json.WriteStartArray();
        foreach (var (dx, dy) in ((double, double)[])[(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)])
        {
            json.WriteStartArray();
            Place(json, x + dx, y + dy);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndArray();
    }

    // GeoJSON is WGS84 by its standard; metres that are not on the grid stay as they are, so that a made-up plane can be drawn too.
    private static void Place(Utf8JsonWriter json, double x, double y)
    {
        if (x is > -200_000 and < 900_000 && y is > -100_000 and < 1_400_000 && (Math.Abs(x) > 10_000 || Math.Abs(y) > 10_000))
        {
            var globe = NationalGrid.ToGlobe(x, y);
            json.WriteNumberValue(Math.Round(globe.Longitude, 7));
            json.WriteNumberValue(Math.Round(globe.Latitude, 7));
            return;
        }
        json.WriteNumberValue(x);
        json.WriteNumberValue(y);
    }

    /// <summary>ESRI ASCII grid: the first row is the northernmost.</summary>
    public static string AsciiGrid(Answer answer)
    {
        if (answer.Surface is not { } surface)
            throw new FormatException("An ASCII grid needs a surface, and this method gives none. Choose --format csv or json.");
        var grid = surface.Grid;
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"ncols {grid.Columns}\nnrows {grid.Rows}\nxllcorner {grid.X0:R}\nyllcorner {grid.Y0:R}\ncellsize "
                + $"{grid.Cell:R}\nNODATA_value -9999\n"
        );
        for (var row = grid.Rows - 1; row >= 0; row--)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var value = surface.Values[row * grid.Columns + column];
                if (column > 0)
                    text.Append(' ');
                text.Append(double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "-9999");
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}
