using System.Globalization;

namespace Fosse.Analysis.Tests;

/// <summary>Known answers beside the repository, by file. They are not part of it, so a test that finds none is skipped.</summary>
internal static class Oracle
{
    internal static IReadOnlyList<double[]> Rows(string file)
    {
        var shared = Environment.GetEnvironmentVariable("FOSSE_SHARED") ?? Beside();
        var path = shared is null ? null : Path.Combine(shared, "oracles", file);
        if (path is null || !File.Exists(path)) Assert.Skip($"The known answers {file} are not beside the repository.");
        return [.. File.ReadLines(path!).Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fosse.slnx"))) return Path.Combine(folder.FullName, "..", "shared");
        }
        return null;
    }
}
