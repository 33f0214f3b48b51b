using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>Settings under <c>Evidence</c>: how much of what residents add is kept.</summary>
public sealed record EvidenceOptions
{
    public const string Section = "Evidence";

    [Description("megabytes of photos and papers that one address (of IPv6: one /64) may add to reports in a day, by each host")]
    [Range(1, 1_000_000)]
    public int OfAddress { get; set; } = 100;

    [Description("megabytes that all addresses together may add in a day, by each host")]
    [Range(1, 10_000_000)]
    public int OfAll { get; set; } = 5_000;

    [Description("megabytes that lie with all reports that are not sent yet, of all hosts together")]
    [Range(1, 10_000_000)]
    public int Unsent { get; set; } = 1_000;
}

/// <summary>How much has been added today, and by which address; addresses are kept in memory until the day is over and nowhere
/// else.</summary>
public sealed class EvidenceQuota(IOptions<EvidenceOptions> options, CountyClock clock)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>The room that the smallest file takes: the store has a number of files, too.</summary>
    public const long Least = 16 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> addresses = new(StringComparer.Ordinal);
    private DateOnly day;
    private long all,
        arriving;

    /// <summary>Asks before the file is taken, so that many that come at once do not all find the same room.</summary>
    /// <returns>The room, to be given back when the report that names the file is kept; or why there is none, and what to do.</returns>
    public async Task<Outcome<EvidenceRoom>> Ask(SafetyDb db, string address, long bytes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var asked = Math.Max(Least, bytes);
        EvidenceRoom room;
        lock (gate)
        {
            Turn();
            if (addresses.GetValueOrDefault(address) + asked > options.Value.OfAddress * Megabyte)
                return new Refusal("files", ReportingText.Of("EvidenceQuota.OfAddress"));
            if (all + asked > options.Value.OfAll * Megabyte)
                return new Refusal("files", ReportingText.Of("EvidenceQuota.Full"));
            Add(address, asked);
            arriving += asked;
            room = new(this, address, asked, day);
        }
        try
        {
            var unsent = await db.Set<StoredDraft>().SumAsync(d => d.Bytes, stop) + Interlocked.Read(ref arriving);
            if (unsent <= options.Value.Unsent * Megabyte)
                return room;
        }
        catch
        {
            room.Dispose();
            throw;
        }
        room.Dispose();
        return new Refusal("files", ReportingText.Of("EvidenceQuota.Full"));
    }

    internal void Return(EvidenceRoom room)
    {
        lock (gate)
        {
            Turn();
            arriving -= room.Asked;
            if (room.Day == day)
                Add(room.Address, (room.Bytes == 0 ? 0 : Math.Max(Least, room.Bytes)) - room.Asked);
        }
    }

    private void Add(string address, long bytes)
    {
        all += bytes;
        var now = addresses.GetValueOrDefault(address) + bytes;
        if (now == 0)
            addresses.Remove(address); // nothing is remembered of who kept nothing
        else
            addresses[address] = now;
    }

    private void Turn()
    {
        if (day == clock.Today)
            return;
        (day, all) = (clock.Today, 0);
        addresses.Clear();
    }
}

/// <summary>Room for one file while it is being taken.</summary>
public sealed class EvidenceRoom : IDisposable
{
    private readonly EvidenceQuota quota;
    private bool returned;

    internal EvidenceRoom(EvidenceQuota quota, string address, long asked, DateOnly day) =>
        (this.quota, Address, Asked, Day) = (quota, address, asked, day);

    internal string Address { get; }
    internal long Asked { get; }
    internal DateOnly Day { get; }
    internal long Bytes { get; private set; }

    /// <summary>The file is in the store, and so large.</summary>
    public void Fill(long bytes) => Bytes = bytes;

    public void Dispose()
    {
        if (returned)
            return;
        returned = true;
        quota.Return(this);
    }
}
