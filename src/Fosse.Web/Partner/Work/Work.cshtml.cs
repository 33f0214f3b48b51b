using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Publishing;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Work;

/// <summary>What waits for whoever has just signed in.</summary>
public sealed class WorkModel(SafetyDb db, ApprovalRows approvals, DueList due, PublishedFigures figures, SignedIn who, CountyClock clock)
    : PageModel
{
    public const int Shown = 8;

    private const int ShownChanges = 5,
        ShownNear = 12,
        Soon = 60;

    public SignedIn Who => who;

    /// <summary>Records that they work on; reports that they have are of their own.</summary>
    public IReadOnlyList<RecordLine> Mine { get; private set; } = [];
    public int AllMine { get; private set; }
    public PageOf<QueueLine> MyReports { get; private set; } = new([], 1, 1, 0);

    /// <summary>What changed clearly in recorded crime; none where two years are not held.</summary>
    public ClearChanges? Changes { get; private set; }
    public IReadOnlyList<ClearChange> FirstChanges => [.. (Changes?.Found ?? []).Take(ShownChanges)];
    public PlaceNames? Names { get; private set; }
    public IReadOnlyList<DisclosureLine> Due { get; private set; } = [];
    public IReadOnlyList<AgreementLine> Agreements { get; private set; } = [];

    /// <summary>What is near or late, theirs or nobody's by name.</summary>
    public IReadOnlyList<DueLine> Near { get; private set; } = [];
    public int AllNear { get; private set; }

    /// <summary>What those of <see cref="Near"/> that are reports are about, by record.</summary>
    public IReadOnlyDictionary<Guid, QueueLine> NearReports { get; private set; } = new Dictionary<Guid, QueueLine>();

    /// <summary>Reports that wait in the queues that they work.</summary>
    public QueueCounts? Reports { get; private set; }

    /// <summary>Proposals that wait for this person.</summary>
    public int Approvals { get; private set; }

    /// <summary>Reads that wait for this person to look at them.</summary>
    public (int Glass, int Sample) Reviews { get; private set; }

    public bool ReviewsAccess => who.May(AccountabilityPermissions.ReviewAccess);
    public bool ReadsRecords => who.May(RecordsPermissions.ReadRecords);
    public bool Answers => who.May(PartnershipPermissions.AnswerDisclosures);

    public async Task OnGet(CancellationToken stop)
    {
        var queues = await db.QueuesOf(who, clock.Today, stop);
        var near = (await due.Near(who, stop)).Where(l => l.Mine || l.TeamId is null || queues.Has(l.TeamId)).ToList();
        (Near, AllNear) = ([.. near.Take(ShownNear)], near.Count);
        Approvals = await approvals.Waiting(who, stop);
        if (ReadsRecords)
        {
            var about = Near.Select(l => l.About).Distinct().ToList();
            NearReports = (await db.WaitingAmong(about, who, clock.Now, stop)).ToDictionary(l => l.RecordId);
            (var mine, AllMine) = await db.RecordsOf(who, true, 1, clock.Today, stop, but: ReportingDataClasses.Report, closed: false);
            Mine = [.. mine.Take(Shown)];
            MyReports = await db.ReportQueue(who, new(QueueShows.Mine, Agency: true), clock.Now, stop);
            Reports = await db.ReportsWaiting(who, clock.Now, stop, own: true);
        }
        if (Answers)
            Due = [.. (await db.Requests(who, true, stop)).Where(r => r.State is DisclosureState.Asked)];
        if (ReviewsAccess)
            Reviews = await db.ReviewsWaiting(who, stop);
        var county = await figures.Now(stop);
        (Changes, Names) = (ClearChanges.Of(county), PlaceNames.Of(county));
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
