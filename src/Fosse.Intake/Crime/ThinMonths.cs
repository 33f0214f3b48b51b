using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>
/// Months of a force that hold far fewer rows than the months around them: published while the force could not supply all of it, or cut
/// off on the way. They are taken, and told.
/// </summary>
internal static class ThinMonths
{
    private const int Around = 12; // months to either side
    private const int FewestOthers = 2,
        FewestRows = 20;
    private const double Share = .4;

    /// <returns>By the name of a file, what is to be told.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> Of(SafetyDb db, CancellationToken stop)
    {
        var held = await db.Set<CrimeFile>()
            .AsNoTracking()
            .Where(f => f.Kind == CrimeFileKind.Street && f.State == CrimeFileState.Current)
            .Select(f => new
            {
                f.Force,
                f.Month,
                f.Rows,
            })
            .Take(1_000_000)
            .ToListAsync(stop);
        var told = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var force in held.GroupBy(f => f.Force))
        {
            var months = force.Select(f => (At: f.Month / 100 * 12 + f.Month % 100, f.Month, f.Rows)).ToList();
            foreach (var month in months)
            {
                var others = months
                    .Where(o => o.At != month.At && Math.Abs(o.At - month.At) <= Around)
                    .Select(o => o.Rows)
                    .Order()
                    .ToList();
                if (others.Count < FewestOthers)
                    continue;
                var usual = others[others.Count / 2];
                if (usual >= FewestRows && month.Rows < Share * usual)
                    told[$"{month.Month / 100}-{month.Month % 100:00}-{force.Key}-street.csv"] =
                        $"{month.Rows:N0} rows are far fewer than in the months around it (about {usual:N0}): see whether the force has "
                        + "published all of it, and import the month again when it has";
            }
        }
        return told;
    }
}
