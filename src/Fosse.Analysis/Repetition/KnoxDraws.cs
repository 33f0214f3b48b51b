using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fosse.Analysis;

/// <summary>
/// Knox tables of shuffled times, sixteen shuffles at once: the pairs are gone through in order, and each event has its times of all
/// sixteen side by side.
/// For every edge of the bands of time it counts the pairs at or beyond it; a band's count is the difference of two.
/// </summary>
internal sealed class KnoxDraws(KnoxPairs pairs, KnoxTimes times)
{
    private const int Lanes = 16,
        Edges = 8,
        Most = short.MaxValue; // so many pairs fit into a register's counts

    internal long[][] Of(int permutations, long seed, CancellationToken stop)
    {
        var drawn = new long[permutations][];
        var events = times.Ranks.Length;
        Parallel.For(
            0,
            (permutations + Lanes - 1) / Lanes,
            new() { CancellationToken = stop },
            () => new Room(events, times.Short is not null),
            (batch, _, room) =>
            {
                for (var lane = 0; lane < Lanes && batch * Lanes + lane < permutations; lane++)
                {
                    times.Ranks.CopyTo(room.Ranks, 0);
                    new Chance(seed, batch * Lanes + lane).Shuffle<int>(room.Ranks);
                    if (times.Short is not null)
                        for (var i = 0; i < events; i++)
                            room.Short[i * Lanes + lane] = (short)room.Ranks[i];
                    else
                        for (var i = 0; i < events; i++)
                            room.Real[i * Lanes + lane] = times.Distinct[room.Ranks[i]];
                    drawn[batch * Lanes + lane] = new long[pairs.Bands * times.Bands];
                }
                for (var s = 0; s < pairs.Bands; s++)
                    Band(s, batch, room, drawn);
                return room;
            },
            _ => { }
        );
        return drawn;
    }

    private sealed class Room(int events, bool isShort)
    {
        internal int[] Ranks { get; } = new int[events];

        internal short[] Short { get; } = new short[isShort ? events * Lanes : 0];

        internal double[] Real { get; } = new double[isShort ? 0 : events * Lanes];
    }

    private void Band(int s, int batch, Room room, long[][] drawn)
    {
        var (a, b) = pairs.Of(s);
        Span<long> beyond = stackalloc long[Edges * Lanes];
        for (var first = 0; first <= times.Bands; first += Edges)
        {
            var edges = Math.Min(Edges, times.Bands + 1 - first);
            beyond.Clear();
            for (var from = 0; from < a.Length; from += Most)
            {
                var many = Math.Min(Most, a.Length - from);
                if (times.Short is { } limits)
                    Count(a.AsSpan(from, many), b.AsSpan(from, many), room.Short, limits.AsSpan(first), beyond);
                else
                    for (var lane = 0; lane < Lanes; lane += Vector256<double>.Count)
                        Count(a.AsSpan(from, many), b.AsSpan(from, many), room.Real, lane, times.Limits.AsSpan(first), beyond);
            }
            for (var e = 0; e < edges; e++)
            {
                for (var lane = 0; lane < Lanes && batch * Lanes + lane < drawn.Length; lane++)
                {
                    var counts = drawn[batch * Lanes + lane];
                    var (edge, many) = (first + e, beyond[e * Lanes + lane]);
                    if (edge < times.Bands)
                        counts[s * times.Bands + edge] += many;
                    if (edge > 0)
                        counts[s * times.Bands + edge - 1] -= many;
                }
            }
        }
    }

    // Limits has eight more than it needs, above which nothing lies.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<int> a, ReadOnlySpan<int> b, short[] at, ReadOnlySpan<short> limits, Span<long> beyond)
    {
        ref var t = ref MemoryMarshal.GetArrayDataReference(at);
        var (l0, l1, l2, l3) = (
            Vector256.Create(limits[0]),
            Vector256.Create(limits[1]),
            Vector256.Create(limits[2]),
            Vector256.Create(limits[3])
        );
        var (l4, l5, l6, l7) = (
            Vector256.Create(limits[4]),
            Vector256.Create(limits[5]),
            Vector256.Create(limits[6]),
            Vector256.Create(limits[7])
        );
        Vector256<short> n0 = default,
            n1 = default,
            n2 = default,
            n3 = default,
            n4 = default,
            n5 = default,
            n6 = default,
            n7 = default;
        for (var k = 0; k < a.Length; k++)
        {
            var d = Vector256.Abs(Vector256.LoadUnsafe(ref t, (nuint)a[k] * Lanes) - Vector256.LoadUnsafe(ref t, (nuint)b[k] * Lanes));
            n0 -= Vector256.GreaterThan(d, l0);
            n1 -= Vector256.GreaterThan(d, l1);
            n2 -= Vector256.GreaterThan(d, l2);
            n3 -= Vector256.GreaterThan(d, l3);
            n4 -= Vector256.GreaterThan(d, l4);
            n5 -= Vector256.GreaterThan(d, l5);
            n6 -= Vector256.GreaterThan(d, l6);
            n7 -= Vector256.GreaterThan(d, l7);
        }
        ReadOnlySpan<Vector256<short>> each = [n0, n1, n2, n3, n4, n5, n6, n7];
        for (var e = 0; e < Edges; e++)
        for (var lane = 0; lane < Lanes; lane++)
            beyond[e * Lanes + lane] += each[e][lane];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(
        ReadOnlySpan<int> a,
        ReadOnlySpan<int> b,
        double[] at,
        int lane,
        ReadOnlySpan<double> limits,
        Span<long> beyond
    )
    {
        ref var t = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(at), lane);
        var (l0, l1, l2, l3) = (
            Vector256.Create(limits[0]),
            Vector256.Create(limits[1]),
            Vector256.Create(limits[2]),
            Vector256.Create(limits[3])
        );
        var (l4, l5, l6, l7) = (
            Vector256.Create(limits[4]),
            Vector256.Create(limits[5]),
            Vector256.Create(limits[6]),
            Vector256.Create(limits[7])
        );
        Vector256<long> n0 = default,
            n1 = default,
            n2 = default,
            n3 = default,
            n4 = default,
            n5 = default,
            n6 = default,
            n7 = default;
        for (var k = 0; k < a.Length; k++)
        {
            var d = Vector256.Abs(Vector256.LoadUnsafe(ref t, (nuint)a[k] * Lanes) - Vector256.LoadUnsafe(ref t, (nuint)b[k] * Lanes));
            n0 -= Vector256.GreaterThanOrEqual(d, l0).AsInt64();
            n1 -= Vector256.GreaterThanOrEqual(d, l1).AsInt64();
            n2 -= Vector256.GreaterThanOrEqual(d, l2).AsInt64();
            n3 -= Vector256.GreaterThanOrEqual(d, l3).AsInt64();
            n4 -= Vector256.GreaterThanOrEqual(d, l4).AsInt64();
            n5 -= Vector256.GreaterThanOrEqual(d, l5).AsInt64();
            n6 -= Vector256.GreaterThanOrEqual(d, l6).AsInt64();
            n7 -= Vector256.GreaterThanOrEqual(d, l7).AsInt64();
        }
        ReadOnlySpan<Vector256<long>> each = [n0, n1, n2, n3, n4, n5, n6, n7];
        for (var e = 0; e < Edges; e++)
        for (var i = 0; i < Vector256<long>.Count; i++)
            beyond[e * Lanes + lane + i] += each[e][i];
    }
}
