using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>A row of a street-level file as it is published, its words by the numbers that they get as they come, from 0.</summary>
internal readonly record struct PublishedRow
{
    public const int None = -1;

    private readonly CrimeKey key;
    private readonly bool hasKey;

    public PublishedRow(in StreetRow row, PublishedWords words)
    {
        var known = CrimeKey.Of(row.CrimeId);
        (hasKey, key) = (known is not null, known.GetValueOrDefault());
        (Category, Location, Lsoa) = (words.Categories.Of(row.CrimeType), words.Locations.Of(row.Location), words.Lsoas.Of(row.LsoaCode));
        Outcome = row.LastOutcome.IsEmpty ? None : words.Outcomes.Of(row.LastOutcome);
        (HasPoint, Longitude, Latitude) = (row.HasPoint, row.Longitude, row.Latitude);
    }

    /// <summary>None for anti-social behaviour, which has no id.</summary>
    public CrimeKey? Key => hasKey ? key : null;
    public int Category { get; }
    public int Outcome { get; }
    public int Location { get; }
    public int Lsoa { get; }
    public bool HasPoint { get; }
    public double Longitude { get; }
    public double Latitude { get; }
}

/// <summary>A whole street-level file in memory, before anything is known of the database: nothing of it is stored until all of it has been
/// read.</summary>
internal sealed class PublishedFile
{
    private const int MostRows = (1 << RecordedCrime.PositionBits) - 1,
        MostKinds = 1000;

    private int ofOtherMonths,
        lastOther;

    public required PoliceUkFile Source { get; init; }
    public string Sha256 { get; private set; } = "";
    public RowBlocks<PublishedRow> Rows { get; } = new();
    public List<RefusedRow> Refused { get; } = [];

    /// <exception cref="ExchangeFormatException">The file as a whole is not what its name says.</exception>
    public static PublishedFile Read(PoliceUkFile source, PublishedWords words, ReadLimits limits, CancellationToken stop)
    {
        var made = new PublishedFile { Source = source };
        using var hashed = new HashedStream(source.Open());
        StreetCsv.Read(hashed, source.Name, (in StreetRow row) => made.Take(row, words), made.Refused.Add, limits, stop);
        if (made.ofOtherMonths > made.Rows.Count)
        {
            throw new ExchangeFormatException(
                source.Name,
                null,
                $"{made.ofOtherMonths:N0} of {made.ofOtherMonths + made.Rows.Count:N0} rows are of another month than its name "
                    + $"says, such as {InWords(made.lastOther)}, so none are taken. Give the file the name it was published under, or "
                    + $"download it again."
            );
        }
        made.Sha256 = hashed.Sha256();
        return made;
    }

    private void Take(in StreetRow row, PublishedWords words)
    {
        if (row.Month != Source.Month)
        {
            (ofOtherMonths, lastOther) = (ofOtherMonths + 1, row.Month);
            Refused.Add(RefusedRow.Of(row.Line, $"The month {InWords(row.Month)} is not the month of the file", row.Whole));
            return;
        }
        if (Rows.Count == MostRows)
            throw new ExchangeFormatException(
                Source.Name,
                row.Line,
                $"The file has more than {MostRows:N0} rows. Download one force and month a file."
            );
        Rows.Add(new(row, words));
        if (words.Categories.Fresh > MostKinds || words.Outcomes.Fresh > MostKinds) // each costs a place in the counts of every area
        {
            throw new ExchangeFormatException(
                Source.Name,
                row.Line,
                $"The file has more than {MostKinds:N0} different crime types or outcomes, where some forty are published. See "
                    + $"whether its columns are in their places, or download it again."
            );
        }
    }

    private static string InWords(int month) => $"{month / 100}-{month % 100:00}";
}
