using Fosse.Intake.County;

namespace Fosse.Cli.Commands;

/// <summary>A kind of county file as its command speaks of it.</summary>
internal sealed record KindOfFile(CountyKind Kind, string What, string Files, string Example)
{
    public string Name { get; } = Kind.ToString().ToLowerInvariant();

    /// <exception cref="FormatException">A file is of another kind, or of none.</exception>
    public void Check(CountyFolder read)
    {
        if (read.Took.FirstOrDefault(t => t.Kind != Kind) is { } other)
        {
            throw new FormatException(
                $"{other.Name} holds {other.What}, not {Name}. Use 'fosse import "
                    + $"{(other.Kind is CountyKind.Name ? CountyLoad.Whole : other.Kind.ToString().ToLowerInvariant())}' for it; "
                    + $"nothing was stored."
            );
        }
        if (read.Left.Count > 0 && (read.Took.Count == 0 || Kind is not CountyKind.Neighbourhoods))
        {
            throw new FormatException(
                $"{read.Left[0].Name} is no file of {Name}: {read.Left[0].Why}. 'fosse import {Name} --help' says what one looks "
                    + $"like; nothing was stored."
            );
        }
        if (read.Took.Count == 0)
            throw new FormatException($"No file of {Name} is there. 'fosse import {Name} --help' says what one looks like.");
    }
}

/// <summary>The kinds that have a command.</summary>
internal static class CountyKinds
{
    public static IReadOnlyList<KindOfFile> All { get; } =
    [
        new(
            CountyKind.Boundaries,
            "Load outlines of LSOAs, MSOAs, wards and districts. Postcodes and places are put into new outlines when they are "
                + "loaded again.",
            "GeoJSON in WGS 84 with a column such as LSOA21CD, MSOA21CD, WD25CD or LAD_CODE; give districts and what lies in them together",
            "boundaries/*.geojson"
        ),
        new(
            CountyKind.Lookup,
            "Load which LSOA of 2011 became which of 2021, which ward and district an LSOA is counted to, rural and urban "
                + "classes, partnerships and forces.",
            "CSV with columns such as lsoa11_code, lsoa21_code, change_code",
            "lookups/*.csv"
        ),
        new(
            CountyKind.Residents,
            "Load how many people and households live in each LSOA.",
            "CSV with lsoa21_code, census2021_residents, census2021_households, or lsoa11_code, total_population and single years of age",
            "residents.csv"
        ),
        new(
            CountyKind.Deprivation,
            "Load ranks and deciles of the Index of Multiple Deprivation.",
            "CSV with lsoa21_code (2025) or lsoa11_code (2019), IMD_rank, IMD_decile",
            "imd2025.csv"
        ),
        new(
            CountyKind.Postcodes,
            "Load postcodes with their points. A postcode that is not in the files any more is removed.",
            "CSV with postcode, latitude, longitude, district_code, ward_code",
            "postcodes.csv"
        ),
        new(
            CountyKind.Places,
            "Load settlements and streets by name. One that is not in the files any more is removed.",
            "CSV with os_id, name, type, latitude, longitude, or name, class, segments, length_km",
            "places.csv"
        ),
        new(
            CountyKind.Neighbourhoods,
            "Load police neighbourhoods.",
            "A folder, or files, of api.police.uk answers in JSON: the list, and for outlines each neighbourhood and its boundary",
            "./neighbourhoods"
        ),
    ];
}
