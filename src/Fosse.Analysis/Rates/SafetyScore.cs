namespace Fosse.Analysis;

/// <summary>
/// The "safety score out of 100" that some websites print beside a crime rate, worked out so that a page can say what it is:
/// the rate again, turned over. It adds nothing to the rate and hides its interval. It must not be used to rank or to compare places.
/// </summary>
public static class SafetyScore
{
    /// <summary>The divisor that gives the printed scores back; anything from 4.26 to 4.34 does.</summary>
    public const double Divisor = 4.3;

    /// <summary>
    /// 100 - rate / 4.3, held between 0 and 100.
    /// Source: fitted to printed pairs (71.6 per 1,000 is printed as 83, 91.6 as 79); no method is published.
    /// </summary>
    /// <param name="ratePer1000">Recorded crimes per 1,000 residents a year, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    public static double From(double ratePer1000)
    {
        Ask.NotNegative(ratePer1000);
        return Math.Clamp(100 - ratePer1000 / Divisor, 0, 100);
    }
}
