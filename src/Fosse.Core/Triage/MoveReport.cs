using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;

namespace Fosse.Triage;

/// <summary>The control room was told, because it was happening as it was read.</summary>
public sealed class DivertReport(ReportWork hands)
{
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string incident, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (!hand.Report.State.May(ReportState.EmergencyDiverted))
            return new Refusal("", TriageText.Of("DivertReport.NotDiverted"));
        if (string.IsNullOrWhiteSpace(incident))
            return new Refusal("incident", TriageText.Of("DivertReport.EnterIncident"));
        if (incident.Trim().Length > 40)
            return new Refusal("incident", TriageText.Of("DivertReport.IncidentTooLong"));
        if (await hands.Write(hand, MessageKind.Note, $"The control room was told. Incident {incident.Trim()}", stop) is { } refused)
            return refused;
        hand.Report.Divert(hands.Now);
        return await hands.Done(hand, DeedKind.Diverted, "", stop);
    }
}

/// <summary>Somebody has looked at a report that was held, says what they decided, and takes it on.</summary>
public sealed class ReleaseHold(ReportWork hands, SafetyDb db)
{
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string why, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (hand.Report.State is not ReportState.SafeguardingHold)
            return new Refusal("", TriageText.Of("ReleaseHold.NotHeld"));
        if (NoteOnReport.Wrong(why, "why") is { } wrong)
            return wrong;
        if (await hands.Write(hand, MessageKind.Note, why.Trim(), stop) is { } refused)
            return refused;
        await hands.EndAssignments(on.Record, hands.Today.AddDays(-1), stop);
        var assignment = new RecordAssignment
        {
            RecordId = on.Record,
            AccountId = on.By.AccountId,
            Task = ReportWork.Task,
            StartsOn = hands.Today,
            AssignedBy = on.By.AccountId,
        };
        db.Add(assignment);
        hand.Report.Move(ReportState.Assigned, hands.Now);
        return await hands.Done(hand, DeedKind.Released, "", stop, assignment.Line(on.By));
    }
}

/// <summary>A note for staff. The reporter never sees it.</summary>
public sealed class NoteOnReport(ReportWork hands)
{
    public const int Shortest = 10,
        Longest = 4000;

    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string words, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (Wrong(words, "note") is { } wrong)
            return wrong;
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (await hands.Write(hand, MessageKind.Note, words.Trim(), stop) is { } refused)
            return refused;
        hand.Report.Touched();
        return await hands.Done(hand, DeedKind.Noted, "", stop);
    }

    internal static Refusal? Wrong(string words, string field) =>
        string.IsNullOrWhiteSpace(words) ? new(field, TriageText.Of($"NoteOnReport.Missing.{field}"))
        : words.Trim().Length < Shortest ? new(field, TriageText.Of($"NoteOnReport.TooShort.{field}", Shortest))
        : words.Length > Longest ? new(field, TriageText.Of("NoteOnReport.TooLong"))
        : null;
}
