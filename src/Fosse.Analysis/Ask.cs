using System.Runtime.CompilerServices;

namespace Fosse.Analysis;

/// <summary>What the calculations ask of their arguments. Not-a-number is refused too, which plain comparisons let through.</summary>
internal static class Ask
{
    internal static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be above zero and finite.");
    }

    internal static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be zero or above and finite.");
    }

    internal static void Confidence(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && value < 1))
            throw new ArgumentOutOfRangeException(name, value, "Must be between 0 and 1, for instance 0.95.");
    }

    internal static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "Must be finite.");
    }

    internal static void AtLeast(int value, int least, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(name, value, $"Must be {least} or more.");
    }

    /// <summary>At least so many values, each finite.</summary>
    internal static void Values(double[] values, int least = 1, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length < least)
            throw new ArgumentException($"Needs at least {least} value{(least == 1 ? "" : "s")}, has {values.Length}.", name);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentOutOfRangeException(name, values[i], $"Value {i + 1} must be finite.");
        }
    }

    /// <summary>At least so many values, each finite and zero or above.</summary>
    internal static void Counts(double[] values, int least = 1, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        Values(values, least, name);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0)
                throw new ArgumentOutOfRangeException(name, values[i], $"Value {i + 1} must be zero or above.");
        }
    }

    /// <summary>At least so many values, each finite and above zero.</summary>
    internal static void Positives(double[] values, int least = 1, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        Values(values, least, name);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] <= 0)
                throw new ArgumentOutOfRangeException(name, values[i], $"Value {i + 1} must be above zero.");
        }
    }

    internal static void Length(int has, int needs, string name)
    {
        if (has != needs)
            throw new ArgumentException($"Needs {needs} values, has {has}.", name);
    }
}
