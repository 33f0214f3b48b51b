using Fosse.CrimeData;
using Fosse.Tests.CrimeData;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.Standards;

/// <summary>The rows about outcomes, and about stop and search.</summary>
internal static partial class PoliceUkPage
{
    private const string Outcomes = "2022-10-leicestershire-outcomes.csv",
        Stops = "2022-10-leicestershire-stop-and-search.csv";

    private static async Task<ImportedFile> Imports(TestCounty county, string name, string heading, params string[] rows)
    {
        await county.Import(name, [heading, .. rows]);
        return await county.LastFile();
    }

    private static Task<ImportedFile> OutcomesOf(TestCounty county, params string[] rows) =>
        Imports(county, Outcomes, OutcomesHeader, rows);

    private static Task<ImportedFile> StopsOf(TestCounty county, params string[] rows) => Imports(county, Stops, StopsHeader, rows);

    private static Dictionary<string, RowCheck> OfOthers =>
        new()
        {
            ["A crime has several rows, and some rows are equal to the last column."] = new(
                "All are kept",
                async c =>
                    Assert.Equal(3, (await OutcomesOf(c, Outcome('a', "Caution"), Outcome('a', "Caution"), Outcome('a', "Fine"))).Added)
            ),
            ["A file is published again."] = new(
                "rows with the same Crime ID, month and outcome are corrected",
                async c =>
                {
                    await OutcomesOf(c, Outcome('a', "Caution"), Outcome('b', "Caution"), Outcome('c', "Caution"));
                    var again = await OutcomesOf(c, Outcome('a', "Caution"), Outcome('b', "Caution", Elsewhere), Outcome('d', "Caution"));
                    Assert.Equal((1, 1, 1, 1), (again.Added, again.Changed, again.Removed, again.Unchanged));
                }
            ),
            ["`Crime ID` is empty."] = new("Kept", async c => Assert.Equal(1, (await OutcomesOf(c, Outcome('a', "Caution")[64..])).Added)),
            ["A row's month is not the file's."] = new(
                "a file in which most rows are kept aside is refused",
                async c =>
                {
                    var other = Outcome('a', "Caution", month: "2022-09");
                    Assert.Equal((1, 1), await OutcomesOf(c, Outcome('a', "Caution"), other) is var f ? (f.Added, f.Refused) : default);
                    Assert.Equal("refused", (await OutcomesOf(c, [.. Enumerable.Repeat(other, 11)])).Result);
                    Assert.Single(await c.Rows<CrimeOutcome>());
                }
            ),
            ["Rows lie outside the county, or have no location."] = new(
                "LSOA by the published code, ward and neighbourhood by the point",
                async c =>
                {
                    await OutcomesOf(
                        c,
                        Outcome('a', "Caution"),
                        Outcome('b', "Caution", Elsewhere),
                        Outcome('c', "Caution", NoLocation),
                        Outcome('d', "Caution", "-1.2,52.6,A,,")
                    );
                    var rows = await c.Rows<CrimeOutcome>();
                    Assert.Equal(
                        [CrimePlacing.Inside, CrimePlacing.Outside, CrimePlacing.NoLocation, CrimePlacing.Inside],
                        rows.Select(r => r.Placement)
                    );
                    Assert.Equal((1, 2), (rows[0].LsoaId, rows[0].WardId));
                }
            ),
            ["There is no id, and some rows are equal to the last column."] = new(
                "a search that was corrected is one row gone and one new",
                async c =>
                {
                    await StopsOf(c, Stop("01T10:05"), Stop("01T10:05"));
                    var again = await StopsOf(c, Stop("01T10:05"), Stop("01T10:06"));
                    Assert.Equal((1, 1, 1), (again.Added, again.Removed, again.Unchanged));
                }
            ),
            ["There is no LSOA code."] = new(
                "The point decides",
                async c =>
                {
                    await StopsOf(c, Stop("01T10:05"));
                    var row = Assert.Single(await c.Rows<StopAndSearch>());
                    Assert.Equal((1, 2, CrimePlacing.Inside), (row.LsoaId, row.WardId, row.Placement));
                }
            ),
            ["Words are missing (age range, outcome, ethnicity)."] = new(
                "`True`, `False` and nothing are three answers",
                async c =>
                {
                    await StopsOf(c, Stop("01T10:05", outcome: ""));
                    var row = Assert.Single(await c.Rows<StopAndSearch>());
                    Assert.Null(row.Outcome);
                    Assert.Equal(
                        (YesOrNo.NotStated, YesOrNo.Yes, YesOrNo.No),
                        (row.PartOfOperation, row.OutcomeLinkedToObject, row.MoreThanOuterClothing)
                    );
                }
            ),
            ["The time has an offset, and some forces round it."] = new(
                "a date more than a day outside it is kept aside",
                async c =>
                {
                    var near = Stop("01T00:30").Replace("2022-10-01T00:30:00+00:00", "2022-11-01T23:30:00+00:00", StringComparison.Ordinal);
                    var far = Stop("01T00:30").Replace("2022-10-01", "2022-11-03", StringComparison.Ordinal);
                    var file = await StopsOf(c, near, far, Stop("01T10:05").Replace("+00:00", "+01:00", StringComparison.Ordinal));
                    Assert.Equal((2, 1), (file.Added, file.Refused));
                    var rows = await c.Rows<StopAndSearch>();
                    Assert.Equal(new DateTimeOffset(2022, 10, 1, 9, 5, 0, TimeSpan.Zero), rows[1].At);
                }
            ),
            ["Groups of persons are published with an anonymised point."] = new(
                "Stored as published",
                async c =>
                {
                    await StopsOf(c, Stop("01T10:05"));
                    var row = Assert.Single(await c.Rows<StopAndSearch>());
                    Assert.Equal((-1.2, 52.6), (row.Longitude, row.Latitude));
                    Assert.Equal(
                        "White",
                        await c.Do(db =>
                            db.Set<CodedWord>().Where(w => w.Id == row.OfficerDefinedEthnicity).Select(w => w.Word).SingleAsync()
                        )
                    );
                }
            ),
        };
}
