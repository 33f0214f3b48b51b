using System.IO.Compression;

namespace Fosse.Exchange.PoliceUk;

/// <summary>
/// A zip that may have been made to do harm. What its directory says is checked when it is listed, and what it unpacks to
/// is counted while it is read, because the directory can lie.
/// </summary>
internal sealed class GuardedZip(string name, Func<Stream> open, ReadLimits limits, HowToMend? mend = null)
{
    private readonly HowToMend again = mend ?? HowToMend.FromPoliceUk;
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private long stated;

    public void List(List<PoliceUkFile> files, List<LeftFile> left)
    {
        foreach (var entry in Entries(left))
        {
            if (PoliceUkFile.Named(entry.Path[(entry.Path.LastIndexOf('/') + 1)..], entry.Length, entry.Open) is not { } file)
                left.Add(new($"{name}/{Shown(entry.Path)}", PoliceUkFiles.NotNamed));
            else if (Fits(entry, left))
                files.Add(file);
        }
    }

    /// <summary>The files that are wanted by their paths, each of them within the limits.</summary>
    public IReadOnlyList<ZippedFile> List(Func<string, bool> wanted, List<LeftFile> left) =>
        [.. Entries(left).Where(entry => wanted(entry.Path) && Fits(entry, left))];

    private IEnumerable<ZippedFile> Entries(List<LeftFile> left)
    {
        using var zip = Opened();
        var entries = Try(() => zip.Entries);
        if (entries.Count > limits.Entries)
            throw Wrong($"The zip has more than {limits.Entries:N0} files. {again.Fewer}");
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var path = entry.FullName.Replace('\\', '/'); // some packers of Windows write them so
            if (Unsafe(path))
                throw Wrong($"The zip has a file named “{Shown(path)}”, which points outside it. {again.Anew}");
            if (path.EndsWith('/'))
                continue;
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                left.Add(new($"{name}/{Shown(path)}", "It is a zip within a zip. Unpack it first"));
                continue;
            }
            var at = i;
            yield return new(path, entry.Length, entry.CompressedLength, () => OpenEntry(at));
        }
    }

    private bool Fits(ZippedFile file, List<LeftFile> left)
    {
        if (!names.Add(file.Path))
        {
            left.Add(new($"{name}/{file.Path}", "The zip has two files of this name; the first is taken"));
            return false;
        }
        if (file.Length < 0 || file.Length > limits.FileBytes)
            throw TooLarge(file.Path);
        if (file.Length > limits.RatioFrom && file.Length / limits.Ratio > file.Packed)
            throw TooTight(file.Path);
        if ((stated += file.Length) > limits.TotalBytes)
            throw TooMuch();
        return true;
    }

    private static bool Unsafe(string path) =>
        path.Length == 0 || path[0] == '/' || path.Contains('\0') || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains("..");

    private static string Shown(string path) => new([.. path.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);

    private CountedStream OpenEntry(int at)
    {
        var zip = Opened(); // a zip reads one entry at a time, so each reader has its own
        try
        {
            var entry = Try(() => zip.Entries[at]);
            if (entry.IsEncrypted)
                throw Wrong($"The file “{Shown(entry.FullName)}” in the zip is locked with a password. Unpack it with the password first.");
            return new CountedStream(zip, Opened(entry), this, entry, entry.Length);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private Stream Opened(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw Damaged(entry.FullName, damage);
        }
    }

    private ZipArchive Opened()
    {
        var bytes = open();
        try
        {
            return Try(() => new ZipArchive(bytes, ZipArchiveMode.Read));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Everything that unpacking can throw at damaged bytes becomes one thing.</summary>
    private T Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw new ExchangeFormatException(name, null, $"The zip is damaged or of an unknown kind. {again.Anew}", damage);
        }
    }

    internal static bool IsDamage(Exception thrown) =>
        thrown
            is InvalidDataException
                or EndOfStreamException
                or ArgumentException
                or NotSupportedException
                or OverflowException
                or IOException { InnerException: null, HResult: unchecked((int)0x80131620) };

    internal ExchangeFormatException Damaged(string path, Exception? cause) =>
        new(name, null, $"The file “{Shown(path)}” in the zip is damaged or packed in a way that is not known. {again.Anew}", cause);

    /// <summary>Called while reading. An entry may not become larger than the directory said, so the total cannot either.</summary>
    internal void Count(string path, long stated, long packed, long read)
    {
        if (read > limits.FileBytes)
            throw TooLarge(path);
        if (read > limits.RatioFrom && read / limits.Ratio > packed)
            throw TooTight(path);
        if (read > stated)
            throw Wrong($"The file “{Shown(path)}” in the zip is larger than the zip says. {again.Anew}");
    }

    private ExchangeFormatException Wrong(string problem) => new(name, null, problem);

    private ExchangeFormatException TooLarge(string path) =>
        Wrong($"The file “{Shown(path)}” in the zip unpacks to more than {limits.FileBytes:N0} bytes. {again.Anew}");

    private ExchangeFormatException TooTight(string path) =>
        Wrong($"The file “{Shown(path)}” in the zip unpacks to more than {limits.Ratio} times its size. {again.Anew}");

    private ExchangeFormatException TooMuch() => Wrong($"The zip unpacks to more than {limits.TotalBytes:N0} bytes. {again.Fewer}");
}

/// <summary>One file in a zip, not yet unpacked.</summary>
internal sealed record ZippedFile(string Path, long Length, long Packed, Func<Stream> Open);

/// <summary>What to do about a zip that is not taken.</summary>
/// <param name="Anew">Where it is wrong.</param>
/// <param name="Fewer">Where it is too much.</param>
internal sealed record HowToMend(string Anew, string Fewer)
{
    public static HowToMend FromPoliceUk { get; } = new("Download it again from data.police.uk.", "Download fewer months at once.");

    public static HowToMend Packed { get; } = new("Pack it again.", "Pack fewer files into one zip.");
}
