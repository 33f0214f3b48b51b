namespace Fosse.Analysis;

/// <summary>How a feature of the place is turned into yes or no for a cell: near to one, or among many.</summary>
public enum RiskMeasure
{
    Proximity,
    Density,
}

/// <summary>A feature at a distance: for each cell whether it lies within it, or where the features are dense.</summary>
public sealed record RiskVariable(string Factor, RiskMeasure Measure, double Metres, IReadOnlyList<bool> Cells)
{
    /// <summary>
    /// A feature over a grid at several distances. Proximity: the middle of the cell lies within the distance of one. Density: the quartic
    /// kernel density with that bandwidth is more than so many
    /// standard deviations above its mean over the cells. A variable that is the same for all cells is left out. Source: Caplan and Kennedy
    /// (2010); Kennedy, Caplan and Piza (2011).
    /// </summary>
    /// <param name="factor">Its name: bars, bus stops, empty houses. Never what people are: no share of residents by age, origin or
    /// income.</param>
    /// <param name="x">Eastings of the features.</param>
    /// <param name="y">Northings.</param>
    /// <param name="grid">Where.</param>
    /// <param name="cells">Which cells of the grid are studied, by place in it; values come in this order.</param>
    /// <param name="distances">Metres; one to three block lengths.</param>
    /// <param name="deviations">How far above the mean is dense: 2.</param>
    /// <exception cref="ArgumentException">No features, unlike lengths, a value that is not finite, no cells.</exception>
    public static IReadOnlyList<RiskVariable> Of(
        string factor,
        double[] x,
        double[] y,
        Grid grid,
        IReadOnlyList<int> cells,
        double[] distances,
        double deviations = 2
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(factor);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(cells);
        Kde.Check(x, y, null);
        if (x.Length == 0)
            throw new ArgumentException($"There is no feature of the kind {factor}.", nameof(x));
        if (cells.Count < 2)
            throw new ArgumentException("Needs at least two cells.", nameof(cells));
        Ask.Positives(distances);
        Ask.NotNegative(deviations);
        var found = new List<RiskVariable>();
        foreach (var metres in distances)
        {
            var near = new NearPoints(x, y, metres);
            var proximity = cells
                .Select(i =>
                {
                    var any = false;
                    near.Each(grid.CentreX(i % grid.Columns), grid.CentreY(i / grid.Columns), metres, (_, _) => any = true);
                    return any;
                })
                .ToArray();
            var surface = Kde.Over(x, y, grid, metres);
            var densities = cells.Select(i => surface[i]).ToArray();
            var mean = densities.Average();
            var limit = mean + deviations * Math.Sqrt(densities.Sum(d => (d - mean) * (d - mean)) / densities.Length);
            found.Add(new(factor, RiskMeasure.Proximity, metres, proximity));
            found.Add(new(factor, RiskMeasure.Density, metres, [.. densities.Select(d => d > limit)]));
        }
        return [.. found.Where(v => v.Cells.Any(c => c) && !v.Cells.All(c => c))];
    }
}
