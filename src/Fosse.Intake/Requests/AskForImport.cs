using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Requests;

/// <summary>An administrator asks for an import. A worker takes it at its next round.</summary>
public sealed class AskForImport(SafetyDb db, CountyClock clock, FolderChoice folders)
{
    /// <summary>Files of as many may lie about.</summary>
    public const int MostOpen = 10;

    private const int LongestWhat = 2000;

    /// <returns>Why no more can be asked for now; none where it can.</returns>
    public async Task<Refusal?> TooMany(CancellationToken stop) =>
        await db.Set<ImportRequest>().CountAsync(r => r.State == ImportState.Waiting || r.State == ImportState.Running, stop) >= MostOpen
            ? new Refusal("", IntakeText.Of("AskForImport.TooManyWaiting", MostOpen))
            : null;

    /// <param name="id">The request under which files were put.</param>
    /// <param name="files">Their names.</param>
    public async Task<Outcome<Guid>> Uploaded(SignedIn by, ImportKind kind, Guid id, IReadOnlyList<string> files, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0)
            return new Refusal(Uploads.Field, IntakeText.Of("AskForImport.ChooseFiles"));
        return await Ask(by, kind, ImportSource.Upload, id, string.Join(", ", files), stop);
    }

    public async Task<Outcome<Guid>> InFolder(SignedIn by, ImportKind kind, string folder, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (folders.Find(folder ?? "") is null)
            return new Refusal("Folder", IntakeText.Of("AskForImport.NoSuchFolder"));
        return await Ask(by, kind, ImportSource.Folder, Guid.CreateVersion7(), folder!, stop);
    }

    private async Task<Outcome<Guid>> Ask(SignedIn by, ImportKind kind, ImportSource source, Guid id, string what, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (await TooMany(stop) is { } refusal)
            return refusal;
        var now = clock.Now;
        db.Add(
            new ImportRequest
            {
                Id = id,
                Kind = kind,
                Source = source,
                What = what.Length <= LongestWhat ? what : what[..(LongestWhat - 1)] + "…",
                AskedBy = by.AccountId,
                AskedAt = now,
                State = ImportState.Waiting,
                DueAt = now,
            }
        );
        db.Note(by, now, IntakeAdminEvents.ImportAsked, id, $"{kind}, {source}");
        await db.SaveChangesAsync(stop);
        return id;
    }
}
