using System.Security.Cryptography;

namespace Fosse.Web.Hosting;

/// <summary>The bytes of a passing file, from its beginning to its end.</summary>
internal sealed class PassingContent(PassingFile file) : Stream
{
    private readonly byte[] piece = new byte[PassingFile.Piece + PassingFile.Tag];
    private long index;
    private int at,
        held;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => file.Length;
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (at == held)
            (at, held) = (0, file.Read(index++, piece));
        var some = Math.Min(buffer.Length, held - at);
        piece.AsSpan(at, some).CopyTo(buffer);
        at += some;
        return some;
    }

    // It comes from a file of this machine that was written a moment ago.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(piece);
        base.Dispose(disposing);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
