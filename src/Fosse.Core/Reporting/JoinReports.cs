using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Joins the report of an open box with another of which the reporter has the code, too: they have shown that both are theirs. A
/// wrong code is answered as at the door of that box.</summary>
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
        db.AddRange(ProvedSame.Of(box.Report.RecordId, second.Report.RecordId, clock.Now, Pair(box.Key, second.Key)));
        db.Announce(new ReportsJoined(box.Report.RecordId));
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            // They are joined already: the pair has its rows, and nothing is counted again. The face may not look for them.
            db.ChangeTracker.Clear();
        }
        return await desk.Read(box.Report, box.Key, stop);
    }

    // From the keys of both boxes, in either order: whoever joins the same two again makes the same number, and nobody else can.
    private static Guid Pair(BoxKey one, BoxKey other)
    {
        string[] keys = [one.Text, other.Text];
        Array.Sort(keys, StringComparer.Ordinal);
        return new(SHA256.HashData(Encoding.UTF8.GetBytes($"fosse pair {keys[0]} {keys[1]}")).AsSpan(0, 16));
    }
}
