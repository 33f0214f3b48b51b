using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>Joins neighbouring LSOAs into larger areas of a wanted size. The first member is the one a group grew from.</summary>
internal static class Grouping
{
    /// <param name="starts">All LSOAs of one district, in the order in which they may start a group.</param>
    /// <param name="size">The wanted number of members.</param>
    /// <param name="least">Smaller groups join their smallest neighbour.</param>
    public static List<List<int>> Grow(
        IReadOnlyList<int> starts,
        int size,
        int least,
        IReadOnlyList<IReadOnlyList<int>> neighbours,
        IReadOnlyList<Coordinate> middles
    )
    {
        var free = starts.ToHashSet();
        var groups = new List<List<int>>();
        foreach (var start in starts.Where(start => free.Remove(start)))
        {
            List<int> group = [start];
            while (group.Count < size && Nearest(group, free, neighbours, middles) is { } next)
            {
                free.Remove(next);
                group.Add(next);
            }
            groups.Add(group);
        }

        foreach (var small in groups.Where(group => group.Count < least).ToList())
        {
            var host = groups
                .Where(group => group != small && group.Exists(member => small.Exists(own => neighbours[own].Contains(member))))
                .MinBy(group => group.Count);
            if (host is null || small.Count >= least)
                continue;
            host.AddRange(small);
            groups.Remove(small);
        }
        return groups;
    }

    private static int? Nearest(
        List<int> group,
        HashSet<int> free,
        IReadOnlyList<IReadOnlyList<int>> neighbours,
        IReadOnlyList<Coordinate> middles
    )
    {
        int? nearest = null;
        foreach (var candidate in group.SelectMany(member => neighbours[member]).Where(free.Contains))
        {
            if (
                nearest is not { } best
                || Seeds.SquaredDistance(middles[candidate], middles[group[0]]) < Seeds.SquaredDistance(middles[best], middles[group[0]])
            )
                nearest = candidate;
        }
        return nearest;
    }
}
