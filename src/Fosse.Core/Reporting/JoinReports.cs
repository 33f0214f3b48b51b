using Fosse.Foundation;
using Fosse.Privacy;

namespace Fosse.Reporting;

/// <summary>Joins the report of an open box with another of which the reporter has the code, too: they have shown that both are theirs. A
/// wrong code is answered, and counted, as at the door of that box.</summary>
public sealed class JoinReports(SafetyDb db, ReporterDesk desk, CountyClock clock)
{
    private const int Longest = 60;

    public async Task<Outcome<OwnReport>> Join(string reference, string secret, string other, string otherCode, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(otherCode);
        if (await desk.Box(reference, secret, stop) is not { } box)
            return ReporterDesk.NotTheirs;
        var missing = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(other))
            missing.Add(new("other", ReportingText.Of("JoinReports.EnterReference")));
        if (string.IsNullOrWhiteSpace(otherCode))
            missing.Add(new("otherCode", ReportingText.Of("JoinReports.EnterCode")));
        if (missing.Count > 0)
            return missing;
        if (other.Length > Longest || otherCode.Length > Longest || await desk.Box(other.Trim(), otherCode.Trim(), stop) is not { } second)
            return new Refusal("other", ReportingText.Of("JoinReports.NotTogether"));
        if (second.Report.RecordId == box.Report.RecordId)
            return new Refusal("other", ReportingText.Of("JoinReports.SameReport"));
        db.AddRange(ProvedSame.Of(box.Report.RecordId, second.Report.RecordId, clock.Now));
        db.Announce(new ReportsJoined(box.Report.RecordId));
        await db.SaveChangesAsync(stop);
        return await desk.Read(box.Report, box.Key, stop);
    }
}
