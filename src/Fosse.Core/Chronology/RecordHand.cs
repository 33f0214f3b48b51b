using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>Which record somebody works on, and for what they open it: the same as for reading it.</summary>
public sealed record OnRecord(Guid Record, Purpose Purpose, string Reason);

/// <summary>What every deed on a record begins with: who may, and then the desk, so that the ledger knows of it first.</summary>
public sealed class RecordHand(SafetyDb db, AccessDesk desk, Sealer sealer, CountyClock clock)
{
    public const int Shortest = 10,
        Longest = 4000;

    internal DateTimeOffset Now => clock.Now;
    internal DateOnly Today => clock.Today;

    /// <returns>The record of the own agency; else why they may not work on it.</returns>
    internal async Task<Outcome<SubjectRecord>> Take(Guid record, SignedIn by, CancellationToken stop)
    {
        if (by.Lacks(RecordsPermissions.WriteRecords) is { } lacking)
            return lacking;
        var held = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == record && r.AgencyId == by.AgencyId && r.ForgottenAt == null, stop);
        if (held is null)
            return new Refusal("", ChronologyText.Of("RecordHand.NotYours"));
        return await db.Conflict(record, by, stop) is { } conflict ? conflict : held;
    }

    /// <summary>Opens the record, and adds an entry with its words. Saved by whoever asks.</summary>
    internal async Task<Outcome<RecordEntry>> Write(
        OnRecord on,
        SignedIn by,
        EntryKind kind,
        string words,
        CancellationToken stop,
        DateOnly? happened = null
    )
    {
        try
        {
            using var access = await desk.Open(new(by.Actor, on.Purpose, on.Record, on.Reason), stop);
            var entry = Entry(on.Record, by, kind, happened);
            if (words.Length > 0)
                db.Add(
                    new EntryWords
                    {
                        EntryId = entry.Id,
                        Subject = on.Record,
                        Words = await sealer.Seal(on.Record, words, stop),
                    }
                );
            return entry;
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("reason", refused.Message);
        }
    }

    /// <summary>An entry without words, for which nothing has to be opened.</summary>
    internal RecordEntry Entry(Guid record, SignedIn by, EntryKind kind, DateOnly? happened = null, string about = "")
    {
        var entry = new RecordEntry
        {
            RecordId = record,
            At = Instants.Microseconds(clock.Now),
            By = by.AccountId,
            Kind = kind,
            HappenedOn = happened,
            About = about,
        };
        db.Add(entry);
        return entry;
    }

    internal static Refusal? Wrong(string field, string words) =>
        string.IsNullOrWhiteSpace(words) ? new(field, ChronologyText.Of("RecordHand.Missing"))
        : words.Trim().Length < Shortest ? new(field, ChronologyText.Of("RecordHand.TooShort", Shortest))
        : words.Length > Longest ? new(field, ChronologyText.Of("RecordHand.TooLong", Longest))
        : null;
}
