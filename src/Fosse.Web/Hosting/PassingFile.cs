using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Hosting;

/// <summary>
/// A file of a form on its way in. On disk it has no name and lies under a key that only this object knows, so neither the temporary
/// folder nor a killed server keeps anything of it that could be read.
/// </summary>
internal sealed class PassingFile : IFormFile, IDisposable
{
    internal const int Piece = 64 * 1024,
        Tag = 16;
    private const int Nonce = 12;

    private readonly string from;
    private readonly AesGcm key = new(RandomNumberGenerator.GetBytes(32), Tag);
    private FileStream? disk;
    private bool over;

    private PassingFile(string from, string name, string fileName, IHeaderDictionary headers) =>
        (this.from, Name, FileName, Headers) = (from, name, fileName, headers);

    public string Name { get; }
    public string FileName { get; }
    public long Length { get; private set; }
    public IHeaderDictionary Headers { get; }
    public string ContentType => Headers.ContentType.ToString();
    public string ContentDisposition => Headers.ContentDisposition.ToString();

    /// <param name="from">The address that it comes from.</param>
    /// <exception cref="InvalidDataException">Too much is on its way at once.</exception>
    public static async Task<PassingFile> Take(
        string from,
        string name,
        string fileName,
        IHeaderDictionary headers,
        Stream content,
        CancellationToken stop
    )
    {
        var file = new PassingFile(from, name, fileName, headers);
        var piece = ArrayPool<byte>.Shared.Rent(Piece + Tag);
        try
        {
            for (var index = 0L; ; index++)
            {
                var read = await content.ReadAtLeastAsync(piece.AsMemory(0, Piece), Piece, throwOnEndOfStream: false, stop);
                if (read == 0)
                    return file;
                if (!PassingRoom.Takes(from, read))
                    throw new InvalidDataException("Too many files are on their way at once.");
                file.Length += read;
                file.key.Encrypt(NonceOf(index), piece.AsSpan(0, read), piece.AsSpan(0, read), piece.AsSpan(read, Tag));
                file.disk ??= Nameless();
                await file.disk.WriteAsync(piece.AsMemory(0, read + Tag), stop);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(piece);
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public Stream OpenReadStream() => new PassingContent(this);

    public void CopyTo(Stream target)
    {
        using var content = OpenReadStream();
        content.CopyTo(target);
    }

    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken = default)
    {
        await using var content = OpenReadStream();
        await content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>One piece of the content; the place must hold a piece and its tag.</summary>
    /// <returns>How many bytes it has; none behind the end.</returns>
    internal int Read(long index, byte[] piece)
    {
        var read = 0;
        for (int some; disk is not null && read < Piece + Tag; read += some)
        {
            some = RandomAccess.Read(disk.SafeFileHandle, piece.AsSpan(read, Piece + Tag - read), index * (Piece + Tag) + read);
            if (some == 0)
                break;
        }
        if (read == 0)
            return 0;
        var held = Math.Max(0, read - Tag);
        key.Decrypt(NonceOf(index), piece.AsSpan(0, held), piece.AsSpan(held, Tag), piece.AsSpan(0, held));
        return held;
    }

    public void Dispose()
    {
        if (over)
            return;
        over = true;
        PassingRoom.Return(from, Length);
        disk?.Dispose();
        key.Dispose();
    }

    private static FileStream Nameless()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fosse-{Guid.NewGuid():n}");
        var how = FileOptions.DeleteOnClose | FileOptions.Asynchronous;
        var disk = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, how);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // its bytes go with the process, however that ends
        return disk;
    }

    private static byte[] NonceOf(long index)
    {
        var nonce = new byte[Nonce];
        BinaryPrimitives.WriteInt64LittleEndian(nonce, index);
        return nonce;
    }
}
