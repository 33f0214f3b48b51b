using System.Buffers.Text;

namespace Fosse.Exchange.PoliceUk;

/// <summary>One stop and search. The spans are unquoted UTF-8 and valid only during the call that hands them over.</summary>
public readonly ref struct StopSearchRow
{
    /// <summary>Line in the file, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>"Person search", "Vehicle search" or "Person and Vehicle search".</summary>
    public required ReadOnlySpan<byte> Type { get; init; }

    /// <summary>The moment as published; many forces round it or give midnight.</summary>
    public required DateTimeOffset Date { get; init; }

    public required bool? PartOfOperation { get; init; }

    public required ReadOnlySpan<byte> Operation { get; init; }

    /// <summary>False for rows published with no location; then the coordinates are NaN.</summary>
    public required bool HasPoint { get; init; }

    /// <summary>Degrees, WGS84: the anonymised point, not the place where it happened.</summary>
    public required double Longitude { get; init; }

    /// <inheritdoc cref="Longitude"/>
    public required double Latitude { get; init; }

    public required ReadOnlySpan<byte> Gender { get; init; }

    public required ReadOnlySpan<byte> AgeRange { get; init; }

    public required ReadOnlySpan<byte> SelfDefinedEthnicity { get; init; }

    public required ReadOnlySpan<byte> OfficerDefinedEthnicity { get; init; }

    public required ReadOnlySpan<byte> Legislation { get; init; }

    public required ReadOnlySpan<byte> ObjectOfSearch { get; init; }

    public required ReadOnlySpan<byte> Outcome { get; init; }

    public required bool? OutcomeLinkedToObject { get; init; }

    public required bool? MoreThanOuterClothing { get; init; }
}

/// <summary>Takes one row; what it keeps of the spans it must copy.</summary>
public delegate void StopSearchRowAction(in StopSearchRow row);

/// <summary>Reads the stop and search files of data.police.uk (https://data.police.uk/about/#columns).</summary>
public static class StopSearchCsv
{
    private static readonly string[] Columns =
    [
        "Type",
        "Date",
        "Part of a policing operation",
        "Policing operation",
        "Latitude",
        "Longitude",
        "Gender",
        "Age range",
        "Self-defined ethnicity",
        "Officer-defined ethnicity",
        "Legislation",
        "Object of search",
        "Outcome",
        "Outcome linked to object of search",
        "Removal of more than just outer clothing",
    ];

    private static readonly int[] Texts = [3, 6, 7, 8, 9, 10, 11, 12];

    /// <inheritdoc cref="StreetCsv.Read"/>
    public static ReadCounts Read(
        Stream file,
        string fileName,
        StopSearchRowAction onRow,
        Action<RefusedRow> onRefused,
        ReadLimits limits,
        CancellationToken stop
    )
    {
        using var line = new CsvSplitter(file, fileName, Columns, onRefused, limits, stop);
        var withoutLocation = 0;
        while (line.Next())
        {
            var wrongDate = Moment(line[1], out var date);
            var wrongPoint = CrimeFields.Point(line[5], line[4], out var hasPoint, out var longitude, out var latitude);
            var answered = YesNo(line[2], out var partOfOperation) & YesNo(line[13], out var linked) & YesNo(line[14], out var more);
            var problem =
                CrimeFields.Needed(line[0], "type of search")
                ?? wrongDate
                ?? wrongPoint
                ?? LongText(line)
                ?? (answered ? null : "Yes-or-no columns must be True, False or empty");
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
                    Type = line[0],
                    Date = date,
                    PartOfOperation = partOfOperation,
                    Operation = line[3],
                    HasPoint = hasPoint,
                    Longitude = longitude,
                    Latitude = latitude,
                    Gender = line[6],
                    AgeRange = line[7],
                    SelfDefinedEthnicity = line[8],
                    OfficerDefinedEthnicity = line[9],
                    Legislation = line[10],
                    ObjectOfSearch = line[11],
                    Outcome = line[12],
                    OutcomeLinkedToObject = linked,
                    MoreThanOuterClothing = more,
                }
            );
        }
        return new(line.Rows, line.Refused, withoutLocation);
    }

    private static string? LongText(CsvSplitter line)
    {
        foreach (var at in Texts)
        {
            if (CrimeFields.Text(line[at], $"column {Columns[at]}") is { } wrong)
                return wrong;
        }
        return null;
    }

    private static string? Moment(ReadOnlySpan<byte> field, out DateTimeOffset date) =>
        field.Length == 25
        && field[10] == 'T'
        && Utf8Parser.TryParse(Round(field, stackalloc byte[33]), out date, out var used, 'O')
        && used == 33
            ? null
            : Missing(out date);

    // The parser of .NET wants seven decimals of a second, which the files never have.
    private static Span<byte> Round(ReadOnlySpan<byte> field, Span<byte> with)
    {
        field[..19].CopyTo(with);
        ".0000000"u8.CopyTo(with[19..]);
        field[19..].CopyTo(with[27..]);
        return with;
    }

    private static string? Missing(out DateTimeOffset date)
    {
        date = default;
        return "The date must look like 2020-01-31T14:05:00+00:00";
    }

    private static bool YesNo(ReadOnlySpan<byte> field, out bool? answer)
    {
        answer =
            field.SequenceEqual("True"u8) ? true
            : field.SequenceEqual("False"u8) ? false
            : null;
        return field.IsEmpty || answer is not null;
    }
}
