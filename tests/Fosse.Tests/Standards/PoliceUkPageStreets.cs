using Fosse.CrimeData;
using Fosse.Tests.CrimeData;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.Standards;

/// <summary>The rows about what stands in street files.</summary>
internal static partial class PoliceUkPage
{
    private static Dictionary<string, RowCheck> OfStreets =>
        new()
        {
            ["The point is the nearest of a fixed list of anonymous points, not the place."] = new(
                "stored and drawn as what it is",
                async c =>
                {
                    await Takes(c, Crime());
                    var row = Assert.Single(await c.Rows<RecordedCrime>());
                    Assert.Equal((-1.2, 52.6), (row.Longitude, row.Latitude));
                }
            ),
            ["Two equal rows may be two incidents: same street, month and type."] = new(
                "Both count",
                async c => Assert.Equal(2, (await Takes(c, Crime(), Crime())).Added)
            ),
            ["`Crime ID` is empty for antisocial behaviour and for British Transport Police."] = new(
                "Accepted",
                async c =>
                    Assert.Equal((2, 0), await Takes(c, Crime(), Crime("Anti-social behaviour")) is var f ? (f.Added, f.Refused) : default)
            ),
            ["`Crime ID` may stand in more than one row, in one file or across months."] = new(
                "a count counts rows",
                async c => Assert.Equal(2, (await Takes(c, Crime(id: new('a', 64)), Crime(id: new('A', 64)))).Added)
            ),
            ["Longitude and latitude may both be empty, with the location `No Location`."] = new(
                "One coordinate without the other is refused",
                async c =>
                {
                    var refused = await KeptAside(c, Crime(where: NoLocation), Crime(where: ",52.6,No Location,,"));
                    Assert.Contains("must both be there, or neither", refused.Reason, StringComparison.Ordinal);
                    Assert.Equal(1, Assert.Single(await c.Rows<CrimeFile>()).WithoutLocation);
                }
            ),
            ["Rows lie outside the force's area."] = new(
                "Kept with their own area",
                async c => Assert.Equal((2, 1), await Holds(c, Crime(), Crime(where: Elsewhere)) is var f ? (f.Rows, f.Outside) : default)
            ),
            ["`LSOA code` is of 2011 in older months and of 2021 in newer ones."] = new(
                "the code comes first, the point second",
                async c =>
                {
                    await Takes(c, Crime(where: "-1.9,52.4,On or near High Street,E01025631,Blaby 002A"));
                    Assert.Equal(1, Assert.Single(await c.Rows<RecordedCrime>()).LsoaId);
                }
            ),
            ["`LSOA code` is empty though there is a point."] = new(
                "The point decides",
                async c =>
                {
                    await Takes(c, Crime(where: "-1.2,52.6,On or near High Street,,"));
                    Assert.Equal(1, Assert.Single(await c.Rows<RecordedCrime>()).LsoaId);
                }
            ),
            ["A month is published again, revised."] = new(
                "as a whole, and says how many rows there were and are",
                async c =>
                {
                    await Takes(c, Crime(), Crime("Burglary"));
                    var again = await Takes(c, Crime(), Crime("Robbery"), Crime("Robbery"));
                    Assert.Equal(("revised", 2, 1, 1), (again.Result, again.Added, again.Removed, again.Unchanged));
                    Assert.Equal(3, Assert.Single(await c.Rows<CrimeFile>()).Rows);
                }
            ),
            ["A force has no file for a month."] = new(
                "a gap, never a zero",
                async c =>
                {
                    foreach (var month in new[] { "2022-10", "2022-12" })
                        await c.Import($"{month}-leicestershire-street.csv", Many(3, month));
                    Assert.Equal([202210, 202212], (await c.Rows<CrimeFile>()).Select(f => f.Month));
                }
            ),
            ["A month is far too small (a system was changed, or the file was cut)."] = new(
                "under two fifths of the middle of the force's months within a year",
                async c =>
                {
                    foreach (var (month, rows) in new[] { ("2022-08", 60), ("2022-09", 60), ("2022-11", 24), ("2022-10", 23) })
                        await c.Import($"{month}-leicestershire-street.csv", Many(rows, month));
                    var files = await c.Do(db => db.Set<ImportedFile>().AsNoTracking().Where(f => f.Note != null).ToListAsync());
                    Assert.Equal([Street], files.Select(f => f.Name));
                }
            ),
        };
}
