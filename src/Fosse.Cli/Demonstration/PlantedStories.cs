namespace Fosse.Cli.Demonstration;

/// <summary>
/// Three things that happen in the made-up county, so that an analysis of it has something true to find. The months named here are those of
/// a county that begins in January 2023; in the demonstration they lie as long before its last month:
/// <list type="number">
/// <item>Shoplifting in the middle of Loughborough (the LSOA of the town centre): about 30 a month, then 6% more each month for the
/// last 14 months, November 2024 to December 2025, to about 68.</item>
/// <item>A burglary series in Oadby ward, 15 September to 23 November 2025 (ten weeks): 12, 24 and 16 more burglaries in the three
/// months than usual, all on three neighbouring streets of one LSOA.</item>
/// <item>An intervention against anti-social behaviour in Beaumont Leys ward, Leicester, from June 2024: 50% less than expected in the
/// first month, then wearing off in a straight line over nine months; from March 2025 all is as before.</item>
/// </list>
/// </summary>
public static class PlantedStories
{
    public const string ShopliftingTown = "Loughborough";
    public const int ShopliftingBaseline = 30;
    public const int ShopliftingFirst = 22; // November 2024, counted from January 2023
    public const double ShopliftingGrowth = 1.06;

    public const string BurglaryWard = "Oadby";

    public const string AntisocialWard = "Beaumont Leys";
    public const int AntisocialBaseline = 80;
    public const int InterventionFirst = 17; // June 2024
    public const int InterventionMonths = 9;
    public const double InterventionEffect = 0.5;

    internal static bool IsShopliftingTown(SmallArea area) =>
        area.TownCentre && Gazetteer.Settlements[area.Settlement].Name == ShopliftingTown;

    internal static bool IsBurglaryWard(SmallArea area) => area.Ward.Name == BurglaryWard;

    internal static bool IsAntisocialWard(SmallArea area) => area.Ward.Name == AntisocialWard;

    internal static double ShopliftingIn(int month)
    {
        var mean = (double)ShopliftingBaseline;
        for (var m = ShopliftingFirst; m <= month; m++)
            mean *= ShopliftingGrowth;
        return mean;
    }

    internal static int ExtraBurglariesIn(int month) =>
        month switch
        {
            32 => 12,
            33 => 24,
            34 => 16,
            _ => 0,
        };

    internal static double AntisocialFactor(int month)
    {
        var since = month - InterventionFirst;
        return since is < 0 or >= InterventionMonths ? 1 : 1 - (InterventionEffect * (InterventionMonths - since) / InterventionMonths);
    }
}
