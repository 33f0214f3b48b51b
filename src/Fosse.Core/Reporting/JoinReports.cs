using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Joins the report of an open box with another of which the reporter has the code, too: they have shown that both are theirs. A
/// wrong code is answered as at the door of that box. Both boxes are told, and the code of either parts them again.</summary>
public sealed class JoinReports(SafetyDb db, ReporterDesk desk, CountyClock clock)
{
    private const int Longest = 60,
        MostTimes = 20;

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
        if (await Unparted(box.Key, second.Key, stop) is not { } pair)
            return new Refusal("other", ReportingText.Of("JoinReports.TooOften", MostTimes));
        db.AddRange(ProvedSame.Of(box.Report.RecordId, second.Report.RecordId, clock.Now, pair));
        foreach (var (report, key) in new[] { box, second })
            db.Add(ReportLetters.Of(report.RecordId, key, MessageKind.Joined, Said(pair), clock.Now));
        db.Announce(new ReportsJoined(box.Report.RecordId));
        await SaveOnce(stop); // else they are joined already: the pair has its rows. The face may not look for them.
        return await desk.Read(box.Report, box.Key, stop);
    }

    /// <summary>What a report that is begun from an open box will be joined with it by, made while it is open.</summary>
    /// <returns>None where the code does not open the box.</returns>
    public async Task<ProvedReport?> Prepare(string reference, string secret, CancellationToken stop)
    {
        if (await desk.Box(reference, secret, stop) is not { } box)
            return null;
        var (id, pair) = (box.Report.RecordId, Guid.NewGuid());
        var letter = ReportLetters.Of(id, box.Key, MessageKind.Joined, Said(pair), default);
        return new(id, box.Report.Reference, new(pair, letter.Id, letter.Locked));
    }

    /// <summary>Parts what a letter in the open box says was joined: neither counts the other from then on.</summary>
    public async Task<Outcome<OwnReport>> Part(string reference, string secret, Guid letter, CancellationToken stop)
    {
        if (await desk.Box(reference, secret, stop) is not { } box)
            return ReporterDesk.NotTheirs;
        var id = box.Report.RecordId;
        var told = await db.Set<ReportLetter>()
            .AsNoTracking()
            .SingleOrDefaultAsync(l => l.Id == letter && l.RecordId == id && l.Kind == MessageKind.Joined, stop);
        if (told is null || PairIn(told, box.Key) is not { } pair)
            return new Refusal("", ReportingText.Of("JoinReports.NotJoined"));
        db.Add(new PartedPair { Joined = pair, At = clock.Now });
        db.Announce(new ReportsParted(id, pair));
        await SaveOnce(stop); // else they are parted already
        return await desk.Read(box.Report, box.Key, stop);
    }

    internal static string Said(Guid pair) => pair.ToString("n");

    internal static Guid? PairIn(ReportLetter letter, BoxKey key) =>
        Guid.TryParseExact(ReportLetters.Read(letter, key), "n", out var pair) ? pair : null;

    private async Task SaveOnce(CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }

    // Two that were parted are joined anew under the next number.
    private async Task<Guid?> Unparted(BoxKey one, BoxKey other, CancellationToken stop)
    {
        var numbers = Enumerable.Range(0, MostTimes).Select(time => Pair(one, other, time)).ToList();
        var parted = await db.Set<PartedPair>()
            .Where(p => numbers.Contains(p.Joined))
            .Select(p => p.Joined)
            .Take(MostTimes)
            .ToListAsync(stop);
        return numbers.Except(parted).Select(n => (Guid?)n).FirstOrDefault();
    }

    // From the keys of both boxes, in either order: whoever joins the same two again makes the same number, and nobody else can.
    private static Guid Pair(BoxKey one, BoxKey other, int time)
    {
        string[] keys = [one.Text, other.Text];
        Array.Sort(keys, StringComparer.Ordinal);
        var again = time == 0 ? "" : $" {time}";
        return new(SHA256.HashData(Encoding.UTF8.GetBytes($"fosse pair {keys[0]} {keys[1]}{again}")).AsSpan(0, 16));
    }
}
