using System.Text;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

internal sealed record OutcomeRecord(
    CrimeKey? Crime,
    int Month,
    int Outcome,
    int Location,
    double? Longitude,
    double? Latitude,
    int? PublishedLsoa,
    Placed Placed
) : MonthlyRow(Placed)
{
    public override object? Identity() => Crime is { } crime ? (crime, Month, Outcome) : null;

    public override object?[] Cells() =>
        [
            Crime?.ToBytes(),
            Outcome,
            Location,
            Longitude,
            Latitude,
            Placed.LsoaId,
            Placed.CurrentLsoaId,
            Placed.WardId,
            Placed.NeighbourhoodId,
            (int)Placed.Placing,
        ];
}

/// <summary>The outcomes file of a force and month: decisions made in that month, whenever the crime was.</summary>
internal sealed class OutcomesFile(CrimeWords words, CrimeAreas areas)
    : MonthlyKind<CrimeOutcome>(
        CrimeFileKind.Outcomes,
        "outcomes",
        "crime_outcomes",
        [
            "crime_key",
            "outcome",
            "location",
            "longitude",
            "latitude",
            "lsoa_id",
            "current_lsoa_id",
            "ward_id",
            "neighbourhood_id",
            "placement",
        ]
    )
{
    public override void Read(Stream bytes, MonthlyFile into, ReadLimits limits, CancellationToken stop) =>
        OutcomesCsv.Read(bytes, into.Source.Name, (in OutcomeRow row) => Take(row, into), into.Refused.Add, limits, stop);

    public override (long Id, MonthlyRow Row) Held(CrimeOutcome o) =>
        (
            o.Id,
            new OutcomeRecord(
                o.CrimeKey is null ? null : CrimeKey.From(o.CrimeKey),
                o.Month,
                o.Outcome,
                o.Location,
                o.Longitude,
                o.Latitude,
                o.LsoaId,
                new(o.LsoaId, o.CurrentLsoaId, o.WardId, o.NeighbourhoodId, o.Placement)
            )
        );

    private void Take(in OutcomeRow row, MonthlyFile into)
    {
        if (row.Month != into.Source.Month)
        {
            into.Refused.Add(
                new(
                    row.Line,
                    $"The month {row.Month / 100}-{row.Month % 100:00} is not the month of the file",
                    $"{Encoding.UTF8.GetString(row.CrimeId)}, {Encoding.UTF8.GetString(row.OutcomeType)}"
                )
            );
            return;
        }
        var placed = row.HasPoint
            ? areas.Of(areas.Of(row.LsoaCode, row.Longitude, row.Latitude), row.Longitude, row.Latitude)
            : Placed.Nowhere;
        // The words of the street files' last outcome: one list, as the publisher has one.
        into.Take(
            new OutcomeRecord(
                CrimeKey.Of(row.CrimeId),
                row.Month,
                words[CrimeWords.Outcome, row.OutcomeType],
                words[CrimeWords.Location, row.Location],
                row.HasPoint ? row.Longitude : null,
                row.HasPoint ? row.Latitude : null,
                placed.LsoaId,
                placed
            )
        );
    }
}
