using System.IO.Compression;

namespace Fosse.Exchange.PoliceUk;

/// <summary>
/// A zip that may have been made to do harm. What its directory says is checked when it is listed, and what it unpacks to
/// is counted while it is read, because the directory can lie.
/// </summary>
internal sealed class GuardedZip(string name, Func<Stream> open, ReadLimits limits)
{
    public void List(List<PoliceUkFile> files, List<LeftFile> left)
    {
        using var zip = Opened();
        var entries = Try(() => zip.Entries);
        if (entries.Count > limits.Entries)
            throw Wrong($"The zip has more than {limits.Entries:N0} files. Download fewer months at once.");
        long stated = 0;
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var path = entry.FullName;
            if (Unsafe(path))
                throw Wrong($"The zip has a file named “{Shown(path)}”, which points outside it. Download it again from data.police.uk.");
            if (path.EndsWith('/'))
                continue;
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                left.Add(new($"{name}/{Shown(path)}", "It is a zip within a zip. Unpack it first"));
                continue;
            }
            var (length, packed, at) = (entry.Length, entry.CompressedLength, i);
            if (PoliceUkFile.Named(path[(path.LastIndexOf('/') + 1)..], length, () => OpenEntry(at)) is not { } file)
            {
                left.Add(new($"{name}/{Shown(path)}", PoliceUkFiles.NotNamed));
                continue;
            }
            if (!names.Add(path))
            {
                left.Add(new($"{name}/{path}", "The zip has two files of this name; the first is taken"));
                continue;
            }
            if (length < 0 || length > limits.FileBytes)
                throw TooLarge(path);
            if (length > limits.RatioFrom && length / limits.Ratio > packed)
                throw TooTight(path);
            if ((stated += length) > limits.TotalBytes)
                throw TooMuch();
            files.Add(file);
        }
    }

    private static bool Unsafe(string path) =>
        path.Length == 0
        || path[0] == '/'
        || path.Contains('\\')
        || path.Contains('\0')
        || (path.Length > 1 && path[1] == ':')
        || path.Split('/').Contains("..");

    private static string Shown(string path) => new([.. path.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);

    private CountedStream OpenEntry(int at)
    {
        var zip = Opened(); // a zip reads one entry at a time, so each reader has its own
        try
        {
            var entry = Try(() => zip.Entries[at]);
            return new CountedStream(zip, Try(entry.Open), this, entry.FullName, entry.Length, entry.CompressedLength);
        }
        catch
        {
            zip.Dispose();
            throw;
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
    internal T Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception damage)
            when (damage
                    is InvalidDataException
                        or EndOfStreamException
                        or ArgumentException
                        or NotSupportedException
                        or OverflowException
                        or IOException { InnerException: null, HResult: unchecked((int)0x80131620) }
            )
        {
            throw new ExchangeFormatException(name, null, "The zip is damaged or of an unknown kind. Download it again.", damage);
        }
    }

    /// <summary>Called while reading. An entry may not become larger than the directory said, so the total cannot either.</summary>
    internal void Count(string path, long stated, long packed, long read)
    {
        if (read > limits.FileBytes)
            throw TooLarge(path);
        if (read > limits.RatioFrom && read / limits.Ratio > packed)
            throw TooTight(path);
        if (read > stated)
            throw Wrong($"The file “{Shown(path)}” in the zip is larger than the zip says. Download it again from data.police.uk.");
    }

    private ExchangeFormatException Wrong(string problem) => new(name, null, problem);

    private ExchangeFormatException TooLarge(string path) =>
        Wrong(
            $"The file “{Shown(path)}” in the zip unpacks to more than {limits.FileBytes:N0} bytes. Download it again from data.police.uk."
        );

    private ExchangeFormatException TooTight(string path) =>
        Wrong(
            $"The file “{Shown(path)}” in the zip unpacks to more than {limits.Ratio} times its size. Download it again from "
                + $"data.police.uk."
        );

    private ExchangeFormatException TooMuch() =>
        Wrong($"The zip unpacks to more than {limits.TotalBytes:N0} bytes. Download fewer months at once.");
}
