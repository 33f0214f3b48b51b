using Fosse.Storage;
using Fosse.Tests.HouseRules;
using Microsoft.Data.Sqlite;

namespace Fosse.Tests.Privacy;

/// <summary>Whoever is forgotten is forgotten in the copies that updates made: in every table that forgetting empties.</summary>
public sealed class UpdateCopiesTests
{
    [Fact]
    public async Task Every_table_that_forgetting_empties_is_emptied_in_copies_too()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var found = new HashSet<string>(StringComparer.Ordinal);
        await using var db = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(county.Folder, "county.db"), Pooling = false }.ConnectionString
        );
        await db.OpenAsync();
        await using var list = db.CreateCommand();
        list.CommandText = UpdateCopies.TablesOfPeople;
        await using var rows = await list.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        var emptied = File.ReadLines(Path.Combine(Repository.Root, "docs", "data-inventory.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Where(cells => cells[4] == "deleted")
            .Select(cells => cells[0])
            .Distinct()
            .ToList();
        Assert.True(emptied.Count > 10);
        Trespasses.None(emptied.Except(found).Select(table => $"{table} is left in the copies that updates make: see UpdateCopies."));
    }
}
