using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>What is known of any record: what was written on it, who was put to work on it, what other agencies asked, and when it was
/// opened and closed.</summary>
internal static class OwnChronicles
{
    private const int Most = 500;

    public static Chronicle Entries { get; } =
        new(
            async (db, record, stop) =>
                [
                    .. (
                        await db.Set<RecordEntry>()
                            .AsNoTracking()
                            .Where(e => e.RecordId == record)
                            .OrderByDescending(e => e.At)
                            .ThenBy(e => e.Id)
                            .First(Most, db, stop)
                    ).Select(e => new Happened(e.At, $"Entry.{e.Kind}", e.By, e.About, e.HappenedOn)),
                ],
            Written
        );

    /// <summary>A report has a chronicle of its own of who has it and how it stands.</summary>
    public static Chronicle Standing { get; } =
        new(
            async (db, record, stop) =>
            {
                var held = await db.Set<SubjectRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == record, stop);
                if (held is null || held.Reference.StartsWith("R-", StringComparison.Ordinal))
                    return [];
                var happened = new List<Happened> { new(held.OpenedAt, "Record.Opened") };
                if (held.ClosedAt is { } closed)
                    happened.Add(new(closed, "Record.Closed"));
                happened.AddRange(await Assigned(db, record, stop));
                happened.AddRange(await Ended(db, record, stop));
                return happened;
            },
            async (db, access, stop) =>
                [
                    .. (await EndLines(db, access.Subject).First(Most, db, stop))
                        .Select(l => (Line: l, Why: access.ReasonOf(l)))
                        .Where(l => l.Why.Length > 0)
                        .Select(l => new Told(l.Line.At, EndOf(l.Line), l.Line.ActorId, l.Why)),
                ]
        );

    public static Chronicle Disclosures { get; } =
        new(
            async (db, record, stop) =>
            {
                var asked = await db.Set<DisclosureRequest>()
                    .AsNoTracking()
                    .Where(r => r.RecordId == record)
                    .Join(db.Set<Agency>(), r => r.FromAgencyId, a => a.Id, (r, a) => new { Request = r, a.Name })
                    .OrderByDescending(r => r.Request.AskedAt)
                    .First(Most, db, stop);
                return
                [
                    .. asked.Select(a => new Happened(a.Request.AskedAt, "Disclosure.Asked", null, a.Name)),
                    .. asked
                        .Where(a => a.Request.ClosedAt is not null)
                        .Select(a => new Happened(
                            a.Request.ClosedAt!.Value,
                            $"Disclosure.{a.Request.State}",
                            a.Request.AnsweredBy,
                            a.Name
                        )),
                ];
            }
        );

    private static async Task<IReadOnlyList<Told>> Written(SafetyDb db, Access access, CancellationToken stop)
    {
        var record = access.Subject;
        var words = await db.Set<EntryWords>().AsNoTracking().Take(Most * 4).ToDictionaryAsync(w => w.EntryId, w => w.Words, stop);
        var entries = await db.Set<RecordEntry>()
            .AsNoTracking()
            .Where(e => e.RecordId == record)
            .OrderByDescending(e => e.At)
            .First(Most, db, stop);
        return
        [
            .. entries
                .Where(e => words.ContainsKey(e.Id))
                .Select(e => new Told(e.At, $"Entry.{e.Kind}", e.By, access.Read(words[e.Id]), e.HappenedOn)),
        ];
    }

    // Who put whom to work is in the ledger, to the instant; the assignment itself has days.
    private static async Task<IEnumerable<Happened>> Assigned(SafetyDb db, Guid record, CancellationToken stop)
    {
        var lines = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Subject == record && l.Kind == LedgerKind.Assigned)
            .OrderByDescending(l => l.Sequence)
            .Select(l => new
            {
                l.At,
                l.ActorId,
                l.Ground,
            })
            .First(Most, db, stop);
        var whom = lines.Select(l => Whom(l.Ground)).ToList();
        var names = await NamesOfActors.NamesOf(db, [.. whom.Select(w => w.Account).OfType<Guid>()], stop);
        return lines.Zip(
            whom,
            (l, w) =>
                new Happened(
                    l.At,
                    "Record.Assigned",
                    l.ActorId,
                    w.Account is { } id ? $"{names.GetValueOrDefault(id, "")}: {w.Task}" : w.Task,
                    Wordless: true
                )
        );
    }

    private static IQueryable<LedgerLine> EndLines(SafetyDb db, Guid record) =>
        db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Subject == record && l.Kind == LedgerKind.Decided && l.Ground.EndsWith(AssignmentLine.Ended))
            .OrderByDescending(l => l.Sequence);

    private static string EndOf(LedgerLine line) => Whom(line.Ground).Account == line.ActorId ? "Record.LeftWork" : "Record.Unassigned";

    private static async Task<IEnumerable<Happened>> Ended(SafetyDb db, Guid record, CancellationToken stop)
    {
        var lines = await EndLines(db, record).First(Most, db, stop);
        var names = await NamesOfActors.NamesOf(db, [.. lines.Select(l => Whom(l.Ground).Account).OfType<Guid>()], stop);
        return lines.Select(l => new Happened(
            l.At,
            EndOf(l),
            l.ActorId,
            Whom(l.Ground).Account is { } id ? names.GetValueOrDefault(id, "") : ""
        ));
    }

    // As AssignmentLine writes it: "Themselves: Lead officer." or "Account 0193…: Deputy."
    private static (Guid? Account, string Task) Whom(string ground) =>
        ground.Split(": ", 2) is [var who, var task]
            ? (who.Split(' ') is [_, var id] && Guid.TryParse(id, out var account) ? account : null, task.TrimEnd('.'))
            : (null, ground);
}
