using System.Runtime.InteropServices;
using Fosse.CrimeData;

namespace Fosse.Cli.Import;

/// <summary>Adds up a file's rows by area and category, and its crimes by area and outcome.</summary>
internal sealed class CrimeCounts
{
    public const int NoLocation = 0, OutsideCounty = -1;

    private readonly Dictionary<int, (Dictionary<int, int> Categories, Dictionary<int, int> Outcomes)> areas = [];

    /// <summary>In the order of the areas, so that they are stored one after the other.</summary>
    public IReadOnlyList<AreaCounts> Of(int fileId) => [.. areas.OrderBy(a => a.Key).Select(a => new AreaCounts
    {
        FileId = fileId,
        AreaId = a.Key,
        ByCategory = Packed(a.Value.Categories),
        ByOutcome = Packed(a.Value.Outcomes),
    })];

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
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(areas, id, out var known);
        if (!known) counts = ([], []);
        CollectionsMarshal.GetValueRefOrAddDefault(counts.Categories, row.Category, out _)++;
        if (isCrime) CollectionsMarshal.GetValueRefOrAddDefault(counts.Outcomes, row.Outcome, out _)++;
    }

    private static byte[] Packed(Dictionary<int, int> counts) => AreaCounts.Pack([.. counts.OrderBy(c => c.Key).Select(c => new WordCount(c.Key, c.Value))]);
}
