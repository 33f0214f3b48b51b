using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Triage;

/// <summary>By what right a report may be handed to an agency.</summary>
/// <param name="Agreement">The agreement; none where the report is for that agency to answer by its kind and place.</param>
public sealed record RedirectTarget(Guid AgencyId, string Agency, Guid? TeamId, string Right, Guid? Agreement);

/// <summary>
/// Hands a report to another agency: to the one that answers reports of this kind at this place, or under an agreement in force by
/// which reports may be read to triage them. Who had it until now can read it no more, the ledger has a line, and the clock runs on.
/// What the agency of before was asked about it, had disclosed or was about to do with it ends; what its person asked goes along.
/// </summary>
public sealed class RedirectReport(
    SafetyDb db,
    ReportWork hands,
    StandingRules standing,
    IOptions<UrgentOptions> urgent,
    IEnumerable<RecordMoves> moves
)
{
    private const int Most = 500;

    public async Task<Outcome<IncidentReport>> Handle(OnReport on, Guid? to, string why, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (to is not { } agency)
            return new Refusal("agency", TriageText.Of("RedirectReport.ChooseAgency"));
        if (!hand.Report.State.May(ReportState.Redirected))
            return new Refusal("", TriageText.Of("RedirectReport.NotRedirected"));
        if (agency == hand.Record.AgencyId)
            return new Refusal("agency", TriageText.Of("RedirectReport.OwnAgency"));
        if ((await Targets(hand.Record, hand.Report, stop)).FirstOrDefault(t => t.AgencyId == agency) is not { } target)
            return new Refusal("agency", TriageText.Of("RedirectReport.NoRight"));
        if (NoteOnReport.Wrong(why, "handOver") is { } wrong)
            return wrong;
        var notice =
            $"Your report is now with {target.Agency}, because it is for them to answer. You need to do nothing. The time in "
            + $"which you were promised a reply has not changed.";
        if (await hands.Write(hand, [(MessageKind.Note, why.Trim()), (MessageKind.Notice, notice)], stop) is { } refused)
            return refused;

        await using var both = await db.Database.BeginTransactionAsync(stop);
        foreach (var ends in moves)
        {
            if (await ends(on.Record, target.AgencyId, on.By, stop) is { } against)
                return against;
        }
        await hands.EndAssignments(on.Record, hands.Today.AddDays(-1), stop);
        (hand.Record.AgencyId, hand.Record.TeamId) = (target.AgencyId, target.TeamId);
        (hand.Report.AnsweredByName, hand.Report.Desk) = (target.Agency, DeskReached.Own);
        hand.Report.Move(ReportState.Redirected, hands.Now);
        hand.Report.LookAnew(hands.Now + urgent.Value.LookWithin);
        var line = Line(on.By, hand.Record.Id, target);
        var done = await hands.Done(hand, DeedKind.Redirected, $"{target.Agency}: {target.Right}", stop, line);
        if (done.Accepted(out _))
            await both.CommitAsync(stop);
        return done;
    }

    /// <summary>Where a report of the own agency may be handed, each with its right.</summary>
    public async Task<IReadOnlyList<RedirectTarget>> Targets(Guid record, SignedIn by, CancellationToken stop)
    {
        by.Must(RecordsPermissions.ReadRecords);
        var report = await db.Set<IncidentReport>().AsNoTracking().SingleOrDefaultAsync(r => r.RecordId == record, stop);
        var held = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == record && r.AgencyId == by.AgencyId, stop);
        return report is null || held is null ? [] : await Targets(held, report, stop);
    }

    private async Task<IReadOnlyList<RedirectTarget>> Targets(SubjectRecord record, IncidentReport report, CancellationToken stop)
    {
        var rules = await standing.Of(db, stop);
        var teams = rules.Teams;
        var place = await db.Set<ReportPlace>().AsNoTracking().SingleOrDefaultAsync(p => p.RecordId == record.Id, stop);
        var areas = (place?.Areas ?? AreasAt.Nowhere).SmallestFirst;
        var routed =
            rules.Answers(report.Category, areas) is { } desk && (desk.IsOwn || desk.Team.Kind is AgencyKind.Police) ? desk.Team : null;
        var targets = new List<RedirectTarget>();
        foreach (var agency in teams.DistinctBy(t => t.AgencyId).Where(t => t.AgencyId != record.AgencyId).Take(Most))
        {
            if (routed?.AgencyId == agency.AgencyId)
            {
                targets.Add(new(agency.AgencyId, agency.Agency, routed.TeamId, "it answers reports of this kind here", null));
                continue;
            }
            var shared = (
                await db.Agreements(
                    record.AgencyId,
                    agency.AgencyId,
                    ReportingDataClasses.Report,
                    ReportingPurposes.TriageReport,
                    hands.Today,
                    stop
                )
            ).FirstOrDefault(a => a is { State: AgreementState.Active, Level: SharingLevel.Read });
            if (shared is null)
                continue;
            var team = ReportRouting.Choose(agency.Kind, areas, [.. teams.Where(t => t.AgencyId == agency.AgencyId)]);
            targets.Add(new(agency.AgencyId, agency.Agency, team?.Team.TeamId, $"under {shared.Name}", shared.Id));
        }
        return targets;
    }

    private static LedgerLine Line(SignedIn by, Guid record, RedirectTarget target) =>
        new()
        {
            Kind = LedgerKind.Disclosed,
            ActorId = by.AccountId,
            AgencyId = by.AgencyId,
            Organisation = by.AgencyName,
            Purpose = ReportingPurposes.TriageReport,
            Subject = record,
            Ground = $"Handed to {target.Agency}: {target.Right}.",
            Agreement = target.Agreement,
        };
}
