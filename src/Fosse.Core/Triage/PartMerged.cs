using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Parts a report from the one that staff had put it together with: it waits in its queue again. The other stays as it
/// is.</summary>
public sealed class PartMerged(ReportWork hands, SafetyDb db)
{
    // It must not tell that there is another reporter either.
    internal const string Letter =
        "We had put your report together with what we already know about this matter. We now deal with it by itself. "
        + "You need to do nothing. The time in which you were promised a reply counts from when you told us.";

    /// <summary>Whoever reads one of two that are put together has the same reason to read the other.</summary>
    internal static Task<bool> OfOne(GuardedDb book, Guid one, Guid other, CancellationToken stop) =>
        book.Set<IncidentReport>()
            .AnyAsync(r => (r.RecordId == one && r.DuplicateOf == other) || (r.RecordId == other && r.DuplicateOf == one), stop);

    public async Task<Outcome<IncidentReport>> Handle(OnReport on, string why, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(why);
        if (NoteOnReport.Wrong(why, "parts") is { } wrong)
            return wrong;
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (hand.Report is not { State: ReportState.Duplicate, DuplicateOf: { } stays })
            return new Refusal("", TriageText.Of("PartMerged.NotMerged"));
        if (await db.Conflict(stays, on.By, stop) is { } conflict)
            return conflict;
        IReadOnlyList<(MessageKind, string)> words = [(MessageKind.Note, why.Trim()), (MessageKind.Notice, Letter)];
        if (await hands.Write(hand, words, stop, why.Trim()) is { } refused)
            return refused with { Field = "parts" };
        var other = await db.Set<IncidentReport>().Where(r => r.RecordId == stays).Select(r => r.Reference).SingleOrDefaultAsync(stop);
        await ReportMatters.Part(db, on.Record, stays, stop);
        hand.Report.PartFromDuplicate(hands.Now);
        await ReportMatters.Settle(db, hand.Report, hands.Now, stop);
        var line = DecidedLine.Of(on.By, on.Record, $"Parted from {other}, which it had been put together with; why is noted beside it.");
        return await hands.Done(hand, DeedKind.Parted, other ?? "", stop, line);
    }
}
