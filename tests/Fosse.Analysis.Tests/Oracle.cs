using System.Globalization;
using System.Text.Json;

namespace Fosse.Analysis.Tests;

/// <summary>Known answers beside the repository, by file. They are not part of it, so a test that finds none is skipped.</summary>
internal static class Oracle
{
    internal static IReadOnlyList<double[]> Rows(string file) =>
        [
            .. File.ReadLines(At(file))
                .Skip(1)
                .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
        ];

    internal static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(At(file))).RootElement;

    /// <summary>A table with a heading: its columns by name.</summary>
    internal static OracleTable Table(string file)
    {
        var lines = File.ReadAllLines(At(file))
            .Where(line => line.Length > 0)
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())
            .ToArray();
        return new(lines[0], lines[1..]);
    }

    internal static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetDouble())];

    private static string At(string file)
    {
        var shared = Environment.GetEnvironmentVariable("FOSSE_SHARED") ?? Beside();
        var path = shared is null ? null : Path.Combine(shared, "oracles", file);
        if (path is null || !File.Exists(path))
            Assert.Skip($"The known answers {file} are not beside the repository.");
        return path!;
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fosse.slnx")))
                return Path.Combine(folder.FullName, "..", "shared");
        }
        return null;
    }
}

internal sealed class OracleTable(string[] heading, string[][] rows)
{
    internal int Count => rows.Length;

    internal string[] Words(string column) => [.. rows.Select(row => row[Array.IndexOf(heading, column)])];

    internal double[] Numbers(string column) =>
        [.. Words(column).Select(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out var n) ? n : double.NaN)];

    internal int[] Wholes(string column) => [.. Words(column).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
}
