using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Import;

/// <summary>A whole street-level file in memory: nothing of it is stored until all of it has been read.</summary>
internal sealed class StreetFile
{
    private const int MostRows = (1 << RecordedCrime.PositionBits) - 1;

    private int ofOtherMonths, lastOther;

    public required PoliceUkFile File { get; init; }
    public string Sha256 { get; private set; } = "";
    public RowBlocks<StreetRecord> Rows { get; } = new();
    public List<RefusedRow> Refused { get; } = [];
    public CrimeCounts Counts { get; } = new();
    public int WithoutLocation { get; private set; }
    public int Outside { get; private set; }
    public int AntiSocial { get; private set; }

    /// <exception cref="ExchangeFormatException">The file as a whole is not what its name says.</exception>
    public static StreetFile Read(PoliceUkFile file, CrimeWords words, CrimeAreas areas, int antiSocial, ReadLimits limits, CancellationToken stop)
    {
        var made = new StreetFile { File = file };
        using var hashed = new HashedStream(file.Open());
        StreetCsv.Read(hashed, file.Name, (in StreetRow row) => made.Take(row, words, areas, antiSocial), made.Refused.Add, limits, stop);
        if (made.ofOtherMonths > made.Rows.Count)
        {
            throw new ExchangeFormatException(file.Name, null,
                $"{made.ofOtherMonths:N0} of {made.ofOtherMonths + made.Rows.Count:N0} rows are of another month than its name says, such as {InWords(made.lastOther)}, so none are taken. Give the file the name it was published under, or download it again.");
        }
        made.Sha256 = hashed.Sha256();
        return made;
    }

    private void Take(in StreetRow row, CrimeWords words, CrimeAreas areas, int antiSocial)
    {
        if (row.Month != File.Month)
        {
            (ofOtherMonths, lastOther) = (ofOtherMonths + 1, row.Month);
            Refused.Add(RefusedRow.Of(row.Line, $"The month {InWords(row.Month)} is not the month of the file", row.Whole));
            return;
        }
        if (Rows.Count == MostRows) throw new ExchangeFormatException(File.Name, row.Line, $"The file has more than {MostRows:N0} rows. Download one force and month a file.");
        var placed = areas.Of(row.LsoaCode, row.HasPoint, row.Longitude, row.Latitude);
        var category = words[CrimeWords.Category, row.CrimeType];
        var outcome = row.LastOutcome.IsEmpty ? 0 : words[CrimeWords.Outcome, row.LastOutcome];
        var taken = new StreetRecord(CrimeKey.Of(row.CrimeId), category, outcome, words[CrimeWords.Location, row.Location], row.Longitude, row.Latitude, placed);
        Rows.Add(taken);
        Counts.Add(taken, isCrime: category != antiSocial);
        if (placed.Placing == CrimePlacing.NoLocation) WithoutLocation++;
        if (placed.Placing == CrimePlacing.Outside) Outside++;
        if (category == antiSocial) AntiSocial++;
    }

    private static string InWords(int month) => $"{month / 100}-{month % 100:00}";
}
