using System.IO.Compression;

namespace Fosse.Exchange.PoliceUk;

/// <summary>One entry of a zip while it is unpacked: counts what comes out, and closes the zip with it.</summary>
internal sealed class CountedStream(ZipArchive zip, Stream entry, GuardedZip guard, string path, long stated, long packed) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = guard.Try(() => entry.Read(buffer, offset, count));
        _read += read;
        guard.Count(path, stated, packed, _read);
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            entry.Dispose();
            zip.Dispose();
        }
        base.Dispose(disposing);
    }
}
