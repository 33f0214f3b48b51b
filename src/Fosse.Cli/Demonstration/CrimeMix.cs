using Fosse.Foundation;

namespace Fosse.Cli.Demonstration;

/// <summary>How one type of crime behaves: how much of it, when, where, and how it ends.</summary>
/// <param name="Yearly">Rows a year before trend.</param>
/// <param name="Trend">Change a year.</param>
/// <param name="Gradient">How much more the most deprived areas see than the middle: 1 is twice as much.</param>
/// <param name="Centre">Times as many in the middle of a town.</param>
/// <param name="Shift">Which snap points it prefers, so that types have hot spots of their own.</param>
internal sealed record CrimeType(
    string Name,
    int Yearly,
    double Trend,
    double[] Seasons,
    double Gradient,
    double Centre,
    int Shift,
    OutcomeMix Outcomes
);

/// <summary>Shares in a hundred of closed cases; what is missing to a hundred went to court.</summary>
internal sealed record OutcomeMix(int NoSuspect, int Unable, int Local, int Caution, int Other, int NotInInterest);

/// <summary>Thirteen crimes and anti-social behaviour, in shares near those of a county of a million people. The numbers are
/// invented.</summary>
internal static class CrimeMix
{
    private static readonly double[] Summer = [0.90, 0.88, 0.97, 1.00, 1.08, 1.10, 1.12, 1.07, 1.02, 1.02, 0.94, 0.90];
    private static readonly double[] SummerMore = [0.75, 0.78, 0.92, 1.05, 1.15, 1.20, 1.25, 1.20, 1.05, 1.05, 0.85, 0.75];
    private static readonly double[] Winter = [1.12, 1.05, 1.02, 0.94, 0.90, 0.88, 0.90, 0.90, 0.95, 1.08, 1.14, 1.12];
    private static readonly double[] BeforeChristmas = [0.93, 0.95, 1.00, 0.98, 1.00, 0.98, 0.98, 0.98, 0.98, 1.02, 1.08, 1.12];
    private static readonly double[] Even = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    private static readonly OutcomeMix Taken = new(78, 12, 2, 1, 1, 1);
    private static readonly OutcomeMix Hurt = new(20, 58, 4, 2, 4, 2);
    private static readonly OutcomeMix Shop = new(48, 22, 7, 2, 1, 2);
    private static readonly OutcomeMix Found = new(12, 18, 22, 12, 3, 4);

    public const string Antisocial = "Anti-social behaviour";
    public const string Burglary = "Burglary";
    public const string Shoplifting = "Shoplifting";

    public static readonly IReadOnlyList<CrimeType> Types =
    [
        new(Antisocial, 12_000, -0.03, SummerMore, 0.9, 4.0, 0, Taken),
        new("Bicycle theft", 1_500, -0.04, Summer, 0.1, 6.0, 5, Taken),
        new(Burglary, 4_700, -0.04, Winter, 0.5, 1.6, 7, Taken),
        new("Criminal damage and arson", 10_000, -0.01, Summer, 0.8, 1.8, 3, Taken),
        new("Drugs", 3_200, 0.02, Even, 1.0, 4.0, 1, Found),
        new("Other crime", 2_300, 0.01, Even, 0.7, 2.0, 2, Hurt),
        new("Other theft", 7_400, -0.02, Even, 0.4, 4.0, 4, Taken),
        new("Possession of weapons", 1_000, 0.01, Even, 1.0, 4.0, 1, Found),
        new("Public order", 11_000, 0.00, Summer, 0.8, 4.5, 0, Hurt),
        new("Robbery", 1_000, 0.00, Even, 1.0, 4.5, 1, Taken),
        new(Shoplifting, 8_600, 0.04, BeforeChristmas, 0.5, 12.0, 0, Shop),
        new("Theft from the person", 1_000, 0.00, BeforeChristmas, 0.3, 14.0, 0, Taken),
        new("Vehicle crime", 6_800, -0.03, Winter, 0.4, 1.3, 6, Taken),
        new("Violence and sexual offences", 35_500, 0.00, Summer, 0.9, 3.0, 0, Hurt),
    ];

    /// <summary>Shares in a hundred still under investigation, by months since: the newest month first.</summary>
    public static readonly IReadOnlyList<int> StillOpen = [72, 46, 31, 22, 16, 12, 9, 7, 5];

    public static string Outcome(OutcomeMix mix, int monthsAgo, Dice dice)
    {
        if (dice.Below(100) < (monthsAgo < StillOpen.Count ? StillOpen[monthsAgo] : 3))
            return "Under investigation";
        var roll = dice.Below(100);
        if ((roll -= mix.NoSuspect) < 0)
            return "Investigation complete; no suspect identified";
        if ((roll -= mix.Unable) < 0)
            return "Unable to prosecute suspect";
        if ((roll -= mix.Local) < 0)
            return "Local resolution";
        if ((roll -= mix.Caution) < 0)
            return "Offender given a caution";
        if ((roll -= mix.Other) < 0)
            return "Action to be taken by another organisation";
        if ((roll -= mix.NotInInterest) < 0)
            return (roll & 1) == 0 ? "Formal action is not in the public interest" : "Further action is not in the public interest";
        return monthsAgo < 8 ? "Awaiting court outcome" : "Court result unavailable";
    }
}
