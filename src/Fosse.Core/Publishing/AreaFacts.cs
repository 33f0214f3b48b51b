using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>How many residents or households, of which year, from which source.</summary>
public sealed record Denominator(long Count, int Year, string Source, bool BestFit = false);

/// <summary>What the public pages know of an area besides its figures.</summary>
public sealed record AreaFacts
{
    public required int Id { get; init; }

    /// <summary>Its place in the arrays of <see cref="CountyFigures"/>.</summary>
    internal int Index { get; init; }
    public required AreaKind Kind { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Slug { get; init; }
    public AreaFacts? District { get; internal set; }
    public AreaFacts? Msoa { get; internal set; }

    /// <summary>The ward that a small area is counted to.</summary>
    public AreaFacts? Ward { get; internal set; }

    /// <summary>The police neighbourhood that the middle of a ward or a small area lies in.</summary>
    public AreaFacts? Neighbourhood { get; internal set; }

    /// <summary>Of a police neighbourhood, which the sources give no district, that of most of its small areas.</summary>
    public AreaFacts? DistrictOfMost { get; internal set; }

    /// <summary>Nothing where the county's data do not say; then no rate is given.</summary>
    public Denominator? Residents => ResidentsHeld.Count > 0 ? ResidentsHeld[0] : null;

    /// <summary>Residents of every year that is held, newest first.</summary>
    public IReadOnlyList<Denominator> ResidentsHeld { get; internal set; } = [];
    public IReadOnlyList<Denominator> HouseholdsHeld { get; internal set; } = [];
    public string? RuralUrban { get; internal set; }

    /// <summary>1 (most deprived fifth of England) to 5, weighted by residents where the area is made of several LSOAs.</summary>
    public int? DeprivationFifth { get; internal set; }
    public int? DeprivationYear { get; internal set; }

    /// <summary>The last edition of boundaries that has this code; none while it is in use.</summary>
    public int? LastVintage { get; init; }
    public required int FirstVintage { get; init; }

    /// <summary>False for an area whose outline is not held: its crimes cannot be told, so it shows no figures.</summary>
    public required bool OutlineHeld { get; init; }

    /// <summary>False where figures would be noughts that nobody counted: no outline, or a code that later files do not have.</summary>
    public bool HasFigures => OutlineHeld && LastVintage is null;

    /// <summary>Codes of the areas that took its place, where it is no longer in use.</summary>
    public IReadOnlyList<AreaFacts> Successors { get; internal set; } = [];
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }
}
