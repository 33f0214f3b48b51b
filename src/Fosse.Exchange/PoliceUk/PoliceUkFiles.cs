namespace Fosse.Exchange.PoliceUk;

/// <summary>A file that was passed over, and why.</summary>
public sealed record LeftFile(string Name, string Reason);

/// <summary>The monthly files found in what somebody downloaded from data.police.uk: folders, CSV files, zips.</summary>
/// <param name="Refused">Zips that are damaged, unsafe or over the limits; nothing of them is among the files.</param>
public sealed record PoliceUkFiles(IReadOnlyList<PoliceUkFile> Files, IReadOnlyList<LeftFile> Left, IReadOnlyList<LeftFile> Refused)
{
    internal const string NotNamed = "Its name is not one that data.police.uk gives, such as 2022-10-leicestershire-street.csv";

    /// <summary>Looks through the paths, folders with all that is below them. The files come sorted by month, force and kind.</summary>
    /// <exception cref="ExchangeFormatException">A path is not there, or a folder holds more files than the limits allow.</exception>
    public static PoliceUkFiles Find(IEnumerable<string> paths, ReadLimits limits)
    {
        List<PoliceUkFile> files = [];
        List<LeftFile> left = [],
            refused = [];
        var seen = 0;
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                if (!File.Exists(path))
                    throw new ExchangeFormatException(path, null, "There is no file or folder of this name. Check the path.");
                Look(path, limits, files, left, refused);
                continue;
            }
            foreach (var file in FilesBelow.Of(path, left).Order(StringComparer.Ordinal))
            {
                if (++seen > limits.Entries)
                    throw new ExchangeFormatException(
                        path,
                        null,
                        $"There are more than {limits.Entries:N0} files below this folder. Choose a smaller folder."
                    );
                Look(file, limits, files, left, refused);
            }
        }
        return Sorted(files, left, refused);
    }

    /// <summary>Looks through one zip, for instance an upload.</summary>
    /// <param name="open">Opens the zip anew each time it is called; it must be seekable.</param>
    /// <exception cref="ExchangeFormatException">The zip is damaged, unsafe or over the limits.</exception>
    public static PoliceUkFiles InZip(string fileName, Func<Stream> open, ReadLimits limits)
    {
        List<PoliceUkFile> files = [];
        List<LeftFile> left = [];
        new GuardedZip(fileName, open, limits).List(files, left);
        return Sorted(files, left, []);
    }

    private static void Look(string path, ReadLimits limits, List<PoliceUkFile> files, List<LeftFile> left, List<LeftFile> refused)
    {
        Stream Open() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            var name = Path.GetFileName(path);
            List<PoliceUkFile> within = [];
            List<LeftFile> passed = [];
            try
            {
                new GuardedZip(name, Open, limits).List(within, passed);
                files.AddRange(within);
                left.AddRange(passed);
            }
            catch (ExchangeFormatException bad) // the other files are not to blame
            {
                refused.Add(new(bad.File, bad.Message));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                refused.Add(new(name, $"{name} cannot be read: {unreadable.Message} Check who may read it, and the disk."));
            }
            return;
        }
        if (PoliceUkFile.Named(Path.GetFileName(path), File.Exists(path) ? new FileInfo(path).Length : 0, Open) is { } file)
            files.Add(file);
        else
            left.Add(new(path, NotNamed));
    }

    private static PoliceUkFiles Sorted(List<PoliceUkFile> files, List<LeftFile> left, List<LeftFile> refused) =>
        new(
            [.. files.OrderBy(file => file.Month).ThenBy(file => file.Force, StringComparer.Ordinal).ThenBy(file => file.Kind)],
            left,
            refused
        );
}
