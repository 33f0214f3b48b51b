namespace Fosse.Exchange.PoliceUk;

/// <summary>A file that was passed over, and why.</summary>
public sealed record LeftFile(string Name, string Reason);

/// <summary>The monthly files found in what somebody downloaded from data.police.uk: folders, CSV files, zips.</summary>
public sealed record PoliceUkFiles(IReadOnlyList<PoliceUkFile> Files, IReadOnlyList<LeftFile> Left)
{
    internal const string NotNamed = "Its name is not one that data.police.uk gives, such as 2022-10-leicestershire-street.csv";

    /// <summary>Looks through the paths, folders with all that is below them. The files come sorted by month, force and kind.</summary>
    /// <exception cref="ExchangeFormatException">A path is not there, or a zip is damaged, unsafe or over the limits.</exception>
    public static PoliceUkFiles Find(IEnumerable<string> paths, ReadLimits limits)
    {
        List<PoliceUkFile> files = [];
        List<LeftFile> left = [];
        var seen = 0;
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                if (!File.Exists(path)) throw new ExchangeFormatException(path, null, "There is no file or folder of this name. Check the path.");
                Look(path, limits, files, left);
                continue;
            }
            foreach (var file in Directory.EnumerateFiles(path, "*", Below).Order(StringComparer.Ordinal))
            {
                if (++seen > limits.Entries) throw new ExchangeFormatException(path, null, $"There are more than {limits.Entries:N0} files below this folder. Choose a smaller folder.");
                Look(file, limits, files, left);
            }
        }
        return Sorted(files, left);
    }

    /// <summary>Looks through one zip, for instance an upload.</summary>
    /// <param name="open">Opens the zip anew each time it is called; it must be seekable.</param>
    /// <exception cref="ExchangeFormatException">The zip is damaged, unsafe or over the limits.</exception>
    public static PoliceUkFiles InZip(string fileName, Func<Stream> open, ReadLimits limits)
    {
        List<PoliceUkFile> files = [];
        List<LeftFile> left = [];
        new GuardedZip(fileName, open, limits).List(files, left);
        return Sorted(files, left);
    }

    // Links are not followed: they can lead outside the folder, or in circles.
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 16, IgnoreInaccessible = true };

    private static void Look(string path, ReadLimits limits, List<PoliceUkFile> files, List<LeftFile> left)
    {
        Stream Open() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            new GuardedZip(Path.GetFileName(path), Open, limits).List(files, left);
            return;
        }
        if (PoliceUkFile.Named(Path.GetFileName(path), new FileInfo(path).Length, Open) is { } file) files.Add(file);
        else left.Add(new(path, NotNamed));
    }

    private static PoliceUkFiles Sorted(List<PoliceUkFile> files, List<LeftFile> left) =>
        new([.. files.OrderBy(file => file.Month).ThenBy(file => file.Force, StringComparer.Ordinal).ThenBy(file => file.Kind)], left);
}
