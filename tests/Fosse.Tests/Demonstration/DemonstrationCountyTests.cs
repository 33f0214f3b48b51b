using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Fosse.Cli.Demonstration;
using NetTopologySuite.Geometries;

namespace Fosse.Tests.Demonstration;

public sealed partial class DemonstrationCountyTests(DemonstrationFolder demonstration) : IClassFixture<DemonstrationFolder>
{
    private const int Month = 1,
        Longitude = 4,
        Latitude = 5,
        Location = 6,
        AreaCode = 7,
        Kind = 9,
        Outcome = 10;

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_another_county()
    {
        using var again = new DemonstrationFolder();
        Assert.Equal(HashOf(demonstration.Path), HashOf(again.Path));

        DemonstrationCounty.Write(again.Path, seed: 7, stop: TestContext.Current.CancellationToken);
        Assert.NotEqual(HashOf(demonstration.Path), HashOf(again.Path));
    }

    [Fact]
    public void There_are_36_months_of_crime_without_a_gap()
    {
        var months = Enumerable
            .Range(0, 36)
            .Select(m => new DateOnly(2023, 1, 1).AddMonths(m).ToString("yyyy-MM", CultureInfo.InvariantCulture));
        Assert.Equal(months, demonstration.StreetFiles.Select(file => Path.GetFileName(file)[..7]));
        Assert.Equal(months, demonstration.Rows.Select(row => row[Month]).Distinct());
    }

    [Theory]
    [InlineData("2026-11-30", "2023-10-01")]
    [InlineData("2026-01-01", "2022-12-01")]
    public void In_the_demonstration_the_last_month_is_the_one_that_would_be_out_today(string today, string first) =>
        Assert.Equal(
            DateOnly.Parse(first, CultureInfo.InvariantCulture),
            DemonstrationCounty.FirstMonthOn(DateOnly.Parse(today, CultureInfo.InvariantCulture))
        );

    [Fact]
    public void Street_files_have_the_columns_of_the_police_and_every_row_is_filled_in_their_way()
    {
        foreach (var file in demonstration.StreetFiles)
        {
            Assert.Equal(
                "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome "
                    + "category,Context",
                File.ReadLines(file).First()
            );
        }
        Assert.All(
            demonstration.Rows,
            row =>
            {
                Assert.Equal(12, row.Length);
                var antisocial = row[Kind] == "Anti-social behaviour";
                Assert.Equal(antisocial, row[0].Length == 0);
                Assert.Equal(antisocial, row[Outcome].Length == 0);
                Assert.Equal(row[Location] == "No Location", row[Longitude].Length == 0);
            }
        );
        var ids = demonstration.Rows.Where(row => row[0].Length > 0).Select(row => row[0]).ToList();
        Assert.All(ids, id => Assert.Matches(CrimeId(), id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory, InlineData("2023"), InlineData("2024"), InlineData("2025")]
    public void Each_year_has_about_94_000_crimes_and_12_000_incidents_of_antisocial_behaviour(string year)
    {
        var rows = demonstration.Rows.Where(row => row[Month].StartsWith(year, StringComparison.Ordinal)).ToList();
        Assert.InRange(rows.Count(row => row[Kind] != "Anti-social behaviour"), 94_000 * 0.97, 94_000 * 1.03);
        Assert.InRange(rows.Count(row => row[Kind] == "Anti-social behaviour"), 11_000, 13_000);
        Assert.Equal(14, rows.Select(row => row[Kind]).Distinct().Count());
        Assert.InRange(rows.Count(row => row[Location] == "No Location") / (double)rows.Count, 0.02, 0.03);
    }

    [Fact]
    public void Every_located_crime_lies_inside_the_area_it_names_and_few_lie_outside_the_county()
    {
        var areas = demonstration.Boundaries("lsoa2021.geojson").ToDictionary(shape => shape.Properties["LSOA21CD"], shape => shape.Area);
        var places = demonstration
            .Rows.Where(row => row[AreaCode].Length > 0)
            .Select(row => (row[AreaCode], row[Longitude], row[Latitude]))
            .Distinct()
            .ToList();
        Assert.All(places, place => Assert.True(areas[place.Item1].Contains(new Point(Number(place.Item2), Number(place.Item3)))));

        var outside = demonstration.Rows.Count(row => row[AreaCode].Length == 0 && row[Longitude].Length > 0);
        Assert.InRange(outside / (double)demonstration.Rows.Count, 0.001, 0.006);
    }

    [Theory, InlineData("lsoa2021.geojson", "LAD_CODE"), InlineData("msoa2021.geojson", "LAD_CODE"), InlineData("wards.geojson", "LAD25CD")]
    public void Areas_fill_their_district_without_gap_or_overlap(string file, string districtKey)
    {
        var areas = demonstration.Boundaries(file);
        Assert.All(areas, area => Assert.True(area.Area.IsValid));
        foreach (var district in demonstration.Boundaries("districts.geojson"))
        {
            var parts = areas.Where(area => area.Properties[districtKey] == district.Properties["LAD_CODE"]).ToList();
            Assert.Equal(district.Area.Area, parts.Sum(part => part.Area.Area), 1e-9);
            Assert.All(parts, part => Assert.Equal(part.Area.Area, part.Area.Intersection(district.Area).Area, 1e-9));
        }
    }

    [Fact]
    public void Lookups_population_and_deprivation_cover_every_area_once_and_residents_add_up()
    {
        var codes = demonstration
            .Boundaries("lsoa2021.geojson")
            .Select(shape => shape.Properties["LSOA21CD"])
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(codes, demonstration.Table("lookups/lsoa21_ward_lad.csv").Select(row => row[1]).Order(StringComparer.Ordinal));
        Assert.Equal(codes, demonstration.Table("lookups/rural_urban.csv").Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.Equal(codes, demonstration.Table("population/imd2025.csv").Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            codes,
            demonstration.Table("lookups/lsoa11_lsoa21_lad22.csv").Select(row => row[4]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["M", "S", "U"],
            demonstration.Table("lookups/lsoa11_lsoa21_lad22.csv").Select(row => row[2]).Distinct().Order(StringComparer.Ordinal)
        );

        var residents = demonstration.Table("population/residents_households.csv");
        Assert.Equal(codes, residents.Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.Equal(368_600, residents.Where(row => row[5] == "Leicester").Sum(row => int.Parse(row[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Postcodes_are_made_up_and_differ_and_two_districts_share_a_ward_name()
    {
        var postcodes = demonstration.Table("postcodes/postcodes.csv");
        Assert.InRange(postcodes.Count, 3_500, 4_500);
        Assert.All(postcodes, row => Assert.Matches(MadeUpPostcode(), row[0]));
        Assert.Equal(postcodes.Count, postcodes.Select(row => row[0]).Distinct().Count());

        var wards = demonstration.Boundaries("wards.geojson");
        Assert.Equal(2, wards.Count(ward => ward.Properties["WD25NM"] == "Castle"));
        Assert.Equal(wards.Count, wards.Select(ward => (ward.Properties["WD25NM"], ward.Properties["LAD25CD"])).Distinct().Count());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string HashOf(string folder)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            all.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexString(all.GetHashAndReset());
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex CrimeId();

    [GeneratedRegex("^ZZ[1-9] [0-9][A-Z]{2}$")]
    private static partial Regex MadeUpPostcode();
}
