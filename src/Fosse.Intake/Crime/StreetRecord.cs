using Fosse.CrimeData;

namespace Fosse.Intake.Crime;

/// <summary>
/// A row of a street-level file in coded form, ready to be stored. A file has up to two million of them in memory at once,
/// so what may be absent is 0 here and costs no more room than what is there: no word and no area has the number 0.
/// </summary>
internal readonly record struct StreetRecord
{
    private readonly CrimeKey key;
    private readonly int lsoa,
        currentLsoa,
        ward,
        neighbourhood;
    private readonly byte placing;
    private readonly bool hasKey;

    public StreetRecord(CrimeKey? crimeKey, int category, int outcome, int location, double longitude, double latitude, Placed placed)
    {
        (hasKey, key) = (crimeKey is not null, crimeKey.GetValueOrDefault());
        (Category, Outcome, Location) = (category, outcome, location);
        (lsoa, currentLsoa, ward, neighbourhood) = (
            placed.LsoaId ?? 0,
            placed.CurrentLsoaId ?? 0,
            placed.WardId ?? 0,
            placed.NeighbourhoodId ?? 0
        );
        placing = (byte)placed.Placing;
        if (placed.Placing != CrimePlacing.NoLocation)
            (Longitude, Latitude) = (longitude, latitude);
    }

    public static StreetRecord Of(RecordedCrime row) =>
        new(
            row.CrimeKey is { } bytes ? CrimeKey.From(bytes) : null,
            row.Category,
            row.Outcome ?? 0,
            row.Location,
            row.Longitude ?? 0,
            row.Latitude ?? 0,
            new(row.LsoaId, row.CurrentLsoaId, row.WardId, row.NeighbourhoodId, row.Placement)
        );

    /// <summary>None for anti-social behaviour, which has no id.</summary>
    public CrimeKey? Key => hasKey ? key : null;
    public int Category { get; }

    /// <summary>0: none stated.</summary>
    public int Outcome { get; }
    public int Location { get; }
    public double Longitude { get; }
    public double Latitude { get; }
    public Placed Placed => new(Some(lsoa), Some(currentLsoa), Some(ward), Some(neighbourhood), Placing);
    public CrimePlacing Placing => (CrimePlacing)placing;

    /// <summary>What a row without an id is known by: what is published of it, without what follows from the areas that are held.</summary>
    public StreetContent Content => new(Category, Location, Longitude, Latitude);

    private static int? Some(int number) => number == 0 ? null : number;
}

internal readonly record struct StreetContent(int Category, int Location, double Longitude, double Latitude);
