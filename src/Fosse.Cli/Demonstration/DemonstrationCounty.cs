namespace Fosse.Cli.Demonstration;

public static class DemonstrationCounty
{
    public const int Seed = 20260101;

    public static void Write(string folder, int seed = Seed, CancellationToken stop = default)
    {
        Directory.CreateDirectory(folder);
        var county = CountyBuilder.Build(seed);
        BoundaryFiles.Write(county, Path.Combine(folder, "boundaries"));
        stop.ThrowIfCancellationRequested();
    }
}
