using System.Globalization;

namespace Fosse.Privacy;

/// <summary>
/// Who has been forgotten, kept beside the key ring and so outside the database: a backup from before brings the rows back,
/// and the person stays forgotten. A tombstone holds the id, the time and the certificate, and nothing else.
/// </summary>
public sealed class Tombstones(string ring)
{
    private string Folder => Path.Combine(ring, "forgotten");

    public bool Has(Guid subject) => ring.Length > 0 && File.Exists(At(subject));

    public IReadOnlyList<Guid> All() =>
        ring.Length == 0 || !Directory.Exists(Folder)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(Folder)
                    .Select(f => Guid.TryParse(Path.GetFileName(f), out var subject) ? subject : Guid.Empty)
                    .Where(s => s != Guid.Empty),
            ];

    internal void Put(Guid subject, DateTimeOffset at, Guid certificate)
    {
        if (ring.Length == 0)
            throw new KeysMissing("No key ring is named, so nobody can be forgotten for good. Set Keys:Folder.");
        if (Has(subject))
            return;
        OwnersFiles.Folder(Folder);
        OwnersFiles.Write(At(subject), string.Create(CultureInfo.InvariantCulture, $"{at:O} {certificate}\n"));
    }

    private string At(Guid subject) => Path.Combine(Folder, subject.ToString("d"));
}
