namespace Fosse.Analysis;

/// <summary>
/// A rate with the interval that chance alone would leave it in. All three in the same unit, for instance per 1,000 residents.
/// Not for ranking places whose intervals overlap.
/// </summary>
public readonly record struct Rate(double Value, double Low, double High);
