using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Triage;

/// <summary>
/// Puts right where a report is, what kind it is, or whose queue it waits in. What it was before is kept in the deed; what the reporter
/// wrote stays as they wrote it. A report that another team of the agency answers by its new place or kind moves there; one that another
/// agency answers is handed over, which is a deed of its own.
/// </summary>
public sealed class CorrectReport(
    SafetyDb db,
    ReportWork hands,
    StandingRules standing,
    PlaceFinder finder,
    PointLookup points,
    IOptions<UrgentOptions> urgent
)
{
    /// <param name="typed">The place in words, as a reporter could have typed it.</param>
    /// <param name="meant">The key of the one that is meant, where the words may mean several.</param>
    public async Task<Outcome<IncidentReport>> Place(OnReport on, string typed, string? meant, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var said = typed.Trim();
        if (said.Length is 0 or > ReportRules.LongestLine)
            return new Refusal("place", TriageText.Of("CorrectReport.EnterPlace"));
        var places = await finder.Meant(said, stop);
        if (places.All.Count == 0)
            return new Refusal("place", TriageText.Of("CorrectReport.NoSuchPlace"));
        if ((places.One ?? places.All.FirstOrDefault(p => p.Key == meant)) is not { } place)
            return new Refusal("meant", TriageText.Of("CorrectReport.WhichPlace"));
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (Shut(hand) is { } shut)
            return shut;
        var held = await db.Set<ReportPlace>().SingleAsync(p => p.RecordId == on.Record, stop);
        var (before, edition) = (held.Areas, (await db.Editions(stop)).Areas);
        var after = await db.AreasOf(new ReportDraft().At(place), points, edition, stop);
        if (after == before)
            return new Refusal("place", TriageText.Of("CorrectReport.SamePlace"));
        var note = TriageText.Of("CorrectReport.PlaceNote", said, string.Join(", ", place.Label, place.Detail));
        if (await hands.Write(hand, MessageKind.Note, note, stop) is { } refused)
            return refused;
        held.Areas = after;
        var about = $"{await Called(before, stop)} → {await Called(after, stop)}";
        return await Done(hand, DeedKind.PlaceCorrected, about, Codes(before), Codes(after), after, stop);
    }

    public async Task<Outcome<IncidentReport>> Category(OnReport on, string? code, CancellationToken stop)
    {
        var rules = await standing.Of(db, stop);
        if (code is null || !rules.Categories.TryGetValue(code, out var category) || !category.Offered || category.SignpostOnly)
            return new Refusal("category", TriageText.Of("CorrectReport.ChooseCategory"));
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (Shut(hand) is { } shut)
            return shut;
        var before = hand.Report.Category;
        if (before == category.Code)
            return new Refusal("category", TriageText.Of("CorrectReport.SameCategory"));
        var urgentBefore = hand.Report.Risks.AreUrgent();
        hand.Report.Recategorise(category, hands.Now);
        if (!urgentBefore && hand.Report.Risks.AreUrgent())
            hand.Report.MustNotWait(hands.Now + urgent.Value.LookWithin, hands.Now + urgent.Value.ReplyWithin);
        var about = $"{(rules.Categories.TryGetValue(before, out var was) ? was.Name : before)} → {category.Name}";
        var held = await db.Set<ReportPlace>().AsNoTracking().SingleAsync(p => p.RecordId == on.Record, stop);
        return await Done(hand, DeedKind.CategoryCorrected, about, before, category.Code, held.Areas, stop);
    }

    /// <param name="team">Of the own agency.</param>
    public async Task<Outcome<IncidentReport>> Team(OnReport on, Guid? team, CancellationToken stop)
    {
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (Shut(hand) is { } shut)
            return shut;
        var agency = hand.Record.AgencyId;
        if (team is null || !await db.Set<Team>().AnyAsync(t => t.Id == team && t.AgencyId == agency, stop))
            return new Refusal("team", TriageText.Of("CorrectReport.ChooseTeam"));
        if (team == hand.Record.TeamId)
            return new Refusal("team", TriageText.Of("CorrectReport.SameTeam"));
        await Move(hand, team, stop);
        hand.Report.Touched();
        // Who may open it is another queue from now on.
        return await hands.Done(hand, DecidedLine.Of(hand.By, hand.Record.Id, "Moved to another team."), stop);
    }

    private async Task<Outcome<IncidentReport>> Done(
        InHand hand,
        DeedKind kind,
        string about,
        string before,
        string after,
        AreasAt areas,
        CancellationToken stop
    )
    {
        hands.Note(hand, kind, about, before, after);
        hand.Report.Touched();
        if ((await standing.Of(db, stop)).Answers(hand.Report.Category, areas.SmallestFirst) is { } desk)
        {
            var ours = desk.Team.AgencyId == hand.Record.AgencyId;
            hand.Report.Desk = desk.IsOwn && !ours ? DeskReached.Elsewhere : desk.Reached;
            if (ours && desk.IsOwn && desk.Team.TeamId is { } team && team != hand.Record.TeamId)
                await Move(hand, team, stop);
        }
        return await hands.Done(hand, DecidedLine.Of(hand.By, hand.Record.Id, $"{kind}."), stop);
    }

    private async Task Move(InHand hand, Guid? team, CancellationToken stop)
    {
        var before = hand.Record.TeamId;
        var names = await db.Set<Team>().Where(t => t.Id == before || t.Id == team).Take(2).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var about = $"{(before is { } was ? names[was] : hand.By.AgencyName)} → {names[team!.Value]}";
        await hands.EndAssignments(hand.Record.Id, hands.Today.AddDays(-1), stop);
        hand.Record.TeamId = team;
        hands.Note(hand, DeedKind.TeamChanged, about, before?.ToString() ?? "", team.Value.ToString());
    }

    private static Refusal? Shut(InHand hand) => hand.Report.State.IsOver() ? new Refusal("", TriageText.Of("CorrectReport.Closed")) : null;

    // As staff call it: never finer than the front of a report shows it.
    private async Task<string> Called(AreasAt areas, CancellationToken stop) =>
        (areas.Neighbourhood ?? areas.Ward ?? areas.District) is { } id
            ? await db.Set<Area>().Where(a => a.Id == id).Select(a => a.Name).SingleOrDefaultAsync(stop) ?? ""
            : TriageText.Of("CorrectReport.PlaceNotKnown");

    private static string Codes(AreasAt areas) =>
        FormattableString.Invariant($"lsoa={areas.Lsoa} ward={areas.Ward} neighbourhood={areas.Neighbourhood} district={areas.District}");
}
