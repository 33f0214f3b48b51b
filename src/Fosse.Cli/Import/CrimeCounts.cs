using Fosse.CrimeData;

namespace Fosse.Cli.Import;

/// <summary>Adds up a file's rows by area and category, and its crimes by area and outcome.</summary>
internal static class CrimeCounts
{
    public const int NoLocation = 0, OutsideCounty = -1;

    public static (List<object?[]> ByCategory, List<object?[]> ByOutcome) Of(int fileId, IEnumerable<StreetRecord> rows, int antiSocial)
    {
        var categories = new Dictionary<(int Area, int Category), int>();
        var outcomes = new Dictionary<(int Area, int Outcome), int>();
        foreach (var row in rows)
        {
            var isCrime = row.Category != antiSocial;
            switch (row.Placed.Placing)
            {
                case CrimePlacing.NoLocation: Add(NoLocation, row, isCrime); break;
                case CrimePlacing.Outside: Add(OutsideCounty, row, isCrime); break;
                default:
                    Add(row.Placed.LsoaId, row, isCrime);
                    if (row.Placed.CurrentLsoaId != row.Placed.LsoaId) Add(row.Placed.CurrentLsoaId, row, isCrime);
                    Add(row.Placed.WardId, row, isCrime);
                    Add(row.Placed.NeighbourhoodId, row, isCrime);
                    break;
            }
        }
        return ([.. categories.OrderBy(c => c.Key).Select(c => new object?[] { fileId, c.Key.Area, c.Key.Category, c.Value })],
            [.. outcomes.OrderBy(c => c.Key).Select(c => new object?[] { fileId, c.Key.Area, c.Key.Outcome, c.Value })]);

        void Add(int? area, in StreetRecord row, bool isCrime)
        {
            if (area is not { } id) return;
            categories[(id, row.Category)] = categories.GetValueOrDefault((id, row.Category)) + 1;
            if (isCrime) outcomes[(id, row.Outcome)] = outcomes.GetValueOrDefault((id, row.Outcome)) + 1;
        }
    }
}
