using System.Diagnostics;

namespace Fosse.Foundation;

/// <summary>What Fosse does, as activities that an operator's collector can follow. Their names and tags hold no words of a
/// visitor.</summary>
public static class Activities
{
    /// <summary>The name under which they go.</summary>
    public const string Name = "Fosse";

    public static ActivitySource Source { get; } = new(Name);
}
