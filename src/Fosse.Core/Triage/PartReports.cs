using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;

namespace Fosse.Triage;

/// <summary>Parts a report from those with which somebody who had its code has joined it: a neighbour who was given it, a code that was
/// found. Each reporter sees in their box that it was parted, and neither counts the other.</summary>
public sealed class PartReports(ReportWork hands, SafetyDb db)
{
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string why, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        if (NoteOnReport.Wrong(why, "parts") is { } wrong)
            return wrong;
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        var found = await hands.Pairs(hand, stop);
        if (!found.Accepted(out var pairs))
            return found.Refusals.ToList();
        if (pairs.Count == 0)
            return new Refusal("", TriageText.Of("PartReports.NotJoined"));
        if (await hands.Write(hand, [(MessageKind.Note, why.Trim())], stop, why.Trim()) is { } refused)
            return refused;
        foreach (var pair in pairs)
        {
            db.Add(new PartedPair { Joined = pair, At = hands.Now });
            db.Announce(new ReportsParted(on.Record, pair));
        }
        hand.Report.Touched();
        var line = DecidedLine.Of(on.By, on.Record, $"Parted from {pairs.Count} that it had been joined with; why is noted beside it.");
        return await hands.Done(hand, DeedKind.Parted, "", stop, line);
    }
}
