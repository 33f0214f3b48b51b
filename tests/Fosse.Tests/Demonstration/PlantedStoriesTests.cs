using Fosse.Cli.Demonstration;

namespace Fosse.Tests.Demonstration;

/// <summary>What an analyst should be able to find in the made-up county, read off its rows.</summary>
public sealed class PlantedStoriesTests(DemonstrationFolder demonstration) : IClassFixture<DemonstrationFolder>
{
    [Fact]
    public void Shoplifting_in_one_town_centre_doubles_over_the_last_14_months()
    {
        // The busiest area for shoplifting of the town's own ward is its centre.
        var centre = Wards(PlantedStories.ShopliftingTown).MaxBy(code => Count("Shoplifting", [code], "2025-12"))!;
        var before = Mean("Shoplifting", [centre], "2024-05", "2024-06", "2024-07", "2024-08", "2024-09", "2024-10");
        var last = Mean("Shoplifting", [centre], "2025-10", "2025-11", "2025-12");
        Assert.InRange(before, 24, 34);
        Assert.InRange(last / before, 1.8, 2.6);
    }

    [Fact]
    public void One_ward_has_a_burglary_series_in_the_autumn_of_2025_and_not_the_year_before()
    {
        var ward = Wards(PlantedStories.BurglaryWard);
        var series = Mean("Burglary", ward, "2025-09", "2025-10", "2025-11");
        var yearBefore = Mean("Burglary", ward, "2024-09", "2024-10", "2024-11");
        Assert.True(series - yearBefore > 9, $"{yearBefore:0.0} a month, then {series:0.0}");
        Assert.True(Count("Burglary", ward, "2025-12") < series);
    }

    [Fact]
    public void Antisocial_behaviour_in_one_ward_halves_in_June_2024_and_is_back_nine_months_later()
    {
        var ward = Wards(PlantedStories.AntisocialWard);
        double ChangeOn(int year, string month) =>
            Count("Anti-social behaviour", ward, $"{year}-{month}") / (double)Count("Anti-social behaviour", ward, $"2023-{month}");
        Assert.InRange(ChangeOn(2024, "05"), 0.8, 1.2);
        Assert.InRange(ChangeOn(2024, "06"), 0.4, 0.62);
        Assert.InRange(ChangeOn(2024, "10"), 0.58, 0.85);
        Assert.InRange(ChangeOn(2025, "06"), 0.8, 1.2);
    }

    private HashSet<string> Wards(string ward) =>
        [.. demonstration.Table("lookups/lsoa21_ward_lad.csv").Where(row => row[2] == ward).Select(row => row[1])];

    private int Count(string type, HashSet<string> areas, string month) =>
        demonstration.Rows.Count(row => row[9] == type && row[1] == month && areas.Contains(row[7]));

    private double Mean(string type, HashSet<string> areas, params string[] months) => months.Average(month => Count(type, areas, month));
}
