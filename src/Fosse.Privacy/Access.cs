using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Fosse.Privacy;

/// <summary>Leave to read personal data about one subject. Only the desk makes one; disposing it shuts the wall again.</summary>
public sealed class Access : IDisposable
{
    private readonly GuardedDb db;
    private readonly IReadOnlyList<SealingKey> keys;

    internal Access(GuardedDb db, Purpose purpose, Guid subject, IReadOnlyList<SealingKey> keys)
    {
        (this.db, Purpose, Subject, this.keys) = (db, purpose, subject, keys);
        db.Access = this;
    }

    public Purpose Purpose { get; }

    public Guid Subject { get; }

    private bool IsOpen => ReferenceEquals(db.Access, this);

    /// <summary>The words, while this access is open and where they are about its subject.</summary>
    /// <exception cref="PersonalDataRefused">They are about somebody else, their key is gone, or the access is shut.</exception>
    public string Read(SealedText text) =>
        TryRead(text, out var words)
            ? words
            : throw new PersonalDataRefused(
                IsOpen ? "The text is not of the subject of this access, or its key is gone." : "The access is shut."
            );

    /// <summary>The same for a text that may be missing, or whose key may be gone.</summary>
    public bool TryRead(SealedText? text, [NotNullWhen(true)] out string? words) => TryRead(text, SealedFor.Record, out words);

    /// <summary>Why somebody asked: as they typed it, or as the house says it.</summary>
    public string ReasonOf(LedgerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return TryRead(line.Typed, SealedFor.Ledger, out var typed) || TryRead(line.Typed, SealedFor.Record, out typed)
            ? typed
            : line.Reason ?? "";
    }

    // A second Dispose must not shut an access opened since.
    public void Dispose()
    {
        if (!IsOpen)
            return;
        db.Access = null;
        foreach (var key in keys)
            CryptographicOperations.ZeroMemory(key.Bytes);
    }

    /// <summary>A key of this subject that is stored, newest first.</summary>
    internal SealingKey? KeyFor(Guid subject) => subject == Subject && keys.Count > 0 ? keys[^1] : null;

    private bool TryRead(SealedText? text, SealedFor purpose, [NotNullWhen(true)] out string? words)
    {
        words = null;
        if (!IsOpen || text is null)
            return false;
        var key = keys.FirstOrDefault(k => k.Id == text.KeyId);
        return key is not null && text.TryOpen(key.Bytes, Subject, purpose, out words);
    }
}
