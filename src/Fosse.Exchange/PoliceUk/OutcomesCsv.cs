namespace Fosse.Exchange.PoliceUk;

/// <summary>One decision on one recorded crime. The spans are unquoted UTF-8 and valid only during the call that hands them over.</summary>
public readonly ref struct OutcomeRow
{
    /// <summary>Line in the file, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>64 hexadecimal digits; the same as in the street files. A crime can have several outcomes.</summary>
    public required ReadOnlySpan<byte> CrimeId { get; init; }

    /// <summary>The month of the decision, not of the crime, as the number yyyymm.</summary>
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

    public required ReadOnlySpan<byte> LsoaCode { get; init; }

    public required ReadOnlySpan<byte> LsoaName { get; init; }

    public required ReadOnlySpan<byte> OutcomeType { get; init; }
}

/// <summary>Takes one row; what it keeps of the spans it must copy.</summary>
public delegate void OutcomeRowAction(in OutcomeRow row);

/// <summary>Reads the outcome files of data.police.uk (https://data.police.uk/about/#columns).</summary>
public static class OutcomesCsv
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
        "Outcome type",
    ];

    /// <inheritdoc cref="StreetCsv.Read"/>
    public static ReadCounts Read(
        Stream file,
        string fileName,
        OutcomeRowAction onRow,
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
                ?? CrimeFields.Needed(line[9], "outcome type");
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
                    OutcomeType = line[9],
                }
            );
        }
        return new(line.Rows, line.Refused, withoutLocation);
    }
}
