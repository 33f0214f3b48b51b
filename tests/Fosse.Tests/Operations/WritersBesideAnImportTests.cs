using System.Globalization;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Tests.CrimeData;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Operations;

/// <summary>
/// Somebody else who writes to the same SQLite file, again and again, for as long as the real program imports. How long each had
/// to wait is measured in bench/; here it shows that they come in between.
/// </summary>
public sealed class WritersBesideAnImportTests
{
    // many turns, so that a busy machine shows some of them too
    private static readonly int Rows = LongRun.Of(small: 48_000, full: 144_000);
    private const string OutcomesFile = "2022-10-leicestershire-outcomes.csv";

    [Fact]
    public async Task Others_write_in_the_middle_of_a_load_of_the_county()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"), postcodes: Rows);
        await OthersWrite<Postcode>(county, "county", folder);
    }

    [Fact]
    public async Task Others_write_in_the_middle_of_a_file_of_outcomes()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var file = Path.Combine(county.Folder, OutcomesFile);
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, Rows)
                .Select(i => $"{i:x64},2022-10,Leicestershire Police,Leicestershire Police,{MonthlyFiles.InTheCounty},Suspect charged")
                .Prepend(MonthlyFiles.OutcomesHeader)
        );
        await OthersWrite<CrimeOutcome>(county, "crime", file);
    }

    [Fact]
    public async Task Others_write_in_the_middle_of_a_file_of_street_level_crime()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await OthersWrite<RecordedCrime>(county, "crime", StreetFiles.Write(Path.Combine(county.Folder, "police"), 1, Rows));
    }

    private static async Task OthersWrite<T>(TestCounty county, string kind, string path)
        where T : class
    {
        var seen = new SortedSet<long>();
        var wrote = 0;
        await county.Do(async db =>
        {
            var counting = string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT count(*) AS \"Value\" FROM {db.Model.FindEntityType(typeof(T))!.GetTableName()}"
            );
            await using var import = FosseProcess.Start(county.Folder, "import", kind, path, "--db", county.Address.Connection);
            while (!import.HasEnded)
            {
                await using var turn = await db.Database.BeginTransactionAsync(); // BEGIN IMMEDIATE: waits for the writer
                db.NewDataVersion("test", DateTimeOffset.UnixEpoch);
                wrote++;
                await db.SaveChangesAsync();
                seen.Add(await db.Database.SqlQueryRaw<long>(counting).SingleAsync());
                await turn.CommitAsync();
                db.ChangeTracker.Clear();
            }
            Assert.Equal(0, (await import.Ends()).Code);
        });
        Assert.Equal(wrote, await county.Do(db => db.Set<DataVersion>().CountAsync(v => v.What == "test")));
        // One transaction for all would show none of it, then all.
        Assert.True(
            seen.Count(rows => rows > 0 && rows < Rows) > 2,
            $"{wrote} writes saw {seen.Count} states: {string.Join(", ", seen.Take(20))}"
        );
    }
}
