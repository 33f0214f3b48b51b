namespace Fosse.Tests.Exchange;

/// <summary>The published data that developers keep beside the repository; a test that needs it shows as skipped where it is
/// absent.</summary>
internal static class SharedData
{
    public static string Folder(string name)
    {
        var given = Environment.GetEnvironmentVariable("FOSSE_SHARED");
        if (given is not null && Directory.Exists(Path.Combine(given, "data", name)))
            return Path.Combine(given, "data", name);
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", name);
            if (Directory.Exists(folder))
                return folder;
        }
        Assert.Skip($"The shared data ({name}) is not on this machine; set FOSSE_SHARED to its folder.");
        return "";
    }
}
