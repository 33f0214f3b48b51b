using System.Runtime.InteropServices;
using Fosse.CrimeData;

namespace Fosse.Intake.Crime;

/// <summary>What lies in one area, packed (see <see cref="AreaCounts"/>).</summary>
internal sealed record AreaTotals(int AreaId, byte[] ByCategory, byte[] ByOutcome);

/// <summary>Adds up a file's rows by area and category, and its crimes by area and outcome.</summary>
internal sealed class CrimeCounts(CodedWords categories, CodedWords outcomes)
{
    public const int NoLocation = 0,
        OutsideCounty = -1;

    private const int NoneStated = 0; // no word has this number

    // For each area the categories, one place for crimes without an outcome, and the outcomes.
    private readonly int outcomesFrom = categories.Count + 1,
        places = categories.Count + 1 + outcomes.Count;
    private readonly Dictionary<int, int[]> areas = [];
    private readonly int[] all = new int[categories.Count];

    /// <summary>How many rows have each category, wherever they lie, by the number as it was read.</summary>
    public IReadOnlyList<int> ByCategory => all;

    /// <summary>What was added up so far, in the order of the areas, so that it is stored one after the other.</summary>
    public IReadOnlyList<AreaTotals> Totals() =>
        [
            .. areas
                .OrderBy(a => a.Key)
                .Select(a => new AreaTotals(
                    a.Key,
                    Packed(a.Value.AsSpan(0, outcomesFrom - 1), number => categories[number]),
                    Packed(a.Value.AsSpan(outcomesFrom - 1), number => number == 0 ? NoneStated : outcomes[number - 1])
                )),
        ];

    /// <param name="category">The number as it was read.</param>
    /// <param name="outcome">The number as it was read; -1 where none is stated.</param>
    public void Add(in Placed placed, int category, int outcome, bool isCrime)
    {
        all[category]++;
        var outcomeAt = isCrime ? outcomesFrom + outcome : -1;
        switch (placed.Placing)
        {
            case CrimePlacing.NoLocation:
                Add(NoLocation, category, outcomeAt);
                break;
            case CrimePlacing.Outside:
                Add(OutsideCounty, category, outcomeAt);
                break;
            default:
                Add(placed.LsoaId, category, outcomeAt);
                if (placed.CurrentLsoaId != placed.LsoaId)
                    Add(placed.CurrentLsoaId, category, outcomeAt);
                Add(placed.WardId, category, outcomeAt);
                Add(placed.NeighbourhoodId, category, outcomeAt);
                break;
        }
    }

    private void Add(int? area, int categoryAt, int outcomeAt)
    {
        if (area is not { } id)
            return;
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(areas, id, out _);
        counts ??= new int[places];
        counts[categoryAt]++;
        if (outcomeAt >= 0)
            counts[outcomeAt]++;
    }

    private static byte[] Packed(ReadOnlySpan<int> counts, Func<int, int> word)
    {
        var some = new List<WordCount>(counts.Length);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
                some.Add(new(word(i), counts[i]));
        }
        some.Sort((one, other) => one.Word.CompareTo(other.Word));
        return AreaCounts.Pack(some);
    }
}
