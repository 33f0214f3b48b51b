using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Who holds reports, and for how long: what a resident is told before they send one.</summary>
/// <param name="Agencies">Members of today of the kinds that reports come to first.</param>
/// <param name="Months">After a report is closed; none as long as no rule is held.</param>
public sealed record ReportHolding(IReadOnlyList<string> Agencies, int? Months);

/// <summary>Reads it from the members and from the retention rule, so that the page cannot say anything else than what is done.</summary>
public sealed class ReportKeeping(SafetyDb db, StandingRules standing)
{
    public async Task<ReportHolding> Now(CancellationToken stop)
    {
        var months = await db.Set<RetentionRule>()
            .Where(r => r.Class == ReportingDataClasses.Report)
            .Select(r => (int?)r.Months)
            .SingleOrDefaultAsync(stop);
        var rules = await standing.Of(db, stop);
        var kinds = rules.Categories.Values.Select(c => c.AnsweredBy).Append(AgencyKind.Police).ToHashSet();
        var agencies = rules.Teams.Where(t => kinds.Contains(t.Kind)).Select(t => t.Agency).Distinct(StringComparer.Ordinal);
        return new([.. agencies.Order(StringComparer.CurrentCulture)], months);
    }
}
