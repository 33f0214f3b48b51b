using Microsoft.Extensions.Options;

namespace Fosse.Intake.Requests;

/// <summary>The folders that an operator lets be imported from: those below one folder, never by way of a link.</summary>
public sealed class FolderChoice(IOptions<IntakeOptions> options)
{
    /// <summary>The operator's folder itself.</summary>
    public const string Itself = ".";

    private const int Depth = 3,
        Most = 200;

    private static readonly EnumerationOptions NoLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
        RecurseSubdirectories = true,
        MaxRecursionDepth = Depth - 1,
        IgnoreInaccessible = true,
    };

    private string Root => Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Value.Folder));

    public bool IsOffered => options.Value.Folder.Length > 0;

    /// <summary>Folders by their paths below the operator's, with / between the parts.</summary>
    public IReadOnlyList<string> All =>
        IsOffered && Directory.Exists(Root)
            ?
            [
                Itself,
                .. Directory
                    .EnumerateDirectories(Root, "*", NoLinks)
                    .Take(Most)
                    .Select(d => Path.GetRelativePath(Root, d).Replace(Path.DirectorySeparatorChar, '/'))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <returns>The folder's full path; none where there is no such folder below the operator's, or a link stands in its way.</returns>
    public string? Find(string below)
    {
        ArgumentNullException.ThrowIfNull(below);
        if (!IsOffered || !Directory.Exists(Root))
            return null;
        if (below == Itself)
            return Root;
        var at = Root;
        foreach (var part in below.Split('/'))
        {
            // Each part is looked for among those that are there, so nothing that was typed becomes a path.
            if (new DirectoryInfo(at).EnumerateDirectories().FirstOrDefault(d => d.Name == part) is not { LinkTarget: null } next)
                return null;
            at = next.FullName;
        }
        return at;
    }
}
