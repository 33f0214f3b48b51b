using System.Text;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>A whole street-level file by the numbers of the database, ready to be stored, with what adds up from its rows.</summary>
internal sealed class StreetFile
{
    private const int MostTold = 10;
    private IReadOnlyList<AreaTotals> totals = [];

    private StreetFile(PublishedFile published) => (File, Sha256, Refused) = (published.Source, published.Sha256, published.Refused);

    public PoliceUkFile File { get; }
    public string Sha256 { get; }
    public RowBlocks<StreetRecord> Rows { get; } = new();
    public IReadOnlyList<RefusedRow> Refused { get; }
    public int WithoutLocation { get; private set; }
    public int Outside { get; private set; }
    public int AntiSocial { get; private set; }

    /// <summary>What is to be told of its crime types: those that are not known here, and those in other words.</summary>
    public string? TypesTold { get; private set; }

    /// <summary>Takes over the rows of a file; it has none afterwards.</summary>
    public static StreetFile Of(PublishedFile published, StreetCoder coder)
    {
        var (made, counts) = (new StreetFile(published), new CrimeCounts(coder.Categories, coder.Outcomes));
        published.Rows.Drain(
            (in PublishedRow row) =>
            {
                var (placed, category) = (coder.Place(row), coder.Categories[row.Category]);
                var outcome = row.Outcome == PublishedRow.None ? 0 : coder.Outcomes[row.Outcome];
                made.Rows.Add(new(row.Key, category, outcome, coder.Locations[row.Location], row.Longitude, row.Latitude, placed));
                counts.Add(placed, row.Category, row.Outcome, isCrime: category != coder.AntiSocial);
                if (placed.Placing == CrimePlacing.NoLocation)
                    made.WithoutLocation++;
                if (placed.Placing == CrimePlacing.Outside)
                    made.Outside++;
                if (category == coder.AntiSocial)
                    made.AntiSocial++;
            }
        );
        made.totals = counts.Totals();
        made.TypesTold = Told(coder.Categories, counts, made.File.Month);
        return made;
    }

    private static string? Told(CodedWords categories, CrimeCounts counts, int month)
    {
        List<string> unknown = [],
            otherwise = [];
        for (var at = 0; at < counts.ByCategory.Count; at++)
        {
            if (counts.ByCategory[at] == 0)
                continue;
            var (word, written) = (Encoding.UTF8.GetString(categories.Word(at)), Encoding.UTF8.GetString(categories.Written(at)));
            if (!PublishedCategory.IsKnown(categories.Word(at), month))
                unknown.Add($"“{written}” ({counts.ByCategory[at]:N0} rows)");
            else if (word != written)
                otherwise.Add($"“{word}” as “{written}” ({counts.ByCategory[at]:N0} rows)");
        }
        List<string> told = [];
        if (unknown.Count > 0)
            told.Add($"crime types that are not known here, counted as crime: {string.Join(", ", unknown.Take(MostTold))}");
        if (otherwise.Count > 0)
            told.Add($"crime types in other words: {string.Join(", ", otherwise.Take(MostTold))}");
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    /// <summary>What adds up from the rows, as rows of the file with that number.</summary>
    public IReadOnlyList<AreaCounts> CountsOf(int fileId) =>
        [
            .. totals.Select(t => new AreaCounts
            {
                FileId = fileId,
                AreaId = t.AreaId,
                ByCategory = t.ByCategory,
                ByOutcome = t.ByOutcome,
            }),
        ];
}
