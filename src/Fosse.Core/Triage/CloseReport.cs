using Fosse.Foundation;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Closes a report that has been answered. The reporter is told why, in plain words.</summary>
public sealed class CloseReport(SafetyDb db, ReportWork hands)
{
    private static readonly Dictionary<ClosingReason, string> Why = new()
    {
        [ClosingReason.Resolved] = "We have closed your report because what you told us about has been dealt with.",
        [ClosingReason.AdviceGiven] = "We have closed your report because we have told you what we can do and what you can do.",
        [ClosingReason.PassedOn] = "We have closed your report here because another service deals with it now.",
        [ClosingReason.NothingFurtherPossible] =
            "We have closed your report because there is nothing more that we can do about it at the moment.",
        [ClosingReason.NotForUs] = "We have closed your report because it is not something that our partnership can deal with.",
        [ClosingReason.NoAnswerFromReporter] = "We have closed your report because we asked you something and have not heard from you.",
    };

    private const string Again = "If you think that this is wrong, you can open your report again within 28 days.";

    /// <summary>Why staff may close a report; a duplicate is merged and only its reporter withdraws it.</summary>
    public static IReadOnlyList<ClosingReason> Reasons => [.. Why.Keys];

    /// <summary>What the reporter is told.</summary>
    internal static string Letter(ClosingReason because) => Letter(Why[because], "");

    private static string Letter(string why, string words) =>
        string.Join("\n\n", new[] { why, words.Trim(), Again }.Where(p => p.Length > 0));

    /// <param name="words">What somebody wants to add; it may be empty.</param>
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, ClosingReason? because, string words, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (because is not { } reason || !Why.TryGetValue(reason, out var why))
            return new Refusal("because", TriageText.Of("CloseReport.ChooseWhy"));
        if (words.Length > NoteOnReport.Longest)
            return new Refusal("closingWords", TriageText.Of("CloseReport.WordsTooLong"));
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (hand.Report.State.IsOver())
            return new Refusal("", TriageText.Of("CloseReport.ClosedAlready"));
        if (hand.Report.AnsweredAt is null || !hand.Report.State.May(ReportState.Closed))
            return new Refusal("", TriageText.Of("CloseReport.ReplyFirst"));
        if (reason is ClosingReason.NoAnswerFromReporter && hand.Report.WaitingSince is null)
            return new Refusal("because", TriageText.Of("CloseReport.NothingAsked"));
        if (await hands.Write(hand, MessageKind.Notice, Letter(why, words), stop) is { } refused)
            return refused;
        hand.Report.Close(reason, hands.Now);
        await hands.EndAssignments(on.Record, hands.Today, stop);
        await ReportMatters.Settle(db, hand.Report, hands.Now, stop);
        return await hands.Done(hand, DeedKind.Closed, reason.ToString(), stop);
    }
}

/// <summary>Two reports are about one matter: this one is closed, and whatever is done is done on the other.</summary>
public sealed class MergeReport(SafetyDb db, ReportWork hands)
{
    // It must not tell that there is another reporter, let alone who.
    internal const string Letter =
        "We have put your report together with what we already know about this matter, so that one person deals with all of it. "
        + "Nothing that you told us is lost. You need to do nothing. If something new happens, tell us.";

    /// <summary>Which report it would be put together with, to be shown before it is done.</summary>
    public async Task<Outcome<IncidentReport>> Find(OnReport on, string into, CancellationToken stop)
    {
        var found = await Both(on, into, stop);
        return found.Accepted(out var both) ? both.Other : found.Refusals.ToList();
    }

    /// <param name="into">The reference of the report that stays.</param>
    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string into, CancellationToken stop)
    {
        var found = await Both(on, into, stop);
        if (!found.Accepted(out var both))
            return found.Refusals.ToList();
        var (hand, other) = both;
        if (await hands.Write(hand, MessageKind.Notice, Letter, stop) is { } refused)
            return refused;
        hand.Report.CloseAsDuplicate(other.RecordId, hands.Now);
        await ReportMatters.Settle(db, hand.Report, hands.Now, stop);
        await ReportMatters.Join(db, on.Record, other.RecordId, stop);
        await hands.EndAssignments(on.Record, hands.Today, stop);
        return await hands.Done(hand, DeedKind.Merged, other.Reference, stop);
    }

    private async Task<Outcome<BothReports>> Both(OnReport on, string into, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(into);
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (string.IsNullOrWhiteSpace(into))
            return new Refusal("into", TriageText.Of("MergeReport.EnterReference"));
        var said = ReportReference.Said(into);
        var agency = on.By.AgencyId;
        var other = await db.Set<IncidentReport>()
            .AsNoTracking()
            .Where(r => r.Reference == said && db.Set<SubjectRecord>().Any(s => s.Id == r.RecordId && s.AgencyId == agency))
            .SingleOrDefaultAsync(stop);
        if (other is null)
            return new Refusal("into", TriageText.Of("MergeReport.NoSuchReference"));
        if (other.RecordId == on.Record)
            return new Refusal("into", TriageText.Of("MergeReport.SameReport"));
        if (await db.Conflict(other.RecordId, on.By, stop) is { } conflict)
            return new Refusal("into", conflict.Message);
        if (other.State.IsOver())
            return new Refusal("into", TriageText.Of("MergeReport.OtherClosed"));
        if (!hand.Report.State.May(ReportState.Duplicate))
            return new Refusal(
                "",
                hand.Report.State is ReportState.SafeguardingHold
                    ? TriageText.Of("MergeReport.Held")
                    : TriageText.Of("MergeReport.NotMerged")
            );
        return new BothReports(hand, other);
    }

    private sealed record BothReports(InHand Hand, IncidentReport Other);
}
