using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>
/// Writes down whole reports of the made-up past in one save: what its reporter sent, who took it up, what they were told, how it ended.
/// They stand in the database as the commands would have left them, but for the lines of the ledger: there is the one that gave a report
/// to somebody, and none for each time that they read it. A start of the demonstration has no time for those.
/// </summary>
internal sealed class PastWriter(DemonstrationScene scene, PastDesks desks)
{
    private readonly SafetyDb db = scene.Db;
    private readonly Sealer sealer = scene.The<Sealer>();

    /// <param name="reports">In the order in which they were taken up, each with the middle of its settlement.</param>
    public async Task Write(IReadOnlyList<(PastReport Past, TruePoint Middle)> reports, DateTimeOffset now, CancellationToken stop)
    {
        var editions = await db.Editions(stop);
        var rules = await scene.The<StandingRules>().Of(db, editions, stop);
        await using var all = await db.Database.BeginTransactionAsync(stop);
        var lines = new List<(DateTimeOffset At, LedgerLine Line)>();
        foreach (var (past, middle) in reports)
        {
            if (await Put(past, middle, editions, rules, now, stop) is { } line)
                lines.Add((past.TakenUp, line));
        }
        // With the first line all of them are saved.
        foreach (var (at, line) in lines)
        {
            scene.MoveTo(at);
            await scene.The<Ledger>().SaveWith(db, line, stop);
            db.ChangeTracker.Clear(); // what is saved is not looked through again for changes
        }
        await all.CommitAsync(stop);
    }

    private async Task<LedgerLine?> Put(
        PastReport past,
        TruePoint middle,
        Editions editions,
        ReportingRules rules,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var draft = past.Draft(middle);
        var areas = await desks.AreasOf(past, () => db.AreasOf(draft, scene.The<PointLookup>(), editions.Areas, stop));
        if (rules.Answers(draft.Category, areas.SmallestFirst) is not { } desk)
            return null;
        var submit = new SubmitReport(Guid.CreateVersion7(), BoxKey.New(), draft, ReportChannel.Online);
        var put = await scene.The<ReportRows>().Put(submit, rules.Categories[draft.Category], areas, desk, past.Sent, stop);
        if (await desks.Of(desk.Team.TeamId, past.Place.Length, scene, stop) is not { } by)
            return null;
        var assignment = new RecordAssignment
        {
            RecordId = put.Record.Id,
            AccountId = by.AccountId,
            Task = ReportWork.Task,
            AssignedBy = by.AccountId,
            StartsOn = CountyClock.DayOf(past.TakenUp),
        };
        db.Add(assignment);
        Deed(put, by, past.TakenUp, DeedKind.Assigned, by.Name);
        put.Report.TakenUp(past.TakenUp);
        put.Report.Looked(past.TakenUp);
        await Answer(past, put, by, now, stop);
        if (past.Matter && past.Replied < now)
            Publish(past, put, areas, by, now);
        if (put.Report.ClosedAt is { } closed)
            assignment.EndsOn = CountyClock.DayOf(closed);
        put.Record.Follow(put.Report);
        return assignment.Line(by);
    }

    /// <summary>A report that was just sent, in the hand of whoever answers it; none where nobody does.</summary>
    public async Task<OnReport?> InHand(string reference, PastReport past, CancellationToken stop)
    {
        var report = await db.Set<IncidentReport>().AsNoTracking().SingleAsync(r => r.Reference == reference, stop);
        var team = await db.Set<SubjectRecord>().Where(r => r.Id == report.RecordId).Select(r => r.TeamId).SingleAsync(stop);
        return await desks.Of(team, past.Place.Length, scene, stop) is { } by ? new(report.RecordId, report.Version, by) : null;
    }

    private async Task Answer(PastReport past, PutReport put, SignedIn by, DateTimeOffset now, CancellationToken stop)
    {
        if (past.End is PastEnd.Withdrawn && past.Replied < now)
        {
            await Write(put, MessageKind.Withdrawal, "The reporter has withdrawn the report.", null, past.Replied, stop);
            put.Report.Close(ClosingReason.Withdrawn, past.Replied);
            return;
        }
        if (past.Replied >= now)
            return;
        if (past.End is PastEnd.Duplicate && desks.OpenLike(past, put) is { } first)
        {
            await Write(put, MessageKind.Notice, MergeReport.Letter, by, past.Replied, stop);
            put.Report.CloseAsDuplicate(first.Record, past.Replied);
            Deed(put, by, past.Replied, DeedKind.Merged, first.Reference);
            return;
        }
        desks.Stands(past, put);
        await Write(put, MessageKind.Reply, AnswerTemplates.Letter(AnswerKind.WeAct, past.Reply), by, past.Replied, stop);
        put.Report.Answered(past.Replied);
        Deed(put, by, past.Replied, DeedKind.Replied, "");
        if (past.Ended >= now)
            return;
        await Close(past, put, by, past.Ended, stop);
        var (again, anew) = (past.Ended + TimeSpan.FromDays(4), past.Ended + TimeSpan.FromDays(5));
        if (!past.Again || anew + TimeSpan.FromDays(6) >= now)
            return;
        await Write(put, MessageKind.Reopening, "It has begun again since Saturday.", null, again, stop);
        put.Report.Reopen(again);
        put.Report.TakenUp(again + TimeSpan.FromHours(5));
        await Write(put, MessageKind.Reply, AnswerTemplates.Letter(AnswerKind.WeAct, past.Reply), by, anew, stop);
        put.Report.Answered(anew);
        Deed(put, by, anew, DeedKind.Replied, "");
        await Close(past, put, by, anew + TimeSpan.FromDays(6), stop);
    }

    private async Task Close(PastReport past, PutReport put, SignedIn by, DateTimeOffset at, CancellationToken stop)
    {
        await Write(put, MessageKind.Notice, CloseReport.Letter(past.Because), by, at, stop);
        put.Report.Close(past.Because, at);
        Deed(put, by, at, DeedKind.Closed, past.Because.ToString());
    }

    private void Publish(PastReport past, PutReport put, AreasAt areas, SignedIn by, DateTimeOffset now)
    {
        var over = put.Report.ClosedAt is { } closed && closed < now;
        var matter = new ReportSummary
        {
            Number = ReportMatters.NextNumber(),
            Category = put.Report.Category,
            Words = past.Kind.Matter,
            AgencyName = put.Report.AnsweredByName,
            LsoaId = areas.Lsoa,
            Since = CountyClock.DayOf(past.Sent),
            PublishedAt = past.Replied,
            UpdatedAt = over ? put.Report.ClosedAt!.Value : past.Replied,
            ClosedAt = over ? put.Report.ClosedAt : null,
            Outcome = over ? past.Kind.Outcome : "",
        };
        db.Add(matter);
        db.Add(new SummarisedReport { RecordId = put.Record.Id, Number = matter.Number });
        Deed(put, by, past.Replied, DeedKind.Published, matter.Number);
    }

    private async Task Write(PutReport put, MessageKind kind, string words, SignedIn? by, DateTimeOffset at, CancellationToken stop)
    {
        var id = put.Record.Id;
        db.Add(ReportLetters.Of(id, put.Box, kind, words, at));
        db.Add(
            new ReportMessage
            {
                Subject = id,
                At = at,
                Kind = kind,
                By = by?.AccountId,
                Words = await sealer.Seal(id, words, stop),
            }
        );
    }

    private void Deed(PutReport put, SignedIn by, DateTimeOffset at, DeedKind kind, string about) =>
        db.Add(
            new ReportDeed
            {
                RecordId = put.Record.Id,
                At = at,
                By = by.AccountId,
                Kind = kind,
                About = about,
            }
        );
}
