namespace Fosse.Tests.Exchange;

/// <summary>The published data that developers keep beside the repository; a test that needs it shows as skipped where it is
/// absent.</summary>
internal static class SharedData
{
    public static string Folder(string name) => Folder("data", name);

    /// <summary>Small inputs from other people's trouble, each with its right result.</summary>
    public static string Cases(string name) => Folder("cases", name);

    private static string Folder(string kind, string name)
    {
        var given = Environment.GetEnvironmentVariable("FOSSE_SHARED");
        if (given is not null && Directory.Exists(Path.Combine(given, kind, name)))
            return Path.Combine(given, kind, name);
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", kind, name);
            if (Directory.Exists(folder))
                return folder;
        }
        Assert.Skip($"The shared {kind} ({name}) are not on this machine; set FOSSE_SHARED to its folder.");
        return "";
    }
}
