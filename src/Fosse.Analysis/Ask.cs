using System.Runtime.CompilerServices;

namespace Fosse.Analysis;

/// <summary>What the calculations ask of their arguments. Not-a-number is refused too, which plain comparisons let through.</summary>
internal static class Ask
{
    internal static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(name, value, "Must be above zero and finite.");
    }

    internal static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(name, value, "Must be zero or above and finite.");
    }

    internal static void Confidence(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && value < 1)) throw new ArgumentOutOfRangeException(name, value, "Must be between 0 and 1, for instance 0.95.");
    }
}
