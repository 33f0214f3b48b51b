using System.Buffers.Binary;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>
/// Once a day, picks one in twenty of what was read, shown by a search or assigned, and all that was taken out, for somebody else of the
/// agency to confirm.
/// The hash of the line picks it: nobody can steer that, because it depends on the line before, and whoever runs it again picks the same.
/// </summary>
public sealed class SampleReads(SafetyDb db, CountyClock clock) : ITimetabled
{
    private const string Mark = "access.sampled";
    private const int AtATime = 5000;
    private const double Share = 0.05;
    private static readonly LedgerKind[] Reads =
    [
        LedgerKind.Opened,
        LedgerKind.BrokeGlass,
        LedgerKind.Exported,
        LedgerKind.Shown,
        LedgerKind.Pointed,
        LedgerKind.Assigned,
    ];

    public string Name => "access.sample";

    public string When => "03:30";

    public string Does => "draws one read in twenty for a second person";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(3, 30));

    /// <summary>Whether the sample takes a line with this hash.</summary>
    public static bool Takes(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt32BigEndian(hash) < Share * uint.MaxValue;

    public async Task Run(CancellationToken stop)
    {
        for (var last = await Marks.Read(db, Mark, stop); ; )
        {
            var lines = await db.StepsAfter(last, AtATime, stop);
            if (lines.Count == 0)
                return;
            foreach (
                var line in lines.Where(l =>
                    Reads.Contains(l.Kind)
                    && l.Subject is not null
                    && l.ActorId != Actor.TheHouse
                    // What was taken out was seen as a whole: a request that somebody made up is found by who looks at each of them.
                    && (l.Kind is LedgerKind.Exported || Takes(l.Hash))
                )
            )
            {
                db.Add(
                    new AccessReview
                    {
                        Line = line.Sequence,
                        AgencyId = line.AgencyId,
                        Kind = AccessReviewKind.Sample,
                        WaitsSince = clock.Now,
                    }
                );
            }
            last = lines[^1].Sequence;
            await Marks.Write(db, Mark, last, stop);
            await db.SaveChangesAsync(stop); // the sample and how far it went, or neither
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>How far along the ledger a job has come.</summary>
internal static class Marks
{
    public static async Task<long> Read(SafetyDb db, string key, CancellationToken stop) =>
        await db.Set<Setting>().AsNoTracking().Where(s => s.Key == key).Select(s => s.Value).SingleOrDefaultAsync(stop) is { } value
            ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    public static async Task Write(SafetyDb db, string key, long line, CancellationToken stop)
    {
        var value = line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (await db.Set<Setting>().SingleOrDefaultAsync(s => s.Key == key, stop) is { } held)
            held.Value = value;
        else
            db.Add(new Setting { Key = key, Value = value });
    }
}
