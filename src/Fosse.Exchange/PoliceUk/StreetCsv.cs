namespace Fosse.Exchange.PoliceUk;

/// <summary>One recorded crime or incident as published. The spans are unquoted UTF-8 and valid only during the call that hands them
/// over.</summary>
public readonly ref struct StreetRow
{
    /// <summary>Line in the file, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>64 hexadecimal digits, or empty (every antisocial behaviour row, every row of the British Transport Police). Not unique:
    /// see the notes at data.police.uk.</summary>
    public required ReadOnlySpan<byte> CrimeId { get; init; }

    /// <summary>The month as the number yyyymm.</summary>
    public required int Month { get; init; }

    public required ReadOnlySpan<byte> ReportedBy { get; init; }

    public required ReadOnlySpan<byte> FallsWithin { get; init; }

    /// <summary>False for rows published with no location; then the coordinates are NaN.</summary>
    public required bool HasPoint { get; init; }

    /// <summary>Degrees, WGS84: the anonymised point, not the place where it happened.</summary>
    public required double Longitude { get; init; }

    /// <inheritdoc cref="Longitude"/>
    public required double Latitude { get; init; }

    public required ReadOnlySpan<byte> Location { get; init; }

    /// <summary>The LSOA of the vintage the publisher used that month (2011 up to 2022, 2021 later), or empty.</summary>
    public required ReadOnlySpan<byte> LsoaCode { get; init; }

    public required ReadOnlySpan<byte> LsoaName { get; init; }

    public required ReadOnlySpan<byte> CrimeType { get; init; }

    public required ReadOnlySpan<byte> LastOutcome { get; init; }

    public required ReadOnlySpan<byte> Context { get; init; }

    /// <summary>The line as it stands in the file, for a row that is kept aside.</summary>
    public required ReadOnlySpan<byte> Whole { get; init; }
}

/// <summary>Takes one row; what it keeps of the spans it must copy.</summary>
public delegate void StreetRowAction(in StreetRow row);

/// <summary>Reads the street-level crime files of data.police.uk (https://data.police.uk/about/#columns).</summary>
public static class StreetCsv
{
    private static readonly string[] Columns =
    [
        "Crime ID",
        "Month",
        "Reported by",
        "Falls within",
        "Longitude",
        "Latitude",
        "Location",
        "LSOA code",
        "LSOA name",
        "Crime type",
        "Last outcome category",
        "Context",
    ];

    /// <summary>
    /// Reads a file from front to end in about 1 MB of memory, whatever its size. Rows are passed on as they are read,
    /// so a file that turns out to be cut off has already passed on its first rows: store them in one transaction.
    /// </summary>
    /// <param name="file">UTF-8, with or without a byte order mark, lines ending in LF or CRLF.</param>
    /// <param name="fileName">Named in messages.</param>
    /// <param name="onRow">Called for each good row. Equal rows are separate incidents and are all passed on.</param>
    /// <param name="onRefused">Called for each row kept aside.</param>
    /// <exception cref="ExchangeFormatException">The file as a whole is not a street file, is cut off, or has more bad rows than good
    /// ones.</exception>
    public static ReadCounts Read(
        Stream file,
        string fileName,
        StreetRowAction onRow,
        Action<RefusedRow> onRefused,
        ReadLimits limits,
        CancellationToken stop
    )
    {
        using var line = new CsvSplitter(file, fileName, Columns, onRefused, limits, stop);
        var withoutLocation = 0;
        while (line.Next())
        {
            var wrongMonth = CrimeFields.Month(line[1], out var month);
            var wrongPoint = CrimeFields.Point(line[4], line[5], out var hasPoint, out var longitude, out var latitude);
            var problem =
                CrimeFields.CrimeId(line[0])
                ?? wrongMonth
                ?? wrongPoint
                ?? CrimeFields.Text(line[6], "location")
                ?? CrimeFields.Needed(line[9], "crime type")
                ?? CrimeFields.Text(line[10], "last outcome");
            if (problem is not null)
            {
                line.Refuse(problem);
                continue;
            }
            line.Rows++;
            if (!hasPoint)
                withoutLocation++;
            onRow(
                new()
                {
                    Line = line.Line,
                    CrimeId = line[0],
                    Month = month,
                    ReportedBy = line[2],
                    FallsWithin = line[3],
                    HasPoint = hasPoint,
                    Longitude = longitude,
                    Latitude = latitude,
                    Location = line[6],
                    LsoaCode = line[7],
                    LsoaName = line[8],
                    CrimeType = line[9],
                    LastOutcome = line[10],
                    Context = line[11],
                    Whole = line.Text,
                }
            );
        }
        return new(line.Rows, line.Refused, withoutLocation);
    }
}
