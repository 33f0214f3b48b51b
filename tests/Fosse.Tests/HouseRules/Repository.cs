namespace Fosse.Tests.HouseRules;

/// <summary>The files of the repository the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>Every source file of the product that a person wrote.</summary>
    public static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(f =>
                Path.GetExtension(f) is ".cs" or ".cshtml" && !Name(f).Split('/').Any(part => part is "obj" or "bin" or "node_modules")
            );

    /// <summary>The path of a file as the repository has it.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fosse.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
