using System.Globalization;
using Fosse.Foundation;

namespace Fosse.Cli.Demonstration;

/// <summary>Writes settlements, streets and postcodes. Postcodes begin with ZZ, which is used nowhere.</summary>
internal static class PlaceFiles
{
    private const int PostcodesPerArea = 13;
    private const string Letters = "ABDEFGHJLNPQRSTUWXYZ";

    public static void WritePlaces(IReadOnlyList<SnapPoint>[] points, string folder, Dice dice)
    {
        Directory.CreateDirectory(folder);
        using (var settlements = TextFiles.Open(Path.Combine(folder, "settlements.csv")))
        {
            settlements.WriteLine("os_id,name,type,easting,northing,latitude,longitude,postcode_district,within_place,district,county");
            foreach (var (place, i) in Gazetteer.Settlements.Select((place, i) => (place, i)))
            {
                var (easting, northing) = Plane.Grid(place.Longitude, place.Latitude);
                var district = Gazetteer.Districts[place.District];
                var within = place is { District: 0, Type: not "City" } ? "Leicester" : "";
                settlements.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"demo{i + 1:0000},{place.Name},{place.Type},{easting},{northing},"
                            + $"{place.Latitude:0.000000},{place.Longitude:0.000000},"
                            + $"ZZ{place.District + 1},{within},{district.Name},{district.County}"
                    )
                );
            }
        }
        using var streets = TextFiles.Open(Path.Combine(folder, "streets.csv"));
        streets.WriteLine("name,class,longitude,latitude,segments,length_km");
        foreach (var street in points.SelectMany(area => area).Where(point => point.Street))
        {
            var kind =
                street.Name.EndsWith(" Road", StringComparison.Ordinal) || street.Name.EndsWith(" Street", StringComparison.Ordinal)
                    ? "tertiary"
                    : "minor";
            streets.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{street.Name},{kind},{street.Longitude:0.00000},{street.Latitude:0.00000},"
                        + $"{1 + dice.Below(6)},{dice.Between(0.06, 0.9):0.000}"
                )
            );
        }
    }

    public static void WritePostcodes(County county, string folder, Dice dice)
    {
        Directory.CreateDirectory(folder);
        using var writer = TextFiles.Open(Path.Combine(folder, "postcodes.csv"));
        writer.WriteLine(
            "postcode,positional_quality,easting,northing,latitude,longitude,lat_lon_source,district_code,district,ward_code,ward"
        );
        var used = new int[Gazetteer.Districts.Count];
        foreach (var area in county.Areas)
        {
            var district = Gazetteer.Districts[area.District];
            foreach (var spot in SnapPoints.Inside(area.Shape, PostcodesPerArea, 1.3, dice))
            {
                var (easting, northing) = Plane.Grid(spot.Longitude, spot.Latitude);
                writer.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Postcode(area.District, used[area.District]++)},10,{easting},{northing},"
                            + $"{spot.Latitude:0.000000},{spot.Longitude:0.000000},"
                            + $"Made up,{district.Code},{district.Name},{area.Ward.Code},{area.Ward.Name}"
                    )
                );
            }
        }
    }

    private static string Postcode(int district, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ZZ{district + 1} {(number / 400) + 1}{Letters[number / 20 % 20]}{Letters[number % 20]}"
        );
}
