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

internal sealed record TookFile(string Name, CountyKind Kind, string What, int Count);

internal sealed record LeftFileOfCounty(string Name, string Why);

internal sealed record AreaFound(
    AreaKind Kind,
    string Code,
    string Name,
    int Vintage,
    string? DistrictCode,
    Geometry? Shape,
    string Source
);

internal sealed record LinkFound(string Kind, string From, string To, string Change, int Vintage, string Source);

internal sealed record MeasureFound(AreaKind Kind, string Code, string Measure, int Year, double Value, string Source);

internal sealed record WordFound(string LsoaCode, string RuralUrban);

internal sealed record PartnershipFound(string District, string ForceCode, string ForceName);

internal sealed record PostcodeFound(string Code, double Longitude, double Latitude, string? District, string? Ward);

internal sealed record PlaceFound(NamedPlaceKind Kind, string Name, double Longitude, double Latitude, string? District, string Source);
