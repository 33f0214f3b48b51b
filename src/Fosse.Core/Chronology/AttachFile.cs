using System.Text.Json;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>A file of a record, as its list shows it.</summary>
public sealed record RecordFileLine(Guid Id, string Name, string MediaType, long Bytes);

/// <summary>A file in the clear, to be handed out as a download and in no other way.</summary>
public sealed record FileRead(string Name, string MediaType, byte[] Content);

/// <summary>Puts a photo or paper to a record: built anew, locked with a key of its own and sealed under the record, as those of residents
/// are.</summary>
public sealed class AttachFile(SafetyDb db, RecordHand hand, Sealer sealer, FileStore store)
{
    private const int MostFiles = 100;

    /// <param name="file">What <see cref="Evidence"/> has taken; it is in the store only while a record names it.</param>
    public async Task<Outcome<RecordEntry>> Handle(OnRecord on, DraftFile? file, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(on);
        var kept = false;
        try
        {
            var attached = await Attach(on, file, by, stop);
            kept = attached.Accepted(out _);
            return attached;
        }
        finally
        {
            if (!kept && file is not null)
                store.Remove(file.File);
        }
    }

    private async Task<Outcome<RecordEntry>> Attach(OnRecord on, DraftFile? file, SignedIn by, CancellationToken stop)
    {
        var taken = await hand.Take(on.Record, by, stop);
        if (!taken.Accepted(out _))
            return taken.Refusals.ToList();
        if (file is null)
            return new Refusal("file", ChronologyText.Of("AttachFile.Choose"));
        if (await db.Set<ReportUpload>().CountAsync(u => u.RecordId == on.Record, stop) >= MostFiles)
            return new Refusal("file", ChronologyText.Of("AttachFile.TooMany", MostFiles));
        var written = await hand.Write(on, by, EntryKind.FileAdded, file.Name, stop);
        if (!written.Accepted(out var entry))
            return written.Refusals.ToList();
        db.Add(
            new ReportFile
            {
                Id = entry.Id,
                Subject = on.Record,
                About = await sealer.Seal(on.Record, JsonSerializer.Serialize(file), stop),
            }
        );
        db.Add(new ReportUpload { File = file.File, RecordId = on.Record });
        await db.SaveChangesAsync(stop);
        return entry;
    }
}

/// <summary>Reads files of records, through the desk and no other way.</summary>
public sealed class RecordFiles(SafetyDb db, AccessDesk desk, FileStore files)
{
    private const int Most = 500;

    /// <summary>What a record has, within an access that is open.</summary>
    public async Task<IReadOnlyList<RecordFileLine>> List(Access access, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(access);
        var rows = await db.Set<ReportFile>().AsNoTracking().OrderBy(f => f.Id).Take(Most).ToListAsync(stop);
        return
        [
            .. rows.Select(f => (f.Id, It: About(access, f))).Select(f => new RecordFileLine(f.Id, f.It.Name, f.It.MediaType, f.It.Bytes)),
        ];
    }

    /// <summary>One of its files, in the clear. The ledger has a line of it.</summary>
    public async Task<Outcome<FileRead>> Read(AccessQuestion question, Guid file, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            using var access = await desk.Open(question, stop);
            return
                await db.Set<ReportFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == file, stop) is { } found
                && About(access, found) is var it
                && await Evidence.Read(files, it, stop) is { } content
                ? new FileRead(it.Name, it.MediaType, content)
                : new Refusal("", ChronologyText.Of("AttachFile.Gone"));
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("Reason", refused.Message);
        }
    }

    private static DraftFile About(Access access, ReportFile file) =>
        JsonSerializer.Deserialize<DraftFile>(access.Read(file.About)) ?? throw new FormatException("What is sealed describes no file.");
}
