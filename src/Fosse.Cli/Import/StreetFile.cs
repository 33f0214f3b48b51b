using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Import;

/// <summary>A whole street-level file by the numbers of the database, ready to be stored, with what adds up from its rows.</summary>
internal sealed class StreetFile
{
    private StreetFile(PublishedFile published, CrimeCounts counts) => (File, Sha256, Refused, Counts) = (published.Source, published.Sha256, published.Refused, counts);

    public PoliceUkFile File { get; }
    public string Sha256 { get; }
    public RowBlocks<StreetRecord> Rows { get; } = new();
    public IReadOnlyList<RefusedRow> Refused { get; }
    public CrimeCounts Counts { get; }
    public int WithoutLocation { get; private set; }
    public int Outside { get; private set; }
    public int AntiSocial { get; private set; }

    /// <summary>Takes over the rows of a file; it has none afterwards.</summary>
    public static StreetFile Of(PublishedFile published, CrimeWords words, CrimeAreas areas, int antiSocial)
    {
        var categories = words.Of(CrimeWords.Category, published.Categories);
        var outcomes = words.Of(CrimeWords.Outcome, published.Outcomes);
        var locations = words.Of(CrimeWords.Location, published.Locations);
        var lsoas = new KnownLsoa?[published.Lsoas.Count];
        for (var i = 0; i < lsoas.Length; i++) lsoas[i] = areas.Lsoa(published.Lsoas[i]);

        var made = new StreetFile(published, new CrimeCounts(categories, outcomes));
        published.Rows.Drain((in PublishedRow row) =>
        {
            var placed = row.HasPoint ? areas.Of(lsoas[row.Lsoa], row.Longitude, row.Latitude) : Placed.Nowhere;
            var category = categories[row.Category];
            made.Rows.Add(new(row.Key, category, row.Outcome == PublishedRow.None ? 0 : outcomes[row.Outcome], locations[row.Location], row.Longitude, row.Latitude, placed));
            made.Counts.Add(placed, row.Category, row.Outcome, isCrime: category != antiSocial);
            if (placed.Placing == CrimePlacing.NoLocation) made.WithoutLocation++;
            if (placed.Placing == CrimePlacing.Outside) made.Outside++;
            if (category == antiSocial) made.AntiSocial++;
        });
        return made;
    }
}
