using Fosse.Cli.Analyse.Methods;

namespace Fosse.Cli.Analyse;

/// <summary>Every method, in the order in which they are listed.</summary>
internal static class AllMethods
{
    public static IReadOnlyList<Method> Each { get; } =
    [
        .. CountMethods.Each,
        .. RateMethods.Each,
        .. SurfaceMethods.Each,
        .. ClusterMethods.Each,
        .. SpaceTimeMethods.Each,
        .. RepetitionMethods.Each,
        .. SeriesMethods.Each,
        .. JudgementMethods.Each,
        .. RiskTerrainMethods.Each,
        .. PlaceMethods.Each,
        .. ViewshedMethods.Each,
        .. PrivacyMethods.Each,
        .. GeodesyMethods.Each,
    ];
}
