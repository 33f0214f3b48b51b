using System.IO.Compression;

namespace Fosse.Exchange.PoliceUk;

/// <summary>One entry of a zip while it is unpacked: counts what comes out, and closes the zip with it.</summary>
internal sealed class CountedStream(ZipArchive zip, Stream entry, GuardedZip guard, string path, long stated, long packed) : ForwardStream
{
    private long _read;

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
