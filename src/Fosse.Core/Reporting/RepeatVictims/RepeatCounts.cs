using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>
/// Counts of one report how many of the same person and of the same home came before it. Staff get the flag where enough may be of one
/// person. The reporter is told, by the letter that was prepared, where enough are of those that they showed to be theirs, and by nothing
/// that was merely typed: who types somebody else's name and number must learn nothing.
/// </summary>
public sealed class RepeatCounts(SafetyDb db, Repeats repeats, CaseReviewRules rules, Sealer sealer, CountyClock clock)
{
    private const int Most = 1000;

    /// <returns>The report, and all that its reporter showed to be theirs as well.</returns>
    internal async Task<IReadOnlyList<Guid>> JoinedWith(Guid id, CancellationToken stop) =>
        await Known(id, stop) is null ? [] : [id, .. (await Found(id, stop)).Proved];

    /// <summary>Without saving. Done again, it finds what it found, and tells nobody twice.</summary>
    internal async Task Count(Guid id, CancellationToken stop)
    {
        if (await Known(id, stop) is not { } report || await Counted([id], report.SubmittedAt, stop) is not [var own])
            return;
        var rule = await rules.RuleOf(
            await db.Set<ReportPlace>().Where(p => p.RecordId == id).Select(p => p.DistrictId).SingleOrDefaultAsync(stop),
            stop
        );
        var found = await Found(id, stop);
        var counted =
            await db.Set<ReportRepeats>().SingleOrDefaultAsync(r => r.RecordId == id, stop)
            ?? db.Add(
                new ReportRepeats
                {
                    RecordId = id,
                    Proved = 0,
                    SamePerson = 0,
                    SameHome = 0,
                    CountedAt = clock.Now,
                }
            ).Entity;
        counted.Proved = await Of(found.Proved);
        counted.SamePerson = await Of([.. found.Proved.Union(found.SamePerson)]);
        counted.SameHome = await Of(found.SameHome);
        counted.CountedAt = clock.Now;
        if (!CaseReviewThreshold.Counts(own.Heading))
            return;
        // Where reports were parted, it may be met no more.
        if (CaseReviewThreshold.Met(own, counted.SamePerson, rule) != report.Risks.Contains(Risk.RepeatVictim))
        {
            report.Risks = report.Risks.Contains(Risk.RepeatVictim)
                ? [.. report.Risks.Where(r => r is not Risk.RepeatVictim)]
                : [.. report.Risks.Append(Risk.RepeatVictim).Order()];
            report.Version++;
        }
        if (
            rule.Tell
            && CaseReviewThreshold.Met(own, counted.Proved, rule)
            && await db.Set<ReportNotice>().SingleOrDefaultAsync(n => n.RecordId == id, stop) is { } notice
        )
            counted.ToldAt = await Tell(notice, rule, stop);

        async Task<int> Of(IReadOnlyList<Guid> others) =>
            CaseReviewThreshold.Count(own, await Counted(others, report.SubmittedAt, stop), rule);
    }

    private async Task<IncidentReport?> Known(Guid id, CancellationToken stop) =>
        await db.Set<SubjectRecord>().AnyAsync(r => r.Id == id && r.ForgottenAt == null, stop)
            ? await db.Set<IncidentReport>().SingleOrDefaultAsync(r => r.RecordId == id, stop)
            : null;

    private Task<RepeatsFound> Found(Guid id, CancellationToken stop) =>
        repeats.Of(id, ReportingPurposes.TriageReport, "To count how often the same person, and the same home, has reported", stop);

    private async Task<DateTimeOffset> Tell(ReportNotice notice, CaseReviewRule rule, CancellationToken stop)
    {
        var (id, now) = (notice.RecordId, clock.Now);
        db.Add(
            new ReportLetter
            {
                Id = notice.LetterId,
                RecordId = id,
                At = now,
                Kind = MessageKind.Notice,
                Locked = notice.Locked,
            }
        );
        db.Add(
            new ReportMessage
            {
                Subject = id,
                At = now,
                Kind = MessageKind.Notice,
                Words = await sealer.Seal(id, RepeatVictims.Said(rule), stop),
            }
        );
        db.Remove(notice);
        return now;
    }

    // The same thing told twice is one report, and one that was withdrawn is none.
    private async Task<List<CountedReport>> Counted(IReadOnlyList<Guid> ids, DateTimeOffset until, CancellationToken stop) =>
        [
            .. (
                await db.Set<IncidentReport>()
                    .AsNoTracking()
                    .Where(r =>
                        ids.Contains(r.RecordId)
                        && r.SubmittedAt <= until
                        && r.State != ReportState.Withdrawn
                        && r.State != ReportState.Duplicate
                    )
                    .Join(
                        db.Set<ReportPlace>(),
                        r => r.RecordId,
                        p => p.RecordId,
                        (r, p) =>
                            new
                            {
                                r.Category,
                                r.SubmittedAt,
                                p.HappenedOn,
                            }
                    )
                    .Join(
                        db.Set<ReportCategory>(),
                        r => r.Category,
                        c => c.Code,
                        (r, c) =>
                            new
                            {
                                c.Heading,
                                r.SubmittedAt,
                                r.HappenedOn,
                            }
                    )
                    .OrderByDescending(r => r.SubmittedAt)
                    .Take(Most)
                    .ToListAsync(stop)
            ).Select(r => new CountedReport(r.Heading, CountyClock.DayOf(r.SubmittedAt), r.HappenedOn)),
        ];
}
