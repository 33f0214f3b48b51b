using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Work;

/// <summary>What waits for whoever has just signed in.</summary>
public sealed class WorkModel(SafetyDb db, ApprovalRows approvals, DueList due, SignedIn who, CountyClock clock) : PageModel
{
    private const int Shown = 8,
        ShownNear = 12,
        Soon = 60;

    public SignedIn Who => who;
    public IReadOnlyList<RecordLine> Mine { get; private set; } = [];
    public int AllMine { get; private set; }
    public IReadOnlyList<DisclosureLine> Due { get; private set; } = [];
    public IReadOnlyList<AgreementLine> Agreements { get; private set; } = [];

    /// <summary>What is near or late, theirs or nobody's by name.</summary>
    public IReadOnlyList<DueLine> Near { get; private set; } = [];
    public int AllNear { get; private set; }

    /// <summary>Reports that wait in the whole agency.</summary>
    public QueueCounts? Reports { get; private set; }

    /// <summary>Proposals that wait for this person.</summary>
    public int Approvals { get; private set; }

    /// <summary>Reads that wait for this person to look at them.</summary>
    public (int Glass, int Sample) Reviews { get; private set; }

    public bool ReviewsAccess => who.May(AccountabilityPermissions.ReviewAccess);
    public bool ReadsRecords => who.May(RecordsPermissions.ReadRecords);
    public bool Answers => who.May(PartnershipPermissions.AnswerDisclosures);

    /// <summary>A report has a page of its own.</summary>
    public static string PageOf(RecordLine line) =>
        line.Class == ReportingDataClasses.Report ? DuePages.Worked(line.Id, line.Reference) : WorkLinks.Record(line.Id);

    public async Task OnGet(CancellationToken stop)
    {
        var queues = await db.QueuesOf(who, clock.Today, stop);
        var near = (await due.Near(who, stop)).Where(l => l.Mine || l.TeamId is null || queues.Has(l.TeamId)).ToList();
        (Near, AllNear) = ([.. near.Take(ShownNear)], near.Count);
        Approvals = await approvals.Waiting(who, stop);
        if (ReadsRecords)
        {
            (var mine, AllMine) = await db.RecordsOf(who, true, 1, clock.Today, stop);
            Mine = [.. mine.Take(Shown)];
            Reports = await db.ReportsWaiting(who, clock.Now, stop);
        }
        if (Answers)
            Due = [.. (await db.Requests(who, true, stop)).Where(r => r.State is DisclosureState.Asked)];
        if (ReviewsAccess)
            Reviews = await db.ReviewsWaiting(who, stop);
        Agreements =
        [
            .. (await db.AgreementsOf(who, clock.Today, stop))
                .Where(a =>
                    a.State is AgreementState.PastReview
                    || a.State is AgreementState.Active && a.ReviewOn.DayNumber - clock.Today.DayNumber <= Soon
                )
                .OrderBy(a => a.ReviewOn),
        ];
    }
}
