using Fosse.Exchange.PoliceUk;

namespace Fosse.Exchange;

/// <summary>One file in a zip, opened when it is read.</summary>
/// <param name="Path">Its path in the zip, with slashes.</param>
public sealed record FileInZip(string Path, Func<Stream> Open);

/// <summary>The files in a zip that may have been made to do harm: within limits, and read where they lie.</summary>
public static class ZippedFiles
{
    /// <summary>The files that are wanted by their paths.</summary>
    /// <param name="open">Opens the zip anew each time it is called; it must be seekable.</param>
    /// <param name="left">What was left for its own sake, such as a zip within the zip, is added to it.</param>
    /// <exception cref="ExchangeFormatException">The zip is damaged, unsafe or over the limits.</exception>
    public static IReadOnlyList<FileInZip> In(
        string name,
        Func<Stream> open,
        Func<string, bool> wanted,
        ReadLimits limits,
        ICollection<LeftFile> left
    )
    {
        ArgumentNullException.ThrowIfNull(left);
        List<LeftFile> passed = [];
        var files = new GuardedZip(name, open, limits, HowToMend.Packed).List(wanted, passed);
        foreach (var one in passed)
            left.Add(one);
        return [.. files.Select(f => new FileInZip(f.Path, f.Open))];
    }
}
