using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Privacy;
using Fosse.Records;

namespace Fosse.Tests.People.Accountability;

/// <summary>The rules, each with the reads it asks about and those it must leave alone.</summary>
public sealed class UnusualAccessTests
{
    private static readonly Guid Robin = Guid.CreateVersion7(),
        Alex = Guid.CreateVersion7();
    private static readonly DateTimeOffset Noon = new(2025, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static long next = 1;

    [Fact]
    public void A_usual_day_is_asked_nothing() =>
        Assert.Empty(UnusualAccess.In([.. Enumerable.Range(0, 19).Select(_ => Read()), Read(Alex)]));

    [Fact]
    public void Night_is_unusual_for_those_who_work_by_day_and_not_for_those_who_work_at_night()
    {
        var late = Read() with { At = Noon.AddHours(11) };
        Assert.Equal([late.Line], Single(UnusualRule.OutOfHours, [late, .. Enumerable.Range(0, 4).Select(_ => Read())]).Lines);
        Assert.Empty(UnusualAccess.In([late, .. Enumerable.Range(0, 3).Select(_ => Read())]));
        // In summer the county's clocks are an hour ahead: half past nine in the evening UTC is night.
        var summer = new DateTimeOffset(2025, 7, 14, 21, 30, 0, TimeSpan.Zero);
        Assert.Single(UnusualAccess.In([Read() with { At = summer }, .. Enumerable.Range(0, 4).Select(_ => Read())]));
    }

    [Fact]
    public void Many_records_on_one_day_are_asked_about_where_they_are_many_for_the_reader_and_for_everybody()
    {
        List<ReadFacts> usual =
        [
            .. Enumerable.Range(1, 10).SelectMany(d => Enumerable.Range(0, 5).Select(_ => Read() with { At = Noon.AddDays(-d) })),
            .. Enumerable.Range(1, 10).SelectMany(d => Enumerable.Range(0, 4).Select(_ => Read(Alex) with { At = Noon.AddDays(-d) })),
        ];
        List<ReadFacts> many = [.. Enumerable.Range(0, 20).Select(_ => Read())];
        var found = Single(UnusualRule.ManyReads, [.. usual, .. many]);
        Assert.Equal((20, 5d, 4d), (found.Count, found.Own!.Value, found.Peers!.Value));
        Assert.Empty(UnusualAccess.In([.. usual, .. many.Skip(1)])); // nineteen
        var one = Guid.CreateVersion7();
        Assert.Empty(UnusualAccess.In([.. usual, .. many.Select(r => r with { Record = one })])); // one record again and again
        List<ReadFacts> busy =
        [
            .. Enumerable.Range(1, 10).SelectMany(d => Enumerable.Range(0, 8).Select(_ => Read(Alex) with { At = Noon.AddDays(-d) })),
        ];
        Assert.Empty(UnusualAccess.In([.. busy, .. many])); // not three times what the others read
    }

    [Fact]
    public void A_record_without_a_case_is_asked_about_unless_an_assignment_or_an_office_is_the_reason()
    {
        var lone = Read() with { HasCase = false, From = ReasonFrom.Typed };
        Assert.Equal(
            [lone.Line],
            Single(
                UnusualRule.WithoutCase,
                [
                    lone,
                    Read() with
                    {
                        HasCase = false,
                        From = ReasonFrom.Assignment,
                    },
                    Read() with
                    {
                        HasCase = false,
                        From = ReasonFrom.Typed,
                        Purpose = AccountabilityPurposes.SuperviseAccess,
                    },
                ]
            ).Lines
        );
    }

    [Fact]
    public void A_look_after_the_assignment_is_asked_about()
    {
        var after = Read() with { AssignmentOver = true, From = ReasonFrom.Typed };
        Assert.Equal([after.Line], Single(UnusualRule.AfterAssignment, [after, Read()]).Lines);
    }

    [Fact]
    public void Likenesses_are_said_of_each_reader_apart()
    {
        var found = UnusualAccess.In([
            Read() with
            {
                SameSurname = true,
            },
            Read(Alex) with
            {
                SameSurname = true,
            },
            Read(Alex) with
            {
                OwnStreet = true,
            },
        ]);
        Assert.Equal(
            [(UnusualRule.OwnStreet, Alex), (UnusualRule.SameSurname, Robin), (UnusualRule.SameSurname, Alex)],
            found.Select(f => (f.Rule, f.Reader))
        );
    }

    private static UnusualFinding Single(UnusualRule rule, IReadOnlyCollection<ReadFacts> reads)
    {
        var found = Assert.Single(UnusualAccess.In(reads));
        Assert.Equal(rule, found.Rule);
        return found;
    }

    private static ReadFacts Read(Guid? reader = null) =>
        new()
        {
            Line = next++,
            At = Noon,
            Reader = reader ?? Robin,
            Record = Guid.CreateVersion7(),
            From = ReasonFrom.Assignment,
            Purpose = RecordsPurposes.InvestigateCase,
        };
}
