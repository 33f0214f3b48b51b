using Fosse.Exchange.PoliceUk;

namespace Fosse.Exchange;

/// <summary>Unpacks a zip that may have been made to do harm into a folder: within limits, and never outside the folder.</summary>
public static class UnpackedZip
{
    /// <summary>Unpacks the files that are wanted under their own paths.</summary>
    /// <param name="open">Opens the zip anew each time it is called; it must be seekable.</param>
    /// <param name="folder">An empty folder that nobody else writes to.</param>
    /// <param name="ends">The ends of the names of files that are wanted, such as ".csv"; the others are passed over.</param>
    /// <param name="safe">Makes each part of a path one that can only be a name in its folder.</param>
    /// <returns>What was left for its own sake, such as a zip within the zip.</returns>
    /// <exception cref="ExchangeFormatException">The zip is damaged, unsafe or over the limits; the folder may hold part of it.</exception>
    public static IReadOnlyList<LeftFile> Into(
        string folder,
        string name,
        Func<Stream> open,
        IReadOnlyList<string> ends,
        Func<string, string> safe,
        ReadLimits limits,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(ends);
        ArgumentNullException.ThrowIfNull(safe);
        List<LeftFile> left = [];
        var wanted = new GuardedZip(name, open, limits, HowToMend.Packed).List(
            path => ends.Contains(Path.GetExtension(path).ToLowerInvariant()),
            left
        );
        foreach (var file in wanted)
        {
            stop.ThrowIfCancellationRequested();
            var to = Path.Combine([folder, .. file.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(safe)]);
            if (File.Exists(to))
            {
                left.Add(new($"{name}/{file.Path}", "Another file in the zip has this name; the first is taken"));
                continue;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            using var packed = file.Open();
            using var unpacked = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            packed.CopyTo(unpacked);
        }
        return left;
    }
}
