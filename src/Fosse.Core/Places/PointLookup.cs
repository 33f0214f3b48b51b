using Fosse.Foundation;

namespace Fosse.Places;

/// <summary>Says which areas a point lies in. Outlines are read once for each edition of the areas and kept.</summary>
public sealed class PointLookup : IDisposable
{
    private readonly KeptByEdition<PointOutlines> outlines = new(PointOutlines.Load);

    public async Task<AreasAt> At(SafetyDb db, double longitude, double latitude, CancellationToken stop) =>
        await At(db, (await db.Editions(stop)).Areas, longitude, latitude, stop);

    /// <param name="edition">Of the areas, where that has been read already.</param>
    public async Task<AreasAt> At(SafetyDb db, string edition, double longitude, double latitude, CancellationToken stop) =>
        (await outlines.Of(db, edition, stop)).At(longitude, latitude);

    public void Dispose() => outlines.Dispose();
}
