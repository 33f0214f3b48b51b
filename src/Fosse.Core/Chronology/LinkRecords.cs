using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>Says that two records belong together, of the own agency or one that another has told of. Nothing of either is opened by
/// it.</summary>
public sealed class LinkRecords(SafetyDb db, RecordHand hand, HouseWords words)
{
    private const int Most = 50;

    /// <param name="reference">Of the other record, or of a report.</param>
    public async Task<Outcome<RecordLink>> Link(Guid record, string reference, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var taken = await hand.Take(record, by, stop);
        if (!taken.Accepted(out _))
            return taken.Refusals.ToList();
        if (string.IsNullOrWhiteSpace(reference))
            return new Refusal("linkTo", ChronologyText.Of("LinkRecords.EnterReference"));
        if (await db.KnownCalled(reference, by, words, hand.Today, stop) is not { RecordId: var other })
            return new Refusal("linkTo", ChronologyText.Of("LinkRecords.NoSuchRecord"));
        if (other == record)
            return new Refusal("linkTo", ChronologyText.Of("LinkRecords.Itself"));
        if (await db.Conflict(other, by, stop) is { } conflict)
            return conflict with { Field = "linkTo" };
        if (await db.LinksOf(record).AnyAsync(l => l.RecordId == other || l.OtherId == other, stop))
            return new Refusal("linkTo", ChronologyText.Of("LinkRecords.Already"));
        if (await db.LinksOf(record).CountAsync(stop) >= Most)
            return new Refusal("linkTo", ChronologyText.Of("LinkRecords.TooMany", Most));
        var link = new RecordLink
        {
            RecordId = record,
            OtherId = other,
            At = Instants.Microseconds(hand.Now),
            By = by.AccountId,
        };
        db.Add(link);
        await db.SaveChangesAsync(stop);
        return link;
    }

    public async Task<Outcome<RecordLink>> Unlink(Guid record, Guid other, SignedIn by, CancellationToken stop)
    {
        var taken = await hand.Take(record, by, stop);
        if (!taken.Accepted(out _))
            return taken.Refusals.ToList();
        if (
            await db.Known(other, by, words, hand.Today, stop) is not { } known
            || await db.LinksOf(record).SingleOrDefaultAsync(l => l.RecordId == other || l.OtherId == other, stop) is not { } link
        )
            return new Refusal("", ChronologyText.Of("LinkRecords.NotLinked"));
        if (await db.Conflict(other, by, stop) is { } conflict)
            return conflict;
        db.Remove(link);
        hand.Entry(record, by, EntryKind.Unlinked, about: known.Reference);
        await db.SaveChangesAsync(stop);
        return link;
    }
}

/// <summary>A record that belongs to another, as somebody may know of it.</summary>
public sealed record LinkedRecord(Guid RecordId, string Reference, string Agency, bool Own, DateTimeOffset At, Guid By);

public static class LinkedRecords
{
    private const int Most = 100;

    /// <summary>Those of the own agency, and of others those that it has told of; of the rest not even that there are any.</summary>
    public static async Task<IReadOnlyList<LinkedRecord>> LinkedTo(
        this SafetyDb db,
        Guid record,
        SignedIn who,
        HouseWords words,
        DateOnly today,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        if (!await db.Set<SubjectRecord>().AnyAsync(r => r.Id == record && r.AgencyId == who.AgencyId, stop))
            return [];
        var links = await db.LinksOf(record).AsNoTracking().OrderBy(l => l.At).First(Most, db, stop);
        var found = new List<LinkedRecord>();
        foreach (var link in links)
        {
            var other = link.RecordId == record ? link.OtherId : link.RecordId;
            if (await db.Known(other, who, words, today, stop) is { } told)
                found.Add(new(other, told.Reference, told.Agency, told.Own, link.At, link.By));
        }
        return found;
    }

    internal static IQueryable<RecordLink> LinksOf(this SafetyDb db, Guid record) =>
        db.Set<RecordLink>().Where(l => l.RecordId == record || l.OtherId == record);
}
