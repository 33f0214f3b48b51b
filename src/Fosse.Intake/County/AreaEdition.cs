using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>
/// Names the areas that rows are placed by, so that one can tell whether those of a file were placed by the areas that are held now.
/// It changes with the outlines and the lookup, and with nothing else that a county file brings.
/// </summary>
internal static class AreaEdition
{
    private static readonly AreaKind[] Kinds = [AreaKind.Lsoa, AreaKind.Ward, AreaKind.Neighbourhood];

    /// <returns>Empty before any areas have been loaded.</returns>
    public static async Task<string> Held(SafetyDb db, CancellationToken stop) =>
        await db.Set<Setting>().AsNoTracking().Where(s => s.Key == Editions.OfAreas).Select(s => s.Value).SingleOrDefaultAsync(stop) ?? "";

    /// <summary>Names the areas as they now are: at the end of whatever may have changed them. The caller saves.</summary>
    public static async Task Write(SafetyDb db, CancellationToken stop)
    {
        var now = await Of(db, stop);
        if (await db.Set<Setting>().SingleOrDefaultAsync(s => s.Key == Editions.OfAreas, stop) is { } setting)
            setting.Value = now;
        else
            db.Add(new Setting { Key = Editions.OfAreas, Value = now });
    }

    private static async Task<string> Of(SafetyDb db, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var areas = db.Set<Area>().AsNoTracking().Where(a => Kinds.Contains(a.Kind));
        await foreach (
            var a in areas
                .OrderBy(a => a.Id)
                .Select(a => new
                {
                    a.Id,
                    a.Code,
                    a.LastVintage,
                })
                .AsAsyncEnumerable()
                .WithCancellation(stop)
        )
            Add($"{a.Id} {a.Code} {a.LastVintage}");
        await foreach (
            var l in db.Set<AreaLink>()
                .AsNoTracking()
                .Where(l => l.Kind == "lsoa11-lsoa21")
                .OrderBy(l => l.Id)
                .AsAsyncEnumerable()
                .WithCancellation(stop)
        )
            Add($"{l.FromCode} {l.ToCode}");
        var outlines = db.Set<AreaBoundary>()
            .AsNoTracking()
            .Join(areas, b => b.AreaId, a => a.Id, (b, a) => b)
            .OrderBy(b => b.AreaId)
            .ThenBy(b => b.Vintage);
        await foreach (
            var b in outlines
                .Select(b => new
                {
                    b.AreaId,
                    b.Vintage,
                    b.Shape,
                })
                .AsAsyncEnumerable()
                .WithCancellation(stop)
        )
        {
            Add($"{b.AreaId} {b.Vintage}");
            hash.AppendData(b.Shape);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(FormattableString line) => hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
    }

    /// <summary>How many files that are held were placed by other areas than those that are held now.</summary>
    public static async Task<int> FilesPlacedByAnother(SafetyDb db, CancellationToken stop)
    {
        var held = await Held(db, stop);
        return await db.Set<CrimeFile>().CountAsync(f => f.State == CrimeFileState.Current && f.PlacedBy != held, stop);
    }
}
