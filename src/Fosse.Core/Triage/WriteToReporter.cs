using Fosse.Foundation;
using Fosse.Reporting;

namespace Fosse.Triage;

/// <summary>Asks the reporter something. The clock runs on; how long they are waited for is told beside it.</summary>
public sealed class AskReporter(ReportWork hands)
{
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string question, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (NoteOnReport.Wrong(question, "question") is { } wrong)
            return wrong;
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (WriteToReporter.Refused(hand.Report) is { } shut)
            return shut;
        if (await hands.Write(hand, MessageKind.Question, question.Trim(), stop) is { } refused)
            return refused;
        hand.Report.Asked(hands.Now);
        return await hands.Done(hand, DeedKind.Asked, "", stop);
    }
}

/// <summary>Replies to the reporter in somebody's own words, which stops the clock. Where nobody had the report, whoever replies has
/// it from then on.</summary>
public sealed class ReplyToReporter(ReportWork hands)
{
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, AnswerKind? kind, string words, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (WriteToReporter.Wrong(kind, words) is { Count: > 0 } wrong)
            return wrong;
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (WriteToReporter.Refused(hand.Report) is { } shut)
            return shut;
        if (await hands.Write(hand, MessageKind.Reply, AnswerTemplates.Letter(kind!.Value, words), stop) is { } refused)
            return refused;
        var line = await hands.TakeWhatNobodyHas(hand, stop);
        hand.Report.Answered(hands.Now);
        return await hands.Done(hand, DeedKind.Replied, "", stop, line);
    }
}

internal static class WriteToReporter
{
    public static List<Refusal> Wrong(AnswerKind? kind, string words)
    {
        var refused = new List<Refusal>();
        if (kind is not { } known || !Enum.IsDefined(known))
            refused.Add(new("kind", TriageText.Of("WriteToReporter.ChooseKind")));
        if (words.Length > NoteOnReport.Longest)
            refused.Add(new("words", TriageText.Of("WriteToReporter.TooLong")));
        else if (!AnswerTemplates.HasOwnWords(words))
            refused.Add(new("words", TriageText.Of("WriteToReporter.WriteOwnWords")));
        return refused;
    }

    public static Refusal? Refused(IncidentReport report) =>
        report.State is ReportState.SafeguardingHold ? new("", TriageText.Of("WriteToReporter.Held"))
        : report.State.IsOver() ? new("", TriageText.Of("WriteToReporter.Closed"))
        : null;
}
