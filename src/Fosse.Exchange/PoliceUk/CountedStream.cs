using System.IO.Compression;

namespace Fosse.Exchange.PoliceUk;

/// <summary>
/// One entry of a zip while it is unpacked: counts and sums what comes out, which must be to the byte what the zip says of it, and closes
/// the zip with it.
/// </summary>
internal sealed class CountedStream(ZipArchive zip, Stream content, GuardedZip guard, ZipArchiveEntry entry, long stated) : ForwardStream
{
    private readonly ZipSum sum = new();
    private long _read;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (Exception damage) when (GuardedZip.IsDamage(damage))
        {
            throw guard.Damaged(entry.FullName, damage);
        }
        _read += read;
        sum.Add(buffer[..read]);
        guard.Count(entry.FullName, stated, entry.CompressedLength, _read);
        if (read == 0 && buffer.Length > 0 && (_read != stated || sum.Value != entry.Crc32))
            throw guard.Damaged(entry.FullName, null);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            zip.Dispose();
        }
        base.Dispose(disposing);
    }
}
