using System.Globalization;
using Fosse.Foundation;

namespace Fosse.Cli.Demonstration;

/// <summary>
/// A made-up county to try Fosse with, written as files in the formats of the real open data: the ordinary imports read it, there is
/// no second way in. The same seed and months give the same bytes on every machine. What there is to find in it:
/// <see cref="PlantedStories"/>.
/// </summary>
public static class DemonstrationCounty
{
    public const int Seed = 20260101;
    public const string Name = "Leicestershire and Rutland (demonstration)";

    /// <summary>The first month of recorded crime where nobody says another.</summary>
    public static readonly DateOnly FirstMonth = new(2023, 1, 1);

    // The real figures of a month are out two months later.
    private const int MonthsLate = 2;

    /// <summary>The first of the months of which the last would be out today.</summary>
    public static DateOnly FirstMonthOn(DateOnly today) =>
        new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsLate - CrimeFiles.Months);

    /// <summary>Writes the county into the folder, over files of the same names.</summary>
    public static void Write(string folder, int seed = Seed, DateOnly? firstMonth = null, CancellationToken stop = default)
    {
        Directory.CreateDirectory(folder);
        WriteNotice(folder, seed);
        var county = CountyBuilder.Build(seed);
        stop.ThrowIfCancellationRequested();
        BoundaryFiles.Write(county, Path.Combine(folder, "boundaries"));
        NeighbourhoodFiles.Write(county, Path.Combine(folder, "neighbourhoods"));
        stop.ThrowIfCancellationRequested();

        var points = SnapPoints.Scatter(county, Dice.For(seed, 4));
        TableFiles.WriteLookups(county, Path.Combine(folder, "lookups"));
        TableFiles.WritePopulation(county, Path.Combine(folder, "population"), Dice.For(seed, 5));
        PlaceFiles.WritePlaces(points, Path.Combine(folder, "places"), Dice.For(seed, 6));
        PlaceFiles.WritePostcodes(county, Path.Combine(folder, "postcodes"), Dice.For(seed, 7));
        new CrimeFiles(county, points, Dice.For(seed, 8), firstMonth ?? FirstMonth).Write(Path.Combine(folder, "police"), stop);
    }

    private static void WriteNotice(string folder, int seed)
    {
        using (var json = TextFiles.Open(Path.Combine(folder, "county.json")))
        {
            json.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"madeUp\": true, \"name\": \"{Name}\", \"seed\": {seed}}}"));
        }
        using var readme = TextFiles.Open(Path.Combine(folder, "README.txt"));
        readme.Write(
            """
            Everything in this folder is made up.

            A program wrote it from a fixed seed, to try Fosse with. No crime, resident, street, postcode or score in it is real, and
            nothing in it says anything about the places it names. Boundaries are schematic: only the names of the districts and
            settlements, the districts' codes and rounded populations, and the settlements' rough positions are facts. Codes beginning
            E018, E019, E029, E059 and E229 and postcodes beginning ZZ are invented.

            The files have the formats of the real open data (data.police.uk, Office for National Statistics, Ordnance Survey).

            """.ReplaceLineEndings("\n")
        );
    }
}
