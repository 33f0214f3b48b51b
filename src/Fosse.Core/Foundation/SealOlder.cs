namespace Fosse.Foundation;

/// <summary>Seals what an older build left in the clear. An update asks it once the key ring is there; asked again it finds
/// nothing.</summary>
/// <returns>What the operator is told; none where there was nothing to seal.</returns>
public delegate Task<string?> SealOlder(CancellationToken stop);
