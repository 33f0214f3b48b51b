using System.ComponentModel;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>Settings under <c>Files</c>.</summary>
public sealed record FileStoreOptions
{
    public const string Section = "Files";

    [Description("where stored files lie, under the hash of their content")]
    public string Folder { get; set; } = "files";

    [Description("the largest file taken, in bytes")]
    public long Largest { get; set; } = 2L * 1024 * 1024 * 1024;
}

/// <summary>A file in the store: its SHA-256 in 64 small hexadecimal digits, which is its name, and its length.</summary>
public sealed record StoredFile(string Hash, long Bytes);

/// <summary>Keeps files under the hash of their content: the same file is kept once, and damage shows.</summary>
public sealed class FileStore(IOptions<FileStoreOptions> options)
{
    public string Folder => Path.GetFullPath(options.Value.Folder);

    /// <exception cref="InvalidDataException">The content is larger than the store takes.</exception>
    public async Task<StoredFile> Put(Stream content, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(content);
        Make(Folder);
        var half = Path.Combine(Folder, $"half-{Guid.NewGuid():n}");
        try
        {
            var stored = await Write(content, half, stop);
            var path = PathOf(stored.Hash);
            Make(Path.GetDirectoryName(path)!);
            File.Move(half, path, overwrite: true); // whole or not at all, even if two put the same file at once
            return stored;
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <returns>The content, or null when there is no such file.</returns>
    public Stream? Open(string hash) => File.Exists(PathOf(hash)) ? File.OpenRead(PathOf(hash)) : null;

    /// <summary>Removes a file that only one row ever named: one whose content was locked with a key of its own. Others may be
    /// shared.</summary>
    public void Remove(string hash)
    {
        if (File.Exists(PathOf(hash)))
            File.Delete(PathOf(hash));
    }

    /// <summary>Every file in the store, by hash.</summary>
    public IEnumerable<StoredFile> List() =>
        !Directory.Exists(Folder)
            ? []
            : new DirectoryInfo(Folder)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => IsHash(f.Name))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => new StoredFile(f.Name, f.Length));

    /// <returns>Whether the file is there and its content is still what its name says.</returns>
    public async Task<bool> Verify(string hash, CancellationToken stop)
    {
        await using var content = Open(hash);
        return content is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) == hash;
    }

    // Only a hash becomes a path, so nothing a person typed can climb out of the folder.
    private string PathOf(string hash) =>
        IsHash(hash)
            ? Path.Combine(Folder, hash[..2], hash)
            : throw new ArgumentException("A file is named by 64 small hexadecimal digits.", nameof(hash));

    // For the eyes of the user alone whom Fosse runs as; on Windows the folder's own rights decide.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsHash(string text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private async Task<StoredFile> Write(Stream content, string path, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, useAsync: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var buffer = new byte[81_920];
        var written = 0L;
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0; )
        {
            written += read;
            if (written > options.Value.Largest)
            {
                throw new InvalidDataException(
                    $"The file is larger than {options.Value.Largest} bytes, which is the most this store takes."
                );
            }
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        await file.FlushAsync(stop);
        file.Flush(flushToDisk: true);
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), written);
    }
}
