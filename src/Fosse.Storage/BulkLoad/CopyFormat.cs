using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Fosse.Storage.BulkLoad;

/// <summary>Rows in the binary format of COPY (PostgreSQL documentation, COPY, "Binary Format"): big-endian, each cell after its
/// length.</summary>
internal sealed class CopyFormat(short columns) : BulkCells
{
    private const int Large = 1 << 18,
        Absent = -1;
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8];

    private readonly ArrayBufferWriter<byte> bytes = new(Large + (1 << 16));

    public ReadOnlyMemory<byte> Filled => bytes.WrittenMemory;

    public bool IsLarge => bytes.WrittenCount >= Large;

    public void Clear() => bytes.ResetWrittenCount();

    public void Begin()
    {
        Clear();
        bytes.Write(Signature);
        Whole(0); // no flags
        Whole(0); // no more header
    }

    public void Row() => Short(columns);

    public void End() => Short(-1);

    public override void Nothing() => Whole(Absent);

    public override void Number(int value)
    {
        var cell = Cell(4);
        BinaryPrimitives.WriteInt32BigEndian(cell, value);
    }

    public override void Big(long value)
    {
        var cell = Cell(8);
        BinaryPrimitives.WriteInt64BigEndian(cell, value);
    }

    public override void Real(double value)
    {
        var cell = Cell(8);
        BinaryPrimitives.WriteDoubleBigEndian(cell, value);
    }

    public override void Text(string value) => Encoding.UTF8.GetBytes(value, Cell(Encoding.UTF8.GetByteCount(value)));

    public override void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Cell(value.Length));

    public override void Id(Guid value) => value.TryWriteBytes(Cell(16), bigEndian: true, out _);

    private Span<byte> Cell(int length)
    {
        var room = bytes.GetSpan(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(room, length);
        bytes.Advance(4 + length);
        return room.Slice(4, length);
    }

    private void Whole(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(2), value);
        bytes.Advance(2);
    }
}
