using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>
/// A key of one subject, wrapped by a key of the ring. A subject may have several: whoever hands something in makes a new one,
/// because the public face may add keys and read none.
/// </summary>
internal sealed class SubjectKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid Subject { get; init; }
    public required byte[] Wrapped { get; set; }
    public required string RingKey { get; set; }
    public required DateTimeOffset MadeAt { get; init; }

    public static (SubjectKey Row, SealingKey Key) Make(Guid subject, KeyRing ring, DateTimeOffset now)
    {
        var (id, bytes, with) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(Cipher.KeyBytes), ring.Current());
        return (
            new()
            {
                Id = id,
                Subject = subject,
                Wrapped = Cipher.Lock(with.Bytes, bytes, About(id, subject, with.Id)),
                RingKey = with.Id,
                MadeAt = now,
            },
            new(id, bytes)
        );
    }

    /// <returns>None where the ring no longer has the key that wrapped it.</returns>
    public SealingKey? Unwrap(KeyRing ring) =>
        ring.Find(RingKey) is { } with && Cipher.TryUnlock(with.Bytes, Wrapped, About(Id, Subject, RingKey), out var bytes)
            ? new(Id, bytes)
            : null;

    /// <summary>The same key under the ring's newest.</summary>
    public (byte[] Wrapped, string RingKey)? Rewrap(KeyRing ring)
    {
        var with = ring.Current();
        return Unwrap(ring) is { } key ? (Cipher.Lock(with.Bytes, key.Bytes, About(Id, Subject, with.Id)), with.Id) : null;
    }

    /// <summary>Enough of a hash to know the key again in an old copy, and nothing to find it by.</summary>
    public string Fingerprint(KeyRing ring) =>
        Unwrap(ring) is { } key ? Convert.ToHexStringLower(SHA256.HashData([.. "fosse key"u8, .. key.Bytes]).AsSpan(0, 8)) : "unreadable";

    private static byte[] About(Guid id, Guid subject, string ring) => Encoding.UTF8.GetBytes($"fosse key 1 {id:n} {subject:n} {ring}");
}

/// <summary>
/// That a key of the ring has been in use here; the key itself is not here. Keys of subjects refer to it, so that the database
/// refuses a key wrapped by one that was retired in the same instant.
/// </summary>
internal sealed class RingKey
{
    public required string Id { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

internal sealed class KeyMapping : IEntityTypeConfiguration<SubjectKey>, IEntityTypeConfiguration<RingKey>
{
    public void Configure(EntityTypeBuilder<SubjectKey> key)
    {
        key.ToTable("subject_keys");
        key.Holds(Nature.Operational, "until the person is forgotten", "Names a key in the texts sealed with it")
            .Column(k => k.Subject, "Whose key it is", nature: Nature.Pseudonym)
            .Column(k => k.Wrapped, "The key; wrapped by a key that is not in the database")
            .Column(k => k.RingKey, "Which key of the ring wrapped it")
            .Column(k => k.MadeAt, "Shows when it was made")
            .Grants(app: Rights.Select | Rights.Insert | Rights.Delete, face: Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        key.HasIndex(k => k.Subject);
        key.HasOne<RingKey>().WithMany().HasForeignKey(k => k.RingKey).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RingKey> ring)
    {
        ring.ToTable("ring_keys");
        ring.Holds(Nature.Operational, "until retired", "Names a key of the ring; the key is elsewhere")
            .Column(r => r.MadeAt, "Shows when the ring was turned")
            .Grants(app: Rights.Select);
    }
}
