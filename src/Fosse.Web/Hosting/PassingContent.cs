using System.Security.Cryptography;

namespace Fosse.Web.Hosting;

/// <summary>The bytes of a passing file, piece by piece as they are asked for.</summary>
internal sealed class PassingContent(PassingFile file) : Stream
{
    private readonly byte[] piece = new byte[PassingFile.Piece + PassingFile.Tag];
    private long read = -1, // which piece it is
        position;
    private int held;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => file.Length;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var (index, at) = (position / PassingFile.Piece, (int)(position % PassingFile.Piece));
        if (read != index)
            (read, held) = (index, file.Read(index, piece));
        var some = Math.Clamp(held - at, 0, buffer.Length);
        piece.AsSpan(at, some).CopyTo(buffer);
        position += some;
        return some;
    }

    // It comes from a file of this machine that was written a moment ago.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => Length + offset,
        };

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(piece);
        base.Dispose(disposing);
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
