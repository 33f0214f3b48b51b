namespace Fosse.Web.Public.HowSafe;

/// <summary>Names the words of the page about safety scores; they are in HowSafeWords.resx.</summary>
public sealed class HowSafeWords;
