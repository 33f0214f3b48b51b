using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>A report to be taken.</summary>
/// <param name="Submission">Names what is sent: sent twice under the same name, it is taken once.</param>
/// <param name="Key">The secret and the box of the reporter follow from it, so that sending again gives the same. Where somebody else may
/// know the key of the draft it is another.</param>
/// <param name="TakenBy">The officer who took it at the door or on the telephone.</param>
/// <param name="Note">What another system sent beside it and no question asks for; staff read it as a message.</param>
/// <param name="Again">The sender knows that it was sent before, so that is looked for first. Who does not know finds out when it is
/// stored.</param>
/// <param name="ReceiptAt">The ticket's id under which the receipt lies for the browser; the draft's own place otherwise.</param>
public sealed record SubmitReport(
    Guid Submission,
    BoxKey Key,
    ReportDraft Draft,
    ReportChannel Channel,
    SignedIn? TakenBy = null,
    IReadOnlyList<Risk>? Risks = null,
    string Note = "",
    bool Again = false,
    Guid? ReceiptAt = null
);

/// <summary>What the reporter gets, and can get again for as long as their browser has the draft.</summary>
public sealed record ReportReceipt(string Reference, string Secret);

/// <summary>Takes reports: from the pages, from staff and from other systems alike. One save stores everything that a report is.</summary>
public sealed class Reports(SafetyDb db, ReportRows rows, Drafts drafts, PointLookup points, StandingRules standing, CountyClock clock)
{
    public async Task<Outcome<ReportReceipt>> Submit(SubmitReport submit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(submit);
        if (submit.TakenBy?.Lacks(RecordsPermissions.WriteRecords) is { } lacking)
            return lacking;
        await db.Database.OpenConnectionAsync(stop); // one for all that follows
        if (submit.Again && await Taken(submit, stop) is { } before)
            return before;
        var (draft, editions) = (submit.Draft, await db.Editions(stop));
        var rules = await standing.Of(db, editions, stop);
        var category = rules.Categories.GetValueOrDefault(draft.Category);
        if (ReportRules.Wrong(draft, category, clock.Today) is { Count: > 0 } wrong)
            return await Taken(submit, stop) is { } known ? known : wrong.ToList();
        var areas = await db.AreasOf(draft, points, editions.Areas, stop);
        if (rules.Answers(category!.Code, areas.SmallestFirst) is not { } desk)
        {
            return new Refusal("", ReportingText.Of("SubmitReport.NobodyAnswers"));
        }
        try
        {
            return await Store(submit, category, areas, desk, stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await Taken(submit, stop) is { } meanwhile)
                return meanwhile; // somebody pressed twice, and the other one was first
            throw;
        }
    }

    private async Task<ReportReceipt> Store(
        SubmitReport submit,
        ReportCategory category,
        AreasAt areas,
        ChosenDesk desk,
        CancellationToken stop
    )
    {
        var (record, _, _, receipt) = await rows.Put(submit, category, areas, desk, clock.Now, stop);
        db.Announce(new ReportSubmitted(record.Id));
        // The draft gives way to the receipt in the same save, so that no answer can show one that is not stored.
        IReadOnlyList<string> late = [];
        if (submit.Channel is ReportChannel.Online)
        {
            var held = await db.Set<StoredDraft>().SingleOrDefaultAsync(d => d.Id == submit.Submission, stop);
            var at = submit.ReceiptAt ?? submit.Submission;
            if (held is not null && held.Id != at)
                db.Remove(held);
            late = [.. (held?.Files ?? []).Except(submit.Draft.Files.Select(f => f.File))];
            drafts.Put(held?.Id == at ? held : null, new(at, submit.Key), new() { Sent = record.Reference });
        }
        await db.SaveChangesAsync(stop);
        drafts.Drop(late);
        return receipt;
    }

    /// <returns>None where nothing was sent under that name, or by somebody with another key: the code is theirs.</returns>
    private async Task<ReportReceipt?> Taken(SubmitReport submit, CancellationToken stop)
    {
        var taken = await db.Set<IncidentReport>()
            .AsNoTracking()
            .Where(r => r.Submission == submit.Submission)
            .Select(r => new
            {
                r.Reference,
                Box = db.Set<ReportBox>().Where(b => b.RecordId == r.RecordId).Select(b => b.Wrapped).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(stop);
        if (taken is null)
            return null;
        var receipt = new ReportReceipt(taken.Reference, submit.Key.Secret(taken.Reference));
        // A box that was forgotten opens for nobody, and most other systems hand no code on; that it was sent is still true.
        return submit.ReceiptAt is not null && taken.Box is { } box && BoxKey.Unwrap(box, receipt.Secret, taken.Reference) is null
            ? null
            : receipt;
    }
}
