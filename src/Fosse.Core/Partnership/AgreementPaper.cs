using System.Text.Json;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Partnership;

/// <summary>A signed paper that belongs to an agreement: locked with a key of its own, which the key ring locks.</summary>
public sealed class AgreementDocument
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AgreementId { get; init; }
    public required string Name { get; init; }

    /// <summary>Under which the store has it.</summary>
    public required string File { get; init; }

    /// <summary>The key of the ring that locks its own; none for a paper of an older build, which lies in the clear until the next
    /// update.</summary>
    public string? RingKey { get; init; }
    public byte[]? Box { get; init; }

    /// <summary>Whether it was written anew: what was taken before that was done is, when it is first asked for.</summary>
    public bool WrittenAnew { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A paper in the clear, for a download and nothing else.</summary>
public sealed record PaperRead(string MediaType, byte[] Content);

/// <summary>A paper as it lies: under which name in the store, and the box with its key.</summary>
public sealed record LockedPaper(string File, string RingKey, byte[] Box);

/// <summary>Locks signed papers and opens them. Whoever asks has looked whether they may.</summary>
public sealed class PaperBoxes(SafetyDb db, FileStore files, RingBox ring)
{
    internal const int Most = 1000;
    private const string Pdf = "application/pdf";

    private sealed record Inside(string Key, string MediaType);

    /// <param name="document">Whose paper it is: under another id it does not open.</param>
    public async Task<LockedPaper> Lock(Guid document, ReadOnlyMemory<byte> content, string mediaType, CancellationToken stop)
    {
        var key = BoxKey.New();
        var (name, box) = ring.Lock(JsonSerializer.SerializeToUtf8Bytes(new Inside(key.Text, mediaType)), About(document));
        using var locked = new MemoryStream(key.Lock(content.Span, About(document)), writable: false);
        return new((await files.Put(locked, stop)).Hash, name, box);
    }

    /// <returns>None where the file is gone or was changed, or the ring lacks its key.</returns>
    public async Task<PaperRead?> Read(AgreementDocument document, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(document);
        await using var held = files.Open(document.File);
        if (held is null)
            return null;
        var bytes = new byte[held.Length];
        await held.ReadExactlyAsync(bytes, stop);
        if (document is not { RingKey: { } name, Box: { } box })
            return new(Pdf, bytes);
        return
            ring.Unlock(name, box, About(document.Id)) is { } opened
            && JsonSerializer.Deserialize<Inside>(opened) is { } inside
            && BoxKey.From(inside.Key) is { } key
            && key.TryOpen(bytes, About(document.Id), out byte[]? content)
            ? new(inside.MediaType, content)
            : null;
    }

    /// <summary>Puts another content in the place of what a document names, and takes the old one out of the store where no other names
    /// it.</summary>
    public async Task Replace(AgreementDocument old, PaperRead now, bool anew, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        var locked = await Lock(old.Id, now.Content, now.MediaType, stop);
        var changed = await db.Set<AgreementDocument>()
            .Where(d => d.Id == old.Id && d.File == old.File)
            .ExecuteUpdateAsync(
                d =>
                    d.SetProperty(x => x.File, locked.File)
                        .SetProperty(x => x.RingKey, locked.RingKey)
                        .SetProperty(x => x.Box, locked.Box)
                        .SetProperty(x => x.WrittenAnew, anew),
                stop
            );
        if (changed == 0)
            files.Remove(locked.File); // somebody was quicker
        else if (!await db.Set<AgreementDocument>().AnyAsync(d => d.File == old.File, stop))
            files.Remove(old.File);
    }

    /// <summary>Locks those that lie in the clear, as they came: reading one writes it anew.</summary>
    public async Task<string?> SealOlder(CancellationToken stop)
    {
        if (!ring.HasRing)
            return null;
        var (done, gone) = (0, 0);
        var open = db.Set<AgreementDocument>().AsNoTracking().Where(d => d.RingKey == null).OrderBy(d => d.Id);
        for (
            var after = Guid.Empty;
            await open.Where(d => d.Id.CompareTo(after) > 0).Take(Most).ToListAsync(stop) is { Count: > 0 } some;
            after = some[^1].Id
        )
        {
            foreach (var document in some)
            {
                if (await Read(document, stop) is { } paper)
                {
                    await Replace(document, paper, anew: false, stop);
                    done++;
                }
                else
                {
                    gone++;
                }
            }
        }
        var missing = gone > 0 ? $" {gone} are not in the store and stay as they are." : "";
        return done + gone == 0 ? null : $"{done} signed papers lay in the clear and were locked.{missing}";
    }

    internal static RelockBoxes Relock { get; } =
        async (db, ring, stop) =>
        {
            if (db is not SafetyDb)
                return;
            var newest = ring.Newest;
            var older = db.Set<AgreementDocument>().AsNoTracking().Where(d => d.RingKey != null && d.RingKey != newest).OrderBy(d => d.Id);
            for (
                var after = Guid.Empty;
                await older.Where(d => d.Id.CompareTo(after) > 0).Take(Most).ToListAsync(stop) is { Count: > 0 } some;
                after = some[^1].Id
            )
            {
                foreach (var document in some)
                {
                    if (ring.Unlock(document.RingKey!, document.Box!, About(document.Id)) is not { } inside)
                        continue;
                    var (name, box) = ring.Lock(inside, About(document.Id));
                    await db.Set<AgreementDocument>()
                        .Where(d => d.Id == document.Id && d.RingKey == document.RingKey)
                        .ExecuteUpdateAsync(d => d.SetProperty(x => x.RingKey, name).SetProperty(x => x.Box, box), stop);
                }
            }
        };

    private static string About(Guid document) => $"agreement paper {document:n}";
}

internal sealed class AgreementDocumentMapping : IEntityTypeConfiguration<AgreementDocument>
{
    public void Configure(EntityTypeBuilder<AgreementDocument> document)
    {
        document.ToTable("agreement_documents");
        document
            .Holds(Nature.Operational, "6 years after its end", "Says which signed papers there are")
            .NamesFile(d => d.File)
            .Grants(app: Rights.All);
        document.HasIndex(d => d.AgreementId);
    }
}
