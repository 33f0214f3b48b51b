using Fosse.Cli;

namespace Fosse.Tests.Operations;

/// <summary>Small files of a county: two districts, a ward, two LSOAs, postcodes. Written as their publishers write them.</summary>
internal static class CountyFiles
{
    public const string Districts = "districts.geojson",
        Lsoas = "lsoas.geojson",
        Wards = "wards.geojson",
        Residents = "people.csv",
        Postcodes = "codes.csv",
        Deprivation = "imd.csv",
        Lookup = "lookup.csv",
        Villages = "villages.csv";

    public static string Write(string folder, string ward = "Castle Ward", int postcodes = 300)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, Districts),
            Features(("\"LAD_CODE\":\"E07A\",\"LAD_NAME\":\"Ashby\"", 0), ("\"LAD_CODE\":\"E07B\",\"LAD_NAME\":\"Birch\"", 1))
        );
        File.WriteAllText(
            Path.Combine(folder, Lsoas),
            Features(
                ("\"LSOA21CD\":\"E01A\",\"LSOA21NM\":\"Ashby 001A\",\"LAD_CODE\":\"E07A\"", 0),
                ("\"LSOA21CD\":\"E01B\",\"LSOA21NM\":\"Birch 001A\",\"LAD_CODE\":\"E07B\"", 1)
            )
        );
        WriteWards(folder, ward);
        File.WriteAllText(
            Path.Combine(folder, Residents),
            "lsoa21_code,census2021_residents,census2021_households\nE01A,1500,600\nE01B,1600,700\nE01X,1,1\n"
        );
        File.WriteAllText(Path.Combine(folder, Deprivation), "lsoa21_code,IMD_rank,IMD_decile\nE01A,100,1\nE01B,30000,9\n");
        File.WriteAllText(Path.Combine(folder, Lookup), "lsoa21_code,ward24_code,ltla24_code\nE01A,E05A,E07A\n");
        File.WriteAllText(
            Path.Combine(folder, Villages),
            "os_id,name,type,latitude,longitude,district\n1,Little Ashby,Village,52.5,0.5,E07A\n"
        );
        WritePostcodes(folder, postcodes);
        return folder;
    }

    public static void WriteWards(string folder, string ward) =>
        File.WriteAllText(Path.Combine(folder, Wards), Features(($"\"WD25CD\":\"E05A\",\"WD25NM\":\"{ward}\",\"LAD_CODE\":\"E07A\"", 0)));

    public static void WritePostcodes(string folder, int count) =>
        File.WriteAllLines(
            Path.Combine(folder, Postcodes),
            Enumerable
                .Range(0, count)
                .Select(i => FormattableString.Invariant($"{Code(i)},52.5,{0.1 + i % 1000 * 0.001},E07A,E05A"))
                .Prepend("postcode,latitude,longitude,district_code,ward_code")
        );

    /// <summary>A postcode of its own for each number.</summary>
    private static string Code(int i) =>
        FormattableString.Invariant($"ZZ{i / 6760} {i / 676 % 10}{(char)('A' + i / 26 % 26)}{(char)('A' + i % 26)}");

    public static Task<int> Run(TestCounty county, params string[] arguments) =>
        FosseCommand.Run([.. arguments, "--db", county.Address.Connection]);

    private static string Features(params (string Properties, int East)[] squares) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', squares.Select(s => Feature(s.Properties, s.East)))}}]}""";

    private static string Feature(string properties, int east) =>
        $$$"""{"type":"Feature","properties":{{{{properties}}}},"geometry":{"type":"Polygon","coordinates":"""
        + $"[[[{east},52],[{east + 1},52],[{east + 1},53],[{east},53],[{east},52]]]}}}}";
}
