using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>The street-level files that the database has, and the number of the next one; asked by those who store, side by side.</summary>
internal sealed class HeldFiles
{
    private readonly Lock one = new();
    private readonly Dictionary<(string Force, int Month), CrimeFile> held;
    private int last;

    private HeldFiles(Dictionary<(string, int), CrimeFile> held, int last) => (this.held, this.last) = (held, last);

    public static async Task<HeldFiles> Load(SafetyDb db, CancellationToken stop)
    {
        var files = await db.Set<CrimeFile>().AsNoTracking().Take(1_000_000).ToListAsync(stop);
        var otherwise = (await WordedOtherwise.Files(db, stop)).ToHashSet();
        foreach (var file in files.Where(f => otherwise.Contains(f.Id)))
            file.PlacedBy = "in other words"; // the same bytes give other rows today
        return new(
            files.Where(f => f.Kind == CrimeFileKind.Street).ToDictionary(f => (f.Force, f.Month)),
            files.Select(f => f.Id).DefaultIfEmpty().Max()
        );
    }

    public CrimeFile? Of(string force, int month)
    {
        lock (one)
            return held.GetValueOrDefault((force, month));
    }

    public int Next() => Interlocked.Increment(ref last);

    public void Add(CrimeFile file)
    {
        lock (one)
            held.Add((file.Force, file.Month), file);
    }
}
