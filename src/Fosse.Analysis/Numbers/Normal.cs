namespace Fosse.Analysis;

/// <summary>The standard normal and Student's t.</summary>
internal static class Normal
{
    /// <summary>P(Z &gt; z), with full relative precision in the tail.</summary>
    internal static double Above(double z) => z < 0 ? 1 - Above(-z) : 0.5 * (z == 0 ? 1 : Special.GammaAbove(0.5, z * z / 2));

    internal static double Below(double z) => Above(-z);

    internal static double TwoSided(double z) => Math.Min(1, 2 * Above(Math.Abs(z)));

    internal static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>z with probability p below it. Wichura (1988), AS 241, PPND16.</summary>
    internal static double Quantile(double p)
    {
        if (p <= 0)
            return double.NegativeInfinity;
        if (p >= 1)
            return double.PositiveInfinity;
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q
                * Ratio(
                    r,
                    [
                        2509.0809287301226727,
                        33430.575583588128105,
                        67265.770927008700853,
                        45921.953931549871457,
                        13731.693765509461125,
                        1971.5909503065514427,
                        133.14166789178437745,
                        3.387132872796366608,
                    ],
                    [
                        5226.495278852545925,
                        28729.085735721942674,
                        39307.89580009271061,
                        21213.794301586595867,
                        5394.1960214247511077,
                        687.1870074920579083,
                        42.313330701600911252,
                        1,
                    ]
                );
        }
        var t = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        var z =
            t <= 5
                ? Ratio(
                    t - 1.6,
                    [
                        7.7454501427834140764e-4,
                        0.0227238449892691845833,
                        0.24178072517745061177,
                        1.27045825245236838258,
                        3.64784832476320460504,
                        5.7694972214606914055,
                        4.6303378461565452959,
                        1.42343711074968357734,
                    ],
                    [
                        1.05075007164441684324e-9,
                        5.475938084995344946e-4,
                        0.0151986665636164571966,
                        0.14810397642748007459,
                        0.68976733498510000455,
                        1.6763848301838038494,
                        2.05319162663775882187,
                        1,
                    ]
                )
                : Ratio(
                    t - 5,
                    [
                        2.01033439929228813265e-7,
                        2.71155556874348757815e-5,
                        0.0012426609473880784386,
                        0.026532189526576123093,
                        0.29656057182850489123,
                        1.7848265399172913358,
                        5.4637849111641143699,
                        6.6579046435011037772,
                    ],
                    [
                        2.04426310338993978564e-15,
                        1.4215117583164458887e-7,
                        1.8463183175100546818e-5,
                        7.868691311456132591e-4,
                        0.0148753612908506148525,
                        0.13692988092273580531,
                        0.59983220655588793769,
                        1,
                    ]
                );
        return q < 0 ? -z : z;
    }

    private static double Ratio(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> below)
    {
        double a = 0,
            b = 0;
        foreach (var c in top)
            a = a * x + c;
        foreach (var c in below)
            b = b * x + c;
        return a / b;
    }

    /// <summary>P(T &gt; t) of Student's t.</summary>
    internal static double StudentAbove(double t, double freedom)
    {
        var tail = 0.5 * Special.BetaBelow(freedom / 2, 0.5, freedom / (freedom + t * t));
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>t with this probability between -t and t.</summary>
    internal static double StudentTwoSided(double confidence, double freedom)
    {
        double low = 0,
            high = 10;
        while (1 - 2 * StudentAbove(high, freedom) < confidence)
            high *= 2;
        for (var i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            var middle = (low + high) / 2;
            if (1 - 2 * StudentAbove(middle, freedom) < confidence)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}
