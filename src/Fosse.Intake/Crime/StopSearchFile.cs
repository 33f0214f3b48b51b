using System.Text;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>One search. It has no id and is never corrected, only published again: the whole row says which one it is.</summary>
internal sealed record StopRecord(
    DateTimeOffset At,
    int Type,
    YesOrNo PartOfOperation,
    int? Operation,
    double? Longitude,
    double? Latitude,
    int? Gender,
    int? AgeRange,
    int? SelfDefinedEthnicity,
    int? OfficerDefinedEthnicity,
    int? Legislation,
    int? ObjectOfSearch,
    int? Outcome,
    YesOrNo OutcomeLinkedToObject,
    YesOrNo MoreThanOuterClothing,
    Placed Placed
) : MonthlyRow(Placed)
{
    public override object?[] Cells() =>
        [
            At.ToUnixTimeSeconds(),
            Type,
            (int)PartOfOperation,
            Operation,
            Longitude,
            Latitude,
            Gender,
            AgeRange,
            SelfDefinedEthnicity,
            OfficerDefinedEthnicity,
            Legislation,
            ObjectOfSearch,
            Outcome,
            (int)OutcomeLinkedToObject,
            (int)MoreThanOuterClothing,
            Placed.LsoaId,
            Placed.WardId,
            Placed.NeighbourhoodId,
            (int)Placed.Placing,
        ];
}

/// <summary>The stop-and-search file of a force and month.</summary>
internal sealed class StopSearchFile(CrimeWords words, PointAreas areas)
    : MonthlyKind<StopAndSearch>(
        CrimeFileKind.StopAndSearch,
        "stop and search",
        "stop_and_searches",
        [
            "at",
            "type",
            "part_of_operation",
            "operation",
            "longitude",
            "latitude",
            "gender",
            "age_range",
            "self_defined_ethnicity",
            "officer_defined_ethnicity",
            "legislation",
            "object_of_search",
            "outcome",
            "outcome_linked_to_object",
            "more_than_outer_clothing",
            "lsoa_id",
            "ward_id",
            "neighbourhood_id",
            "placement",
        ]
    )
{
    public override void Read(Stream bytes, MonthlyFile into, ReadLimits limits, CancellationToken stop) =>
        StopSearchCsv.Read(bytes, into.Source.Name, (in StopSearchRow row) => Take(row, into), into.Refused.Add, limits, stop);

    public override (long Id, MonthlyRow Row) Held(StopAndSearch s) =>
        (
            s.Id,
            new StopRecord(
                s.At,
                s.Type,
                s.PartOfOperation,
                s.Operation,
                s.Longitude,
                s.Latitude,
                s.Gender,
                s.AgeRange,
                s.SelfDefinedEthnicity,
                s.OfficerDefinedEthnicity,
                s.Legislation,
                s.ObjectOfSearch,
                s.Outcome,
                s.OutcomeLinkedToObject,
                s.MoreThanOuterClothing,
                new(s.LsoaId, s.LsoaId, s.WardId, s.NeighbourhoodId, s.Placement)
            )
        );

    private void Take(in StopSearchRow row, MonthlyFile into)
    {
        if (!IsOf(into.Source.Month, row.Date))
        {
            into.Refused.Add(
                new(
                    row.Line,
                    $"The date {row.Date:yyyy-MM-dd} is not in the month of the file",
                    $"{Encoding.UTF8.GetString(row.Type)}, {row.Date:O}"
                )
            );
            return;
        }
        into.Take(
            new StopRecord(
                row.Date,
                words["search-type", row.Type],
                Answer(row.PartOfOperation),
                Word("operation", row.Operation),
                row.HasPoint ? row.Longitude : null,
                row.HasPoint ? row.Latitude : null,
                Word("gender", row.Gender),
                Word("age-range", row.AgeRange),
                Word("self-defined-ethnicity", row.SelfDefinedEthnicity),
                Word("officer-defined-ethnicity", row.OfficerDefinedEthnicity),
                Word("legislation", row.Legislation),
                Word("object-of-search", row.ObjectOfSearch),
                Word("search-outcome", row.Outcome),
                Answer(row.OutcomeLinkedToObject),
                Answer(row.MoreThanOuterClothing),
                areas.Of(row.HasPoint, row.Longitude, row.Latitude)
            )
        );
    }

    // A search near midnight can stand in the next month or the last, depending on whose clock; more than a day off is another file.
    private static bool IsOf(int month, DateTimeOffset date)
    {
        var first = new DateTimeOffset(month / 100, month % 100, 1, 0, 0, 0, TimeSpan.Zero);
        return date >= first.AddDays(-1) && date < first.AddMonths(1).AddDays(1);
    }

    private int? Word(string kind, ReadOnlySpan<byte> word) => word.IsEmpty ? null : words[kind, word];

    private static YesOrNo Answer(bool? said) =>
        said switch
        {
            null => YesOrNo.NotStated,
            false => YesOrNo.No,
            true => YesOrNo.Yes,
        };
}
