using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>
/// A paper of one page with words, whole to the last place of an object, written in a way that programs have and few tests: locked
/// against printing, its bytes as differences, its objects in a stream.
/// </summary>
internal sealed class BoundPaper
{
    private const int Block = 16;

    private readonly ArrayBufferWriter<byte> all = new();
    private readonly List<int> places = [0];
    private byte[]? key;

    public static string Words { get; } = "BT /F 12 Tf 20 100 Td (Dear Sir or Madam) Tj ET\n";

    /// <summary>How a stream with these bytes is packed and what its dictionary says of it.</summary>
    public Func<byte[], (string Says, byte[] Packed)> Pack { get; init; } = bytes => ("/Filter /FlateDecode", MadeUpFiles.Packed(bytes));

    /// <summary>The revision of the lock (5 or 6); 0: none.</summary>
    public int Lock { get; init; }

    /// <summary>The password that opens it.</summary>
    public string Password { get; init; } = "";

    /// <summary>Whether the objects that are no streams lie in one, and the list of places is one too.</summary>
    public bool InStreams { get; init; }

    public byte[] Written()
    {
        string[] plain =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        all.Write("%PDF-1.7\n"u8);
        var locked = Lock == 0 ? "" : LockedBy(RandomNumberGenerator.GetBytes(32));
        foreach (var value in InStreams ? [] : plain)
            Object(value);
        if (InStreams)
            places.AddRange([-1, -1, -1, -1]);
        Stream("", Encoding.ASCII.GetBytes(Words));
        if (InStreams)
            Objects(plain);
        if (Lock > 0)
            Object(locked);
        var trailer = $"/Root 1 0 R /ID [<00><00>]{(Lock > 0 ? $" /Encrypt {places.Count - 1} 0 R" : "")}";
        return InStreams ? EndedByStream(trailer) : EndedByTable(trailer);
    }

    private void Write(string text) => all.Write(Encoding.Latin1.GetBytes(text));

    private void Object(string value)
    {
        Begin();
        Write($"{value}\nendobj\n");
    }

    private void Begin()
    {
        places.Add(all.WrittenCount);
        Write(string.Create(CultureInfo.InvariantCulture, $"{places.Count - 1} 0 obj\n"));
    }

    private void Stream(string says, byte[] bytes, bool open = false)
    {
        var (how, packed) = Pack(bytes);
        if (key is not null && !open)
            packed = Locked(packed);
        Begin();
        Write($"<< {says} {how} /Length {packed.Length} >>\nstream\n");
        all.Write(packed);
        Write("\nendstream\nendobj\n");
    }

    private void Objects(string[] values)
    {
        var heads = new StringBuilder();
        var at = 0;
        foreach (var (i, value) in values.Index())
        {
            heads.Append(CultureInfo.InvariantCulture, $"{i + 1} {at} ");
            at += value.Length + 1;
        }
        Stream(
            $"/Type /ObjStm /N {values.Length} /First {heads.Length}",
            Encoding.ASCII.GetBytes(heads + string.Join('\n', values) + "\n")
        );
    }

    private byte[] EndedByTable(string trailer)
    {
        var start = all.WrittenCount;
        Write($"xref\n0 {places.Count}\n0000000000 65535 f \n");
        foreach (var place in places.Skip(1))
            Write($"{place:0000000000} 00000 n \n");
        Write($"trailer\n<< /Size {places.Count} {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return all.WrittenSpan.ToArray();
    }

    private byte[] EndedByStream(string trailer)
    {
        var (start, objects) = (all.WrittenCount, places.FindIndex(1, p => p > 0) + 1);
        var table = new MemoryStream();
        Span<byte> entry = stackalloc byte[6];
        for (var i = 0; i <= places.Count; i++)
        {
            var place = i == places.Count ? start : places[i];
            entry[0] = (byte)(
                i == 0 ? 0
                : place < 0 ? 2
                : 1
            );
            BinaryPrimitives.WriteInt32BigEndian(entry[1..], place < 0 ? objects : place);
            entry[5] = (byte)(place < 0 ? i - 1 : 0);
            table.Write(entry);
        }
        Stream($"/Type /XRef /W [1 4 1] /Size {places.Count + 1} {trailer}", table.ToArray(), open: true);
        Write($"startxref\n{start}\n%%EOF\n");
        return all.WrittenSpan.ToArray();
    }

    // ISO 32000-2, 7.6.4.4: what tells whether a password is right, and the key under it. Nobody here asks for the owner's.
    private string LockedBy(byte[] made)
    {
        key = made;
        var (password, salts) = (Encoding.UTF8.GetBytes(Password), RandomNumberGenerator.GetBytes(16));
        byte[] user = [.. Sum([.. password, .. salts[..8]], password), .. salts];
        using var aes = Aes.Create();
        aes.Key = Sum([.. password, .. salts[8..]], password);
        var packed = aes.EncryptCbc(made, new byte[Block], PaddingMode.None);
        byte[] may = [0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'T', (byte)'a', (byte)'d', (byte)'b', 0, 0, 0, 0];
        aes.Key = made;
        var perms = aes.EncryptCbc(may, new byte[Block], PaddingMode.None);
        return $"<< /Filter /Standard /V 5 /R {Lock} /Length 256 /P -4 "
            + $"/U <{Convert.ToHexString(user)}> /UE <{Convert.ToHexString(packed)}> "
            + $"/O <{new string('0', 96)}> /OE <{new string('0', 64)}> /Perms <{Convert.ToHexString(perms)}> /StmF /StdCF /StrF /StdCF "
            + "/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> >>";
    }

    private byte[] Locked(byte[] bytes)
    {
        using var aes = Aes.Create();
        aes.Key = key!;
        var mixed = RandomNumberGenerator.GetBytes(Block);
        return [.. mixed, .. aes.EncryptCbc(bytes, mixed, PaddingMode.PKCS7)];
    }

    private byte[] Sum(byte[] salted, byte[] password)
    {
        var sum = SHA256.HashData(salted);
        if (Lock == 5)
            return sum;
        using var aes = Aes.Create();
        for (var (round, last) = (0, 0); round < 64 || last > round - 32; round++)
        {
            aes.Key = sum[..16];
            byte[] one = [.. password, .. sum];
            byte[] many = [.. Enumerable.Repeat(one, 64).SelectMany(part => part)];
            var mixed = aes.EncryptCbc(many, sum[16..32], PaddingMode.None);
            var kind = mixed[..16].Sum(b => b) % 3;
            sum =
                kind == 0 ? SHA256.HashData(mixed)
                : kind == 1 ? SHA384.HashData(mixed)
                : SHA512.HashData(mixed);
            last = mixed[^1];
        }
        return sum[..32];
    }
}
