namespace Fosse.Intake.County;

/// <summary>
/// What a load changed, how many rows name areas that are not held (those of other counties, mostly), and how many files of
/// recorded crime are to be imported again, because the areas are no longer those by which their rows were placed.
/// </summary>
/// <param name="Outside">Settlements and streets that lie in none of the county's areas.</param>
/// <param name="Again">Rows that say once more of a postcode or a place what an earlier row has said.</param>
internal sealed record CountyLoaded(int Added, int Changed, int Removed, int NotHeld, int FilesToPlace, int Outside, int Again)
{
    /// <summary>What was left out though nothing is wrong with it, in sentences: for whoever asked, and kept with the run.</summary>
    public IReadOnlyList<string> LeftOut =>
        [
            .. Said(
                NotHeld,
                $"{NotHeld:N0} figures name areas that are not held and were left out: that is well where a file covers the whole country"
            ),
            .. Said(Outside, $"{Outside:N0} settlements and streets lie in none of the county's areas and were left out"),
            .. Said(Again, $"{Again:N0} rows say once more what an earlier row has said; the first of each was taken"),
        ];

    private static string[] Said(int rows, string sentence) => rows > 0 ? [sentence] : [];
}
