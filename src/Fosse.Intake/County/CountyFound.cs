using Fosse.Exchange;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Intake.County;

/// <summary>What a file of a county's open data is about; each kind has a command of its own name.</summary>
internal enum CountyKind
{
    Name,
    Boundaries,
    Lookup,
    Residents,
    Deprivation,
    Postcodes,
    Places,
    Neighbourhoods,
}

/// <summary>A file that was taken, or most of it.</summary>
/// <param name="Count">How many rows or outlines of it were taken.</param>
internal sealed record TookFile(string Name, CountyKind Kind, string What, int Count)
{
    /// <summary>What could not be taken of it, or not whole, with the line; of outlines it is the number of the feature.</summary>
    public IReadOnlyList<RefusedRow> Refused { get; init; } = [];

    /// <summary>Rows that were read: each is taken, refused or passed over with a reason.</summary>
    public int Rows { get; init; }

    /// <summary>How many of those refused were taken all the same but for a cell.</summary>
    public int TakenInPart { get; init; }

    /// <summary>How many rows were passed over that nothing is wrong with; <see cref="Notes"/> says why.</summary>
    public int PassedOver { get; init; }

    /// <summary>What else is to be known about it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

internal sealed record LeftFileOfCounty(string Name, string Why);

internal sealed record AreaFound(AreaKind Kind, string Code, string Name, int Vintage, string? DistrictCode, Geometry? Shape, string Source)
    : IFound
{
    /// <summary>The number of its feature.</summary>
    public int Line { get; init; }
}

/// <summary>Where a row stands: the file as it is spoken of, and the line in it; 0 where it has none.</summary>
internal interface IFound
{
    string Source { get; }
    int Line { get; }
}

internal sealed record LinkFound(string Kind, string From, string To, string Change, int Vintage, string Source, int Line) : IFound;

internal sealed record MeasureFound(AreaKind Kind, string Code, string Measure, int Year, double Value, string Source, int Line) : IFound;

internal sealed record WordFound(string LsoaCode, string RuralUrban);

internal sealed record PartnershipFound(string District, string ForceCode, string ForceName);

internal sealed record PostcodeFound(
    string Code,
    double Longitude,
    double Latitude,
    string? District,
    string? Ward,
    string Source,
    int Line
) : IFound;

internal sealed record PlaceFound(
    NamedPlaceKind Kind,
    string Name,
    double Longitude,
    double Latitude,
    string? District,
    string Source,
    int Line
) : IFound;
