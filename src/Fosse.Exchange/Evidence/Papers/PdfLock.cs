using System.Security.Cryptography;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// A paper that opens without a password and is locked against printing or changing alone, as letters of banks are: by AES of 256 bits
/// (ISO 32000-2, 7.6.4), revisions 5 and 6. The older ways rest on MD5, which is used nowhere here, and are refused.
/// </summary>
internal sealed class PdfLock
{
    private const int Block = 16,
        Salt = 8,
        Hash = 32;

    private readonly byte[] key;
    private readonly bool words,
        streams;

    private PdfLock(byte[] key, bool words, bool streams) => (this.key, this.words, this.streams) = (key, words, streams);

    /// <exception cref="ExchangeFormatException">It asks for a password, or is locked in another way.</exception>
    public static PdfLock Of(PdfDictionary said, PdfObjectsOf paper)
    {
        if (
            paper.Follow(said["Filter"]) is not PdfName { Text: "Standard" }
            || paper.Number(said["V"]) != 5
            || paper.Number(said["R"]) is not ((5 or 6) and var revision)
            || paper.Follow(said["U"]) is not PdfWords { Bytes: { Length: >= Hash + 2 * Salt } user }
            || paper.Follow(said["UE"]) is not PdfWords { Bytes: { Length: >= Hash } packed }
        )
            throw Refused();
        if (!Sum(user.AsSpan(Hash, Salt), revision).AsSpan().SequenceEqual(user.AsSpan(0, Hash)))
            throw Refused();
        using var aes = Aes.Create();
        aes.Key = Sum(user.AsSpan(Hash + Salt, Salt), revision);
        return new(
            aes.DecryptCbc(packed.AsSpan(0, Hash), new byte[Block], PaddingMode.None),
            IsAes(said, "StrF", paper),
            IsAes(said, "StmF", paper)
        );
    }

    /// <summary>A value as it would stand in a paper that is not locked.</summary>
    public PdfValue Open(PdfValue value, PdfBounds bounds)
    {
        bounds.Step();
        return value switch
        {
            PdfWords said when words => new PdfWords(Open(said.Bytes)),
            PdfList list => new PdfList([.. list.Items.Select(item => Open(item, bounds))]),
            PdfDictionary dictionary => Open(dictionary, bounds),
            PdfStream stream => new PdfStream(Open(stream.Dictionary, bounds), streams ? Open(stream.Packed.Span) : stream.Packed),
            _ => value,
        };
    }

    private PdfDictionary Open(PdfDictionary dictionary, PdfBounds bounds) =>
        new(dictionary.Entries.ToDictionary(e => e.Key, e => Open(e.Value, bounds), StringComparer.Ordinal));

    // Before the bytes stands what the first block is mixed with; behind them as many bytes as fill up the last, each saying how many.
    private byte[] Open(ReadOnlySpan<byte> locked)
    {
        if (locked.Length == 0)
            return [];
        if (locked.Length < 2 * Block || locked.Length % Block != 0)
            throw EvidenceFile.DamagedPaper();
        using var aes = Aes.Create();
        aes.Key = key;
        var open = aes.DecryptCbc(locked[Block..], locked[..Block], PaddingMode.None);
        return open[^1] is >= 1 and <= Block and var filled ? open[..^filled] : throw EvidenceFile.DamagedPaper();
    }

    private static bool IsAes(PdfDictionary said, string which, PdfObjectsOf paper) =>
        paper.Follow(said[which]) switch
        {
            null or PdfName { Text: "Identity" } => false,
            PdfName { Text: var name } when paper.Dictionary(paper.Dictionary(said["CF"])?[name]) is { } way => paper.Follow(way["CFM"])
                is PdfName { Text: "AESV3" }
                ? true
                : throw Refused(),
            _ => throw Refused(),
        };

    // Algorithm 2.B, of an empty password.
    private static byte[] Sum(ReadOnlySpan<byte> salt, int revision)
    {
        const int Times = 64,
            LeastRounds = 64,
            Behind = 32;
        var sum = SHA256.HashData(salt);
        if (revision == 5)
            return sum;
        using var aes = Aes.Create();
        for (var (round, last) = (0, 0); round < LeastRounds || last > round - Behind; round++)
        {
            aes.Key = sum[..Block];
            byte[] many = [.. Enumerable.Repeat(sum, Times).SelectMany(s => s)];
            var mixed = aes.EncryptCbc(many, sum.AsSpan(Block, Block), PaddingMode.None);
            sum = (mixed.Take(Block).Sum(b => b) % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            last = mixed[^1];
        }
        return sum[..Hash];
    }

    private static ExchangeFormatException Refused() =>
        EvidenceFile.Wrong(
            "This PDF is locked with a password, or against printing in an old way. Open it and print it to PDF without one, or "
                + "photograph the page, and add that."
        );
}
