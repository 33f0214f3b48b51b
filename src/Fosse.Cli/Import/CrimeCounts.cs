using System.Runtime.InteropServices;
using Fosse.CrimeData;

namespace Fosse.Cli.Import;

/// <summary>How many rows of a file an area has of a category or an outcome.</summary>
internal readonly record struct AreaCount(int Area, int Of, int Count);

/// <summary>Adds up a file's rows by area and category, and its crimes by area and outcome.</summary>
internal sealed class CrimeCounts
{
    public const int NoLocation = 0, OutsideCounty = -1;

    private readonly Dictionary<(int Area, int Of), int> categories = [], outcomes = [];

    /// <summary>In the order of their key, so that they are stored one after the other.</summary>
    public IReadOnlyList<AreaCount> ByCategory() => Sorted(categories);

    /// <inheritdoc cref="ByCategory"/>
    public IReadOnlyList<AreaCount> ByOutcome() => Sorted(outcomes);

    public void Add(in StreetRecord row, bool isCrime)
    {
        switch (row.Placing)
        {
            case CrimePlacing.NoLocation: Add(NoLocation, row, isCrime); break;
            case CrimePlacing.Outside: Add(OutsideCounty, row, isCrime); break;
            default:
                var placed = row.Placed;
                Add(placed.LsoaId, row, isCrime);
                if (placed.CurrentLsoaId != placed.LsoaId) Add(placed.CurrentLsoaId, row, isCrime);
                Add(placed.WardId, row, isCrime);
                Add(placed.NeighbourhoodId, row, isCrime);
                break;
        }
    }

    private void Add(int? area, in StreetRecord row, bool isCrime)
    {
        if (area is not { } id) return;
        CollectionsMarshal.GetValueRefOrAddDefault(categories, (id, row.Category), out _)++;
        if (isCrime) CollectionsMarshal.GetValueRefOrAddDefault(outcomes, (id, row.Outcome), out _)++;
    }

    private static AreaCount[] Sorted(Dictionary<(int Area, int Of), int> counts)
    {
        var sorted = counts.Select(c => new AreaCount(c.Key.Area, c.Key.Of, c.Value)).ToArray();
        Array.Sort(sorted, (a, b) => (a.Area, a.Of).CompareTo((b.Area, b.Of)));
        return sorted;
    }
}
