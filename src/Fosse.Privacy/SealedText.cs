using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Privacy;

/// <summary>
/// Words about a person, locked with a key of that person. Anyone may have one made (<see cref="Sealer"/>) and store it;
/// only an open <see cref="Access"/> to the same person reads it.
/// </summary>
public sealed class SealedText : IEquatable<SealedText>
{
    // version (1 byte), id of the key (16), then what the cipher gives
    private const byte Version = 1;
    private const int BoxAt = 17;

    private readonly byte[] bytes;

    private SealedText(byte[] bytes) => this.bytes = bytes;

    internal byte[] Stored => bytes;

    internal Guid KeyId => bytes.Length > BoxAt && bytes[0] == Version ? new(bytes.AsSpan(1, 16), bigEndian: true) : Guid.Empty;

    internal static SealedText FromStored(byte[] bytes) => new(bytes);

    internal static SealedText Of(string words, SealingKey key, Guid subject, SealedFor purpose)
    {
        var box = Cipher.Lock(key.Bytes, Encoding.UTF8.GetBytes(words), About(key.Id, subject, purpose));
        var bytes = new byte[BoxAt + box.Length];
        bytes[0] = Version;
        key.Id.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        box.CopyTo(bytes, BoxAt);
        return new(bytes);
    }

    internal bool TryOpen(byte[] key, Guid subject, SealedFor purpose, [NotNullWhen(true)] out string? words)
    {
        var opened = Cipher.TryUnlock(key, bytes.AsSpan(BoxAt), About(KeyId, subject, purpose), out var plain);
        words = opened ? Encoding.UTF8.GetString(plain!) : null;
        return opened;
    }

    /// <summary>A reason in the ledger. Builds before this one locked some of them as words of the record.</summary>
    internal bool TryOpenReason(byte[] key, Guid subject, [NotNullWhen(true)] out string? words) =>
        TryOpen(key, subject, SealedFor.Ledger, out words) || TryOpen(key, subject, SealedFor.Record, out words);

    public bool Equals(SealedText? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    public override bool Equals(object? obj) => Equals(obj as SealedText);

    public override int GetHashCode() => bytes.Length > 4 ? BitConverter.ToInt32(bytes, bytes.Length - 4) : 0;

    public override string ToString() => "sealed"; // never the words: this may end up in a log

    // A text moved to another person, key or kind of column does not open.
    private static byte[] About(Guid key, Guid subject, SealedFor purpose) =>
        Encoding.UTF8.GetBytes($"fosse text {Version} {key:n} {subject:n} {purpose}");
}

/// <summary>Where a sealed text stands; one cannot be passed off as the other.</summary>
internal enum SealedFor
{
    Record,
    Ledger,
}

/// <summary>A key of a subject, unwrapped: in memory only.</summary>
internal sealed record SealingKey(Guid Id, byte[] Bytes)
{
    public override string ToString() => $"key {Id}";
}

// EF makes it with its one constructor.
internal sealed class SealedTextBytes() : ValueConverter<SealedText, byte[]>(text => text.Stored, bytes => SealedText.FromStored(bytes));
