using System.Security.Cryptography;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Asks for an export of the agency's lines of some days.</summary>
public sealed record AskForExport(string Review, DateOnly? From, DateOnly? To);

/// <summary>An export with the names of the two.</summary>
/// <param name="Waits">Whether somebody can still approve it: it was not sent back, taken back, or left for too long.</param>
public sealed record ExportLine(LedgerExport Export, string AskedBy, string? DecidedBy, bool Mine, bool Waits, DateTimeOffset? OpenUntil);

/// <summary>The file that was made.</summary>
public sealed record ExportFile(string Name, byte[] Bytes);

/// <summary>Exports of the ledger: asked for by one person, approved by another, and written into the ledger themselves.</summary>
public sealed class LedgerExports(SafetyDb db, Ledger ledger, ApprovalDesk approvals, CountyClock clock)
{
    public const int MostLines = 100_000,
        MostDays = 366,
        DaysOpen = 14,
        LongestReview = 200;

    public async Task<Outcome<LedgerExport>> Ask(AskForExport ask, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(AccountabilityPermissions.ReadLedger))
            return NotTheirs;
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(ask.Review))
            refusals.Add(new("review", AccountabilityText.Of("ExportLedger.EnterReview")));
        if (ask.Review.Length > LongestReview)
            refusals.Add(new("review", AccountabilityText.Of("ExportLedger.ReviewTooLong")));
        if (ask.From is null)
            refusals.Add(new("from", AccountabilityText.Of("ExportLedger.EnterFirstDay")));
        if (ask.To is null)
            refusals.Add(new("to", AccountabilityText.Of("ExportLedger.EnterLastDay")));
        if (ask is { From: { } from, To: { } to } && (to < from || to > clock.Today || to.DayNumber - from.DayNumber >= MostDays))
            refusals.Add(new("to", AccountabilityText.Of("ExportLedger.WrongDays")));
        if (refusals.Count > 0)
            return refusals;
        var export = new LedgerExport
        {
            AgencyId = by.AgencyId,
            Review = ask.Review.Trim(),
            FirstOn = ask.From!.Value,
            LastOn = ask.To!.Value,
            AskedBy = by.AccountId,
            AskedAt = clock.Now,
        };
        db.Add(export);
        var proposed = await approvals.Propose(AccountabilityDeeds.ExportLedger, export.Id, ExportDeed.Fields(export), [], by, stop);
        return proposed.Accepted(out _) ? export : proposed.Refusals.ToList();
    }

    public async Task<Outcome<LedgerExport>> Decide(Guid id, bool approved, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(AccountabilityPermissions.ReadLedger))
            return NotTheirs;
        if (await db.Set<LedgerExport>().SingleOrDefaultAsync(e => e.Id == id && e.AgencyId == by.AgencyId, stop) is not { } export)
            return new Refusal("", AccountabilityText.Of("ExportLedger.NoSuchExport"));
        if (export.AskedBy == by.AccountId)
            return new Refusal("", AccountabilityText.Of("ExportLedger.OwnExport"));
        if (export.State is not LedgerExportState.Asked)
            return new Refusal("", AccountabilityText.Of("ExportLedger.DecidedAlready"));
        if (await db.OpenApproval(AccountabilityDeeds.ExportLedger, id, clock.Now, stop) is not { } open)
            return new Refusal("", AccountabilityText.Of("ExportLedger.WaitsNoMore"));
        var outcome = approved
            ? await approvals.Approve(open.Id, open.Hash, by, stop)
            : await approvals.Return(open.Id, AccountabilityText.Of("ExportLedger.NotNeeded"), by, stop);
        if (!outcome.Accepted(out _))
            return outcome.Refusals.ToList();
        if (!approved)
        {
            export.Decide(false, by.AccountId, clock.Now);
            await db.SaveChangesAsync(stop);
        }
        return export;
    }

    /// <summary>Makes the file for the person who asked. The ledger knows of it before it leaves.</summary>
    public async Task<Outcome<ExportFile>> Make(Guid id, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(AccountabilityPermissions.ReadLedger))
            return NotTheirs;
        if (await db.Set<LedgerExport>().SingleOrDefaultAsync(e => e.Id == id && e.AgencyId == by.AgencyId, stop) is not { } export)
            return new Refusal("", AccountabilityText.Of("ExportLedger.NoSuchExport"));
        if (export.AskedBy != by.AccountId)
            return new Refusal("", AccountabilityText.Of("ExportLedger.NotAsked"));
        if (export.State is not LedgerExportState.Approved)
            return new Refusal("", AccountabilityText.Of("ExportLedger.NotApproved"));
        if (clock.Now > OpenUntil(export))
            return new Refusal("", AccountabilityText.Of("ExportLedger.ApprovalOver"));
        var lines = await (await db.LinesOf(by, new(From: export.FirstOn, To: export.LastOn), stop))
            .OrderBy(l => l.Sequence)
            .Take(MostLines + 1)
            .ToListAsync(stop);
        if (lines.Count > MostLines)
            return new Refusal("", AccountabilityText.Of("ExportLedger.TooManyLines"));

        var now = clock.Now;
        var bytes = LedgerCsv.Write(lines, await db.Named(lines, stop), export.Id, by, now);
        export.Made(lines.Count, SHA256.HashData(bytes), now);
        await ledger.SaveWith(
            db,
            new LedgerLine
            {
                Kind = LedgerKind.Exported,
                ActorId = by.AccountId,
                AgencyId = by.AgencyId,
                Organisation = by.AgencyName,
                Ground = $"Ledger export {export.Id:d}, {lines.Count} lines, approved by a second person.",
            },
            stop
        );
        return new ExportFile($"ledger-{export.FirstOn:yyyy-MM-dd}-{export.LastOn:yyyy-MM-dd}-{export.Id:n}.csv", bytes);
    }

    public async Task<IReadOnlyList<ExportLine>> All(SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        var found = await db.Set<LedgerExport>()
            .AsNoTracking()
            .Where(e => e.AgencyId == by.AgencyId)
            .OrderByDescending(e => e.AskedAt)
            .Take(100)
            .ToListAsync(stop);
        var (now, deed) = (clock.Now, AccountabilityDeeds.ExportLedger);
        var ids = found.Select(e => e.Id).ToList();
        var waiting = await db.Set<Approval>()
            .Where(a => a.Deed == deed && ids.Contains(a.AboutId) && a.State == ApprovalState.Open && a.LapsesAt > now)
            .Select(a => a.AboutId)
            .Take(ids.Count)
            .ToListAsync(stop);
        var people = found.SelectMany(e => new[] { e.AskedBy, e.DecidedBy ?? Guid.Empty }).Distinct().ToList();
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => people.Contains(a.Id))
            .Take(200)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return
        [
            .. found.Select(e => new ExportLine(
                e,
                names.GetValueOrDefault(e.AskedBy, ""),
                e.DecidedBy is { } decided ? names.GetValueOrDefault(decided, "") : null,
                e.AskedBy == by.AccountId,
                waiting.Contains(e.Id),
                OpenUntil(e)
            )),
        ];
    }

    private static Refusal NotTheirs => new("", AccountabilityText.Of("ExportLedger.MayNotExport"));

    private static DateTimeOffset? OpenUntil(LedgerExport export) =>
        export.State is LedgerExportState.Approved ? export.DecidedAt!.Value.AddDays(DaysOpen) : null;
}
