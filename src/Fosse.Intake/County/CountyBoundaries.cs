using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.IO;

namespace Fosse.Intake.County;

/// <summary>Stores outlines by edition; each holds until the next edition of the same code begins.</summary>
internal sealed class CountyBoundaries(SafetyDb db, CountyAreas areas, ShortWrites writes)
{
    private const int KeptOn = 10; // years between two censuses: a code of an ended edition is in use until the next

    public async Task Store(CountyFolder folder, CancellationToken stop)
    {
        if (!folder.Areas.Any(a => a.Shape is not null))
            return;
        var before = await db.Set<AreaBoundary>().AsNoTracking().Take(500_000).ToDictionaryAsync(b => (b.AreaId, b.Vintage), stop);
        var now = new Dictionary<(int AreaId, int Vintage), AreaBoundary>();
        foreach (var b in before.Values)
            now.Add((b.AreaId, b.Vintage), Copy(b, b.Shape, b.Source));
        var writer = new WKBWriter();
        foreach (var found in folder.Areas.Where(a => a.Shape is not null))
        {
            var areaId = areas[found.Kind, found.Code]!.Id;
            var shape = writer.Write(found.Shape!);
            if (!now.TryGetValue((areaId, found.Vintage), out var b))
                now.Add((areaId, found.Vintage), New(areaId, found.Vintage, shape, found.Source));
            else if (!b.Shape.AsSpan().SequenceEqual(shape))
                (b.Shape, b.Source) = (shape, found.Source);
        }
        EndEditions(now.Values);
        await writes.Write(
            "Boundaries",
            now.Where(b => !before.ContainsKey(b.Key))
                .Select(b => new Change { Added = [b.Value] })
                .Concat(
                    now.Where(b => before.TryGetValue(b.Key, out var was) && (was.ValidTo != b.Value.ValidTo || was.Shape != b.Value.Shape))
                        .Select(b => new Change { Updated = [b.Value] })
                ),
            stop
        );
    }

    private void EndEditions(IEnumerable<AreaBoundary> outlines)
    {
        var ended = areas.All.ToDictionary(a => a.Id, a => a.LastVintage);
        foreach (var editions in outlines.GroupBy(b => b.AreaId))
        {
            AreaBoundary? later = null;
            foreach (var b in editions.OrderByDescending(b => b.Vintage))
            {
                b.ValidTo = later?.ValidFrom.AddDays(-1) ?? (ended[b.AreaId] is { } last ? new DateOnly(last + KeptOn, 12, 31) : null);
                later = b;
            }
        }
    }

    private static AreaBoundary New(int areaId, int vintage, byte[] shape, string source) =>
        new()
        {
            AreaId = areaId,
            Vintage = vintage,
            ValidFrom = new DateOnly(vintage, 1, 1),
            Shape = shape,
            Source = source,
        };

    private static AreaBoundary Copy(AreaBoundary b, byte[] shape, string source) =>
        new()
        {
            AreaId = b.AreaId,
            Vintage = b.Vintage,
            ValidFrom = b.ValidFrom,
            ValidTo = b.ValidTo,
            Shape = shape,
            Source = source,
        };
}
