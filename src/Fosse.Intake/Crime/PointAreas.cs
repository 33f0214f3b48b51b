using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Intake.Crime;

/// <summary>Says which areas a published point lies in, where no code is published with it. Points recur, so answers are
/// remembered.</summary>
internal sealed class PointAreas
{
    private readonly Dictionary<(double, double), Placed> seen = [];
    private PointOutlines outlines = new();

    public static async Task<PointAreas> Load(SafetyDb db, CancellationToken stop) =>
        new() { outlines = await PointOutlines.Load(db, stop) };

    public Placed Of(bool hasPoint, double longitude, double latitude)
    {
        if (!hasPoint)
            return new(null, null, null, null, CrimePlacing.NoLocation);
        if (seen.TryGetValue((longitude, latitude), out var placed))
            return placed;
        return seen[(longitude, latitude)] = outlines.At(longitude, latitude) is { Lsoa: { } lsoa } at
            ? new(lsoa, lsoa, at.Ward, at.Neighbourhood, CrimePlacing.Inside)
            : new(null, null, null, null, CrimePlacing.Outside);
    }
}
