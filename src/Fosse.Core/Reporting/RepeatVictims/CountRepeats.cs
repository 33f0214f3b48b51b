using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>
/// Counts, when a report comes, how often its person and its home have reported before; at the threshold it flags the report and puts the
/// letter that was
/// prepared into the box of that reporter. Nothing of any other report changes, and nothing is told from one to another at an address.
/// </summary>
public sealed class CountRepeats(SafetyDb db, Repeats repeats, RepeatVictims victims, Sealer sealer, CountyClock clock)
    : IReactTo<ReportSubmitted>
{
    private const int Most = 1000;

    public static string Name => "reporting.count-repeats.1";

    public async Task React(ReportSubmitted happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var id = happened.Record;
        if (await db.Set<ReportRepeats>().AnyAsync(r => r.RecordId == id, stop))
            return; // told twice
        if (!await db.Set<SubjectRecord>().AnyAsync(r => r.Id == id && r.ForgottenAt == null, stop))
            return;
        if (await db.Set<IncidentReport>().SingleOrDefaultAsync(r => r.RecordId == id, stop) is not { } report)
            return;
        var notice = await db.Set<ReportNotice>().SingleOrDefaultAsync(n => n.RecordId == id, stop);
        if (await Counted([id], report.SubmittedAt, stop) is [var own])
        {
            var rule = await victims.Rule(
                await db.Set<ReportPlace>().Where(p => p.RecordId == id).Select(p => p.DistrictId).SingleOrDefaultAsync(stop),
                stop
            );
            var found = await repeats.Of(
                id,
                ReportingPurposes.TriageReport,
                "To count how often the same person, and the same home, has reported",
                stop
            );
            var person = CaseReviewThreshold.Count(own, await Counted(found.SamePerson, report.SubmittedAt, stop), rule);
            var home = CaseReviewThreshold.Count(own, await Counted(found.SameHome, report.SubmittedAt, stop), rule);
            var counted = db.Add(
                new ReportRepeats
                {
                    RecordId = id,
                    SamePerson = person,
                    SameHome = home,
                    CountedAt = clock.Now,
                }
            ).Entity;
            if (notice is not null && CaseReviewThreshold.Met(own, person, rule))
            {
                report.Risks = [.. report.Risks.Append(Risk.RepeatVictim).Distinct().Order()];
                report.Version++;
                if (rule.Tell)
                    counted.ToldAt = await Tell(notice, rule, stop);
            }
        }
        if (notice is not null)
            db.Remove(notice);
        await db.SaveChangesAsync(stop);
    }

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
