namespace Fosse.Tests;

/// <summary>Real open data that lies beside the repository and is no part of it: where it is not there, what needs it is skipped and
/// says so.</summary>
internal static class RealData
{
    /// <summary>A folder of it, whose whole path comes back.</summary>
    public static string Need(string folder)
    {
        var shared = Environment.GetEnvironmentVariable("FOSSE_SHARED") ?? Path.Combine(HouseRules.Repository.Root, "..", "shared");
        var path = Path.Combine(shared, "data", folder);
        if (!Directory.Exists(path))
            Assert.Skip($"{path} is not there: the open data of the real county is needed (FOSSE_SHARED names its folder)");
        return path;
    }
}
