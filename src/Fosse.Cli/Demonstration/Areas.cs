using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>One LSOA of the made-up county.</summary>
internal sealed class SmallArea
{
    public required int Index { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required int Settlement { get; init; }
    public required bool TownCentre { get; init; }
    public required Geometry Shape { get; init; }
    public required LargeArea Ward { get; init; }
    public required int Residents { get; init; }
    public required int Households { get; init; }

    /// <summary>1 is the most deprived of <see cref="Ranks"/>.</summary>
    public required int Rank { get; init; }

    public const int Ranks = 33_755;

    public int District => Gazetteer.Settlements[Settlement].District;

    /// <summary>0 for the least deprived place in England, 1 for the most.</summary>
    public double Deprivation => 1 - ((double)Rank / Ranks);
}

/// <summary>An MSOA or a ward: a name, a code and its LSOAs.</summary>
internal sealed record LargeArea(string Code, string Name, int District, IReadOnlyList<int> Members);

/// <summary>The whole made-up county, ready to be written down.</summary>
internal sealed record County(IReadOnlyList<SmallArea> Areas, IReadOnlyList<LargeArea> Msoas, IReadOnlyList<LargeArea> Wards);
