namespace Fosse.Intake.County;

/// <summary>
/// What columns are called: by our own tidy files, and by the Office for National Statistics, Nomis, the National Police Chiefs' lookups
/// and the Ministry of Housing. Each is a regular expression for the whole heading; capitals do not matter.
/// </summary>
internal static class CountyColumn
{
    public const string Lsoa11 = @"lsoa11_?(code|cd)|lsoa code \(2011\)|lsoa 2011 code",
        Lsoa21 = @"lsoa21_?(code|cd)|lsoa code \(2021\)|lsoa 2021 code",
        Change = "change_code|chgn?ind",
        Ward = @"ward\d\d_code|wd\d\dcd",
        District = @"(ltla|lad)\d\d_?(code|cd)",
        Partnership = @"csp\d\d_?(code|cd)",
        Force = @"pfa\d\d_?(code|cd)",
        ForceName = @"pfa\d\d_?(name|nm)",
        RuralUrban = @"ruc\d\d_?(code|cd)",
        RuralUrbanName = @"classification|ruc\d\d_?(name|nm)";

    public const string CensusResidents = "census2021_residents",
        CensusHouseholds = "census2021_households",
        NomisArea = "geography code",
        NomisYear = "date",
        NomisResidents = @"residence type: total(;.*)?",
        NomisHouseholds = @"number of households(: total)?(;.*)?|.*: total: all households(;.*)?",
        Mid2020Residents = "total_population",
        Mid2020Oldest = @"90\+",
        MidYearResidents = "total|all ages";

    /// <summary>Of a query, of which Nomis writes what was asked for above the table.</summary>
    public const string QueryCode = "mnemonic|geography code",
        QueryArea = @"(2011|2021) super output areas? - lower layer|lower layer super output areas?( 2011| 2021)?",
        QueryFigure = @"total(:.*)?|all usual residents|all households|number of households|usual residents|(18|19|20)\d\d|value",
        QueryResidents = @".*\b(usual residents|persons|population)\b.*",
        QueryHouseholds = @".*\bhouseholds\b.*";

    public const string DeprivationRank = @"imd_rank|index of multiple deprivation \(imd\) rank.*",
        DeprivationDecile = @"imd_decile|index of multiple deprivation \(imd\) decile.*";

    public const string Postcode = "postcode|pcds|pcd8|pcd7|pcd2|pcd",
        PostcodeEnded = "doterm",
        Latitude = "latitude|lat",
        Longitude = "longitude|long|lng|lon",
        PostcodeWard = @"ward_code|osward|wd\d\dcd",
        PostcodeDistrict = @"district_code|oslaua|laua|lad\d\dcd";

    /// <summary>One of these is in every row of headings.</summary>
    public const string OfHeadings =
        $"{Lsoa11}|{Lsoa21}|{District}|{NomisArea}|{QueryCode}|{QueryArea}|{Postcode}|{SettlementId}|{PlaceName}";

    public const string SettlementId = "os_id",
        PlaceName = "name",
        SettlementKind = "type",
        PlaceDistrict = "district",
        StreetClass = "class",
        StreetSegments = "segments",
        StreetLength = "length_km";

    /// <summary>The columns of OS Open Names that are read. Its files have no headings.</summary>
    public const string NamesName = "NAME1",
        NamesKind = "LOCAL_TYPE",
        NamesEasting = "GEOMETRY_X",
        NamesNorthing = "GEOMETRY_Y",
        NamesDistrict = "DISTRICT_BOROUGH",
        NamesUnitary = "COUNTY_UNITARY";

    /// <summary>All columns of OS Open Names, in their order.</summary>
    public const string NamesHeader =
        "ID,NAMES_URI,NAME1,NAME1_LANG,NAME2,NAME2_LANG,TYPE,LOCAL_TYPE,GEOMETRY_X,GEOMETRY_Y,MOST_DETAIL_VIEW_RES,"
        + "LEAST_DETAIL_VIEW_RES,MBR_XMIN,MBR_YMIN,MBR_XMAX,MBR_YMAX,POSTCODE_DISTRICT,POSTCODE_DISTRICT_URI,POPULATED_PLACE,"
        + "POPULATED_PLACE_URI,POPULATED_PLACE_TYPE,DISTRICT_BOROUGH,DISTRICT_BOROUGH_URI,DISTRICT_BOROUGH_TYPE,COUNTY_UNITARY,"
        + "COUNTY_UNITARY_URI,COUNTY_UNITARY_TYPE,REGION,REGION_URI,COUNTRY,COUNTRY_URI,RELATED_SPATIAL_OBJECT,SAME_AS_DBPEDIA,"
        + "SAME_AS_GEONAMES";
}
