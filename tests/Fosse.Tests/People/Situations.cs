using Fosse.Privacy;

namespace Fosse.Tests.People;

/// <summary>Every combination, and few of them that hold every pair.</summary>
internal static class Situations
{
    private static readonly int[] Sizes =
    [
        Enum.GetValues<Who>().Length,
        Enum.GetValues<Whose>().Length,
        Enum.GetValues<Agreed>().Length,
        TheHouse.Words.Purposes.Count,
        Enum.GetValues<Standing>().Length,
        Enum.GetValues<Typed>().Length,
        2,
    ];

    public static IEnumerable<Situation> All()
    {
        var at = new int[Sizes.Length];
        while (true)
        {
            yield return Of(at);
            var column = 0;
            while (column < at.Length && ++at[column] == Sizes[column])
                at[column++] = 0;
            if (column == at.Length)
                yield break;
        }
    }

    /// <summary>Greedy: each next one covers as many pairs of values not seen together yet as can be found among some tries.</summary>
    public static IReadOnlyList<Situation> Pairwise()
    {
        var open = new HashSet<(int, int, int, int)>();
        for (var a = 0; a < Sizes.Length; a++)
        for (var b = a + 1; b < Sizes.Length; b++)
        for (var i = 0; i < Sizes[a]; i++)
        for (var j = 0; j < Sizes[b]; j++)
        {
            open.Add((a, i, b, j));
        }
        var random = new Random(1998);
        var chosen = new List<Situation>();
        while (open.Count > 0)
        {
            var best = Enumerable.Range(0, 60).Select(_ => Try(random, open.First())).MaxBy(row => Covers(row).Count(open.Contains))!;
            open.ExceptWith(Covers(best));
            chosen.Add(Of(best));
        }
        return chosen;
    }

    private static int[] Try(Random random, (int A, int I, int B, int J) pair)
    {
        var row = Sizes.Select(size => random.Next(size)).ToArray();
        (row[pair.A], row[pair.B]) = (pair.I, pair.J);
        return row;
    }

    private static IEnumerable<(int, int, int, int)> Covers(int[] row)
    {
        for (var a = 0; a < row.Length; a++)
        for (var b = a + 1; b < row.Length; b++)
        {
            yield return (a, row[a], b, row[b]);
        }
    }

    private static Situation Of(int[] at) =>
        new((Who)at[0], (Whose)at[1], (Agreed)at[2], TheHouse.Words.Purposes[at[3]], (Standing)at[4], (Typed)at[5], at[6] == 1);
}
