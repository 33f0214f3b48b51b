using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>What is to be public about the matter of a report.</summary>
/// <param name="WithArea">Whether it is shown in its small area, or nowhere on the map.</param>
public sealed record SummaryWords(string Words, string Outcome, bool WithArea);

/// <summary>Makes a matter public in the words of staff, changes those words, and takes them back.</summary>
public sealed class PublishSummary(SafetyDb db, ReportWork hands, AccessDesk desk)
{
    public const int Shortest = 20,
        Longest = 500;

    public async Task<Outcome<ReportSummary>> Handle(OnReport on, SummaryWords asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (Wrong(asked) is { Count: > 0 } wrong)
            return wrong;
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (
            hand.Report.State is ReportState.SafeguardingHold
            || hand.Report.Risks.Any(r => r is Risk.Safeguarding or Risk.CounterTerrorism)
        )
            return new Refusal("", TriageText.Of("PublishSummary.NotPublic"));
        var place = await db.Set<ReportPlace>().AsNoTracking().SingleOrDefaultAsync(p => p.RecordId == on.Record, stop);
        var open = await NamesNobody(hand, place, asked, stop);
        if (open.Count > 0)
            return open;

        var summary = await ReportMatters.Of(db, on.Record, stop);
        var kind = summary is null ? DeedKind.Published : DeedKind.Rewritten;
        summary ??= New(hand, place);
        (summary.Words, summary.Outcome, summary.UpdatedAt, summary.WithdrawnAt) = (
            asked.Words.Trim(),
            asked.Outcome.Trim(),
            hands.Now,
            null
        );
        (summary.Category, summary.AgencyName, summary.LsoaId) = (
            hand.Report.Category,
            hand.Report.AnsweredByName,
            asked.WithArea ? place?.LsoaId : null
        );
        if (kind is DeedKind.Rewritten)
            summary.Version++;
        hand.Report.Touched();
        var done = await hands.Done(hand, kind, summary.Number, stop);
        return done.Accepted(out _) ? summary : done.Refusals.ToList();
    }

    public async Task<Outcome<ReportSummary>> TakeBack(OnReport on, CancellationToken stop)
    {
        var taken = await hands.TakeUp(on, stop);
        if (!taken.Accepted(out var hand))
            return taken.Refusals.ToList();
        if (await ReportMatters.Of(db, on.Record, stop) is not { WithdrawnAt: null } summary)
            return new Refusal("", TriageText.Of("PublishSummary.NothingPublic"));
        (summary.WithdrawnAt, summary.UpdatedAt) = (hands.Now, hands.Now);
        summary.Version++;
        hand.Report.Touched();
        var done = await hands.Done(hand, DeedKind.TakenBack, summary.Number, stop);
        return done.Accepted(out _) ? summary : done.Refusals.ToList();
    }

    private ReportSummary New(InHand hand, ReportPlace? place)
    {
        var now = hands.Now;
        var summary = new ReportSummary
        {
            Number = ReportMatters.NextNumber(),
            Category = hand.Report.Category,
            Words = "",
            AgencyName = hand.Report.AnsweredByName,
            Since = place?.HappenedOn ?? CountyClock.DayOf(hand.Report.SubmittedAt),
            PublishedAt = now,
            UpdatedAt = now,
        };
        db.Add(summary);
        db.Add(new SummarisedReport { RecordId = hand.Record.Id, Number = summary.Number });
        return summary;
    }

    private static List<Refusal> Wrong(SummaryWords asked)
    {
        var refused = new List<Refusal>();
        if (asked.Words.Trim().Length < Shortest)
            refused.Add(new("summary", TriageText.Of("PublishSummary.WriteSummary")));
        if (asked.Words.Length > Longest)
            refused.Add(new("summary", TriageText.Of("PublishSummary.SummaryTooLong")));
        if (asked.Outcome.Length > Longest)
            refused.Add(new("outcome", TriageText.Of("PublishSummary.OutcomeTooLong")));
        return refused;
    }

    private async Task<List<Refusal>> NamesNobody(InHand hand, ReportPlace? place, SummaryWords asked, CancellationToken stop)
    {
        var areas = new[] { place?.LsoaId, place?.WardId, place?.NeighbourhoodId, place?.DistrictId }.OfType<int>().ToList();
        var names = await db.Set<Area>().AsNoTracking().Where(a => areas.Contains(a.Id)).Select(a => a.Name).Take(10).ToListAsync(stop);
        try
        {
            using var access = await desk.Open(new(hand.By.Actor, ReportingPurposes.TriageReport, hand.Record.Id, ""), stop);
            var person = await db.Set<PersonDetails>().AsNoTracking().SingleOrDefaultAsync(stop);
            var told = await db.Set<ReportDetails>().AsNoTracking().Select(d => d.Place).SingleOrDefaultAsync(stop);
            var shut = new ToldInConfidence(
                In(person?.Name),
                In(person?.Telephone),
                In(person?.Email),
                [In(person?.Address), In(told)],
                names
            );
            return
            [
                .. new[] { ("summary", asked.Words), ("outcome", asked.Outcome) }.SelectMany(f =>
                    SummaryCheck.Found(f.Item2, shut).Select(w => new Refusal(f.Item1, TriageText.Of("PublishSummary.ToldInConfidence", w)))
                ),
            ];

            string In(SealedText? text) => text is null ? "" : access.Read(text);
        }
        catch (PersonalDataRefused refused)
        {
            return [new("", refused.Message)];
        }
    }
}
