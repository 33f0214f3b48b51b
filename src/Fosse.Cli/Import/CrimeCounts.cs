using System.Runtime.InteropServices;
using Fosse.CrimeData;

namespace Fosse.Cli.Import;

/// <summary>Adds up a file's rows by area and category, and its crimes by area and outcome.</summary>
/// <param name="categories">The words of the database in the order of the file's numbers.</param>
/// <param name="outcomes">The same for outcomes.</param>
internal sealed class CrimeCounts(int[] categories, int[] outcomes)
{
    public const int NoLocation = 0, OutsideCounty = -1;

    private const int NoneStated = 0; // no word has this number

    // For each area the categories, one place for crimes without an outcome, and the outcomes.
    private readonly Dictionary<int, int[]> areas = [];

    /// <summary>In the order of the areas, so that they are stored one after the other.</summary>
    public IReadOnlyList<AreaCounts> Of(int fileId) => [.. areas.OrderBy(a => a.Key).Select(a => new AreaCounts
    {
        FileId = fileId,
        AreaId = a.Key,
        ByCategory = Packed(a.Value.AsSpan(0, categories.Length), categories),
        ByOutcome = Packed(a.Value.AsSpan(categories.Length), [NoneStated, .. outcomes]),
    })];

    /// <param name="category">The file's number.</param>
    /// <param name="outcome">The file's number; -1 where none is stated.</param>
    public void Add(in Placed placed, int category, int outcome, bool isCrime)
    {
        var outcomeAt = isCrime ? categories.Length + 1 + outcome : -1;
        switch (placed.Placing)
        {
            case CrimePlacing.NoLocation: Add(NoLocation, category, outcomeAt); break;
            case CrimePlacing.Outside: Add(OutsideCounty, category, outcomeAt); break;
            default:
                Add(placed.LsoaId, category, outcomeAt);
                if (placed.CurrentLsoaId != placed.LsoaId) Add(placed.CurrentLsoaId, category, outcomeAt);
                Add(placed.WardId, category, outcomeAt);
                Add(placed.NeighbourhoodId, category, outcomeAt);
                break;
        }
    }

    private void Add(int? area, int categoryAt, int outcomeAt)
    {
        if (area is not { } id) return;
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(areas, id, out _);
        counts ??= new int[categories.Length + 1 + outcomes.Length];
        counts[categoryAt]++;
        if (outcomeAt >= 0) counts[outcomeAt]++;
    }

    private static byte[] Packed(ReadOnlySpan<int> counts, int[] words)
    {
        var some = new List<WordCount>(counts.Length);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0) some.Add(new(words[i], counts[i]));
        }
        some.Sort((one, other) => one.Word.CompareTo(other.Word));
        return AreaCounts.Pack(some);
    }
}
