using System.Text;
using System.Xml.Linq;
using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>A key of the framework's Data Protection, shared by all hosts of the county: forms and half-done sign-ins outlive a restart.
/// Its secret is locked with the key ring.</summary>
public sealed class ProtectionKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

/// <summary>The secrets of those keys, in and out of their boxes.</summary>
public static class ProtectionKeys
{
    private const string Box = "ring",
        Key = "key",
        About = "protection key";
    private const int Most = 10_000;

    public static XElement Lock(XElement secret, RingBox ring)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(ring);
        return Boxed(Encoding.UTF8.GetBytes(secret.ToString(SaveOptions.DisableFormatting)), ring);
    }

    /// <exception cref="KeysMissing">The ring does not open it.</exception>
    public static XElement Unlock(XElement box, RingBox ring)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(ring);
        return Opened(box, ring) is { } secret
            ? XElement.Parse(Encoding.UTF8.GetString(secret))
            : throw new KeysMissing(
                $"A key of forms is locked with {(string?)box.Attribute(Key)}, which is not in the ring. Put the ring of this "
                    + $"database back; until then a new one is made."
            );
    }

    /// <summary>True for a key whose secret lies open. Such a key is never used: whoever had a copy of the database could make forms and
    /// sign-ins with it.</summary>
    public static bool LiesOpen(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return xml.StartsWith("<key ", StringComparison.Ordinal) && !xml.Contains("<ring ", StringComparison.Ordinal);
    }

    internal static OldRows Open { get; } =
        OldRows.Of(
            "protection_keys",
            "as the framework renews them",
            (db, _) => db.Set<ProtectionKey>().Where(k => k.Xml.StartsWith("<key ") && !k.Xml.Contains("<ring "))
        );

    internal static RelockBoxes Relock { get; } =
        async (db, ring, stop) =>
        {
            if (db is not SafetyDb)
                return; // the keys are the county's
            foreach (var key in await db.Set<ProtectionKey>().AsNoTracking().OrderBy(k => k.Id).Take(Most).ToListAsync(stop))
            {
                var xml = XElement.Parse(key.Xml);
                // What the ring does not open is of no more use with another box around it.
                if (
                    xml.Descendants(Box).SingleOrDefault() is not { } box
                    || (string?)box.Attribute(Key) == ring.Newest
                    || Opened(box, ring) is not { } secret
                )
                    continue;
                box.ReplaceWith(Boxed(secret, ring));
                var now = xml.ToString(SaveOptions.DisableFormatting);
                await db.Set<ProtectionKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.Xml, now), stop);
            }
        };

    private static XElement Boxed(byte[] secret, RingBox ring)
    {
        var (key, box) = ring.Lock(secret, About);
        return new(Box, new XAttribute(Key, key), Convert.ToBase64String(box));
    }

    private static byte[]? Opened(XElement box, RingBox ring) =>
        ring.Unlock((string?)box.Attribute(Key) ?? "", Convert.FromBase64String(box.Value), About);
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> key)
    {
        key.ToTable("protection_keys");
        key.Holds(Nature.Operational, "as the framework renews them", "Keeps forms and half-done sign-ins through a restart")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert);
    }
}
