using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Marks what a rule picked out as dealt with.</summary>
/// <param name="UpToLine">The last line that the person who asks has seen; what came after is not dealt with.</param>
/// <param name="Note">What was found, without personal data.</param>
public sealed record AnswerFinding(UnusualRule Rule, Guid Reader, DateOnly? Day, long UpToLine, string Note);

public sealed class UnusualAnswers(SafetyDb db, Ledger ledger, CountyClock clock)
{
    public const int ShortestNote = 10,
        LongestNote = 500;

    public async Task<Outcome<UnusualAnswer>> Answer(AnswerFinding answer, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(AccountabilityPermissions.ReviewAccess))
            return new Refusal("", AccountabilityText.Of("AnswerFinding.MayNotReview"));
        if ((await db.OwnAccounts(by, stop)).Contains(answer.Reader))
            return new Refusal("", AccountabilityText.Of("AnswerFinding.OwnReads"));
        var open = await db.UnusualAccess(by.AgencyId, clock.Now, stop);
        var finding = open.Select(l => l.Finding)
            .FirstOrDefault(f =>
                f.Rule == answer.Rule && f.Reader == answer.Reader && f.Day == answer.Day && f.Lines[0] <= answer.UpToLine
            );
        if (finding is null)
            return new Refusal("", AccountabilityText.Of("AnswerFinding.DealtWith"));
        var note = answer.Note.Trim();
        if (note.Length < ShortestNote)
            return new Refusal("note", AccountabilityText.Of("AnswerFinding.SayWhatYouFound", ShortestNote));
        if (note.Length > LongestNote)
            return new Refusal("note", AccountabilityText.Of("AnswerFinding.NoteTooLong", LongestNote));

        var seen = finding.Lines.Where(l => l <= answer.UpToLine).ToList();
        var about = db.Set<LedgerLine>().Where(l => seen.Contains(l.Sequence) && l.Subject != null).Select(l => l.Subject!.Value);
        if (await db.ConflictsOf(by.AccountId).AnyAsync(c => about.Contains(c.RecordId), stop))
            return new Refusal("", AccountabilityText.Of("AnswerFinding.Conflict"));
        var answered = new UnusualAnswer
        {
            AgencyId = by.AgencyId,
            Rule = finding.Rule,
            ReaderId = finding.Reader,
            Day = finding.Day,
            UpToLine = seen[^1],
            Count = finding.Day is null ? seen.Count : finding.Count,
            Note = note,
            AnsweredBy = by.AccountId,
            AnsweredAt = clock.Now,
        };
        db.Add(answered);
        var said = $"Finding {finding.Rule} about reads of account {finding.Reader:d} up to line {answered.UpToLine}: dealt with.";
        await ledger.SaveWith(db, DecidedLine.Of(by, null, said), stop);
        return answered;
    }
}
