using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fosse.Analysis;

/// <summary>The largest ratio of each simulation, eight simulations at once: an area's cases of all eight stand side by side.</summary>
internal static class ScanDraws
{
    internal const int Lanes = 8;

    internal static double[] Of(ScanZones zones, ScanDraw draw, int areas, ScanOptions options, CancellationToken stop)
    {
        var most = new double[options.Simulations];
        Parallel.For(
            0,
            (most.Length + Lanes - 1) / Lanes,
            new() { CancellationToken = stop },
            () => (Lane: new double[areas], All: new double[areas * Lanes]),
            (batch, _, room) =>
            {
                var many = Math.Min(Lanes, most.Length - batch * Lanes);
                var total = Vector512<double>.Zero;
                for (var lane = 0; lane < many; lane++)
                {
                    draw.Fill(room.Lane, batch * Lanes + lane);
                    for (var i = 0; i < areas; i++)
                        room.All[i * Lanes + lane] = room.Lane[i];
                    total = total.WithElement(lane, room.Lane.Sum());
                }
                var best = Vector512<double>.Zero;
                for (var centre = 0; centre < areas; centre++)
                    best = zones.Largest(centre, room.All, total, best, many);
                for (var lane = 0; lane < many; lane++)
                    most[batch * Lanes + lane] = best[lane];
                return room;
            },
            _ => { }
        );
        return most;
    }
}
