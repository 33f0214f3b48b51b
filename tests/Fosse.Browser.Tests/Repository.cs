namespace Fosse.Browser.Tests;

/// <summary>The folder that holds the two commands and <c>var/</c>, found upwards from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "var", "screenshots")).FullName;

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Fosse.slnx")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new InvalidOperationException("These tests run inside the repository, and no folder above them holds Fosse.slnx.");
}
