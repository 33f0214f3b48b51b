namespace Fosse.Analysis;

/// <summary>Local fits of degree 0 or 1 with tricube weights over a window of so many values, each jump places, and lines
/// between.</summary>
internal readonly record struct Loess(int Window, int Degree, int Jump)
{
    /// <summary>Smooths y into a result of the same length. Weights may be empty.</summary>
    internal void Smooth(ReadOnlySpan<double> y, ReadOnlySpan<double> weights, Span<double> result)
    {
        var n = y.Length;
        if (n < 2)
        {
            if (n == 1)
                result[0] = y[0];
            return;
        }
        var jump = Math.Min(Jump, n - 1);
        var half = (Window + 1) / 2;
        var (left, right) = (0, 0);
        for (var i = 0; i < n; i += jump)
        {
            if (Window >= n)
                (left, right) = (0, n - 1);
            else if (i + 1 < half)
                (left, right) = (0, Window - 1);
            else if (i + 1 >= n - half + 1)
                (left, right) = (n - Window, n - 1);
            else
                (left, right) = (i + 1 - half, Window + i - half);
            if (!At(y, weights, i, left, right, out result[i]))
                result[i] = y[i];
        }
        if (jump == 1)
            return;
        for (var i = 0; i + jump < n; i += jump)
            Line(result, i, i + jump);
        var last = (n - 1) / jump * jump;
        if (last == n - 1)
            return;
        if (!At(y, weights, n - 1, left, right, out result[n - 1]))
            result[n - 1] = y[n - 1];
        Line(result, last, n - 1);
    }

    private static void Line(Span<double> values, int from, int to)
    {
        var step = (values[to] - values[from]) / (to - from);
        for (var i = from + 1; i < to; i++)
            values[i] = values[from] + step * (i - from);
    }

    /// <summary>The fit at a place, which may lie one beyond the ends; false when all weights are 0.</summary>
    internal bool At(ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double x, int left, int right, out double fit)
    {
        var n = y.Length;
        var h = Math.Max(x - left, right - x);
        if (Window > n)
            h += (Window - n) / 2;
        var (h9, h1) = (.999 * h, .001 * h);
        double sum = 0,
            sumJ = 0,
            sumY = 0,
            sumJJ = 0,
            sumJY = 0;
        for (var j = left; j <= right; j++)
        {
            var r = Math.Abs(j - x);
            if (r > h9)
                continue;
            double w = 1;
            if (r > h1)
            {
                var q = r / h;
                q = 1 - q * q * q;
                w = q * q * q;
            }
            if (weights.Length > 0)
                w *= weights[j];
            // Around x, so that the sums of squares lose nothing.
            var d = j - x;
            sum += w;
            sumJ += w * d;
            sumJJ += w * d * d;
            sumY += w * y[j];
            sumJY += w * d * y[j];
        }
        if (sum <= 0)
        {
            fit = 0;
            return false;
        }
        var (a, mean) = (sumJ / sum, sumY / sum);
        var c = sumJJ / sum - a * a;
        fit = mean;
        if (h > 0 && Degree > 0 && c > 0 && Math.Sqrt(c) > .001 * (n - 1))
            fit += -a / c * (sumJY / sum - a * mean);
        return true;
    }
}
