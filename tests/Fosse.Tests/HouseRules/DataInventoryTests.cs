using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fosse.Tests.HouseRules;

public sealed class DataInventoryTests
{
    private static readonly string[] Natures = ["personal", "pseudonym", "staff", "operational", "open data", "aggregate", "locked"];

    private static List<string[]> Inventory =>
        [
            .. Repository
                .Read("docs", "data-inventory.csv")
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Skip(1)
                .Where(l => l.Length > 0)
                .Select(l => l.Split(',')),
        ];

    [Fact]
    public async Task The_data_inventory_names_every_column_once()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var columns = await county.Do(db =>
            Task.FromResult(
                Tables(db)
                    .SelectMany(e => Columns(e).Select(p => $"{e.GetTableName()}.{p.GetColumnName()}"))
                    .Order(StringComparer.Ordinal)
                    .ToList()
            )
        );
        Assert.Equal(columns, Inventory.Select(l => $"{l[0]}.{l[1]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_line_says_nature_retention_and_reason_without_a_comma_too_many()
    {
        Assert.StartsWith(
            "table,column,nature,retention,reason\n",
            Repository.Read("docs", "data-inventory.csv").ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.All(
            Inventory,
            line =>
            {
                Assert.True(line.Length == 5 && line.All(cell => cell.Trim().Length > 0), string.Join(',', line));
                Assert.Contains(line[2], Natures);
            }
        );
    }

    [Fact]
    public void What_is_personal_lives_behind_the_wall() =>
        Assert.All(Inventory.Where(l => l[2] == "personal"), line => Assert.StartsWith("p_", line[0], StringComparison.Ordinal));

    [Fact]
    public async Task Personal_rows_and_only_they_live_in_p_tables_and_never_say_themselves()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        await county.Do(db =>
        {
            foreach (var entity in Tables(db))
            {
                var personal = typeof(IPersonal).IsAssignableFrom(entity.ClrType);
                Assert.Equal(personal, entity.GetTableName()!.StartsWith("p_", StringComparison.Ordinal));
                Assert.Matches("^[a-z][a-z0-9_]*$", entity.GetTableName());
                Assert.All(Columns(entity), p => Assert.Matches("^(?!p_)[a-z][a-z0-9_]*$", p.GetColumnName()));
                Assert.True(entity.ClrType.IsSealed, $"{entity.ClrType.Name} must be sealed");
            }
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<IEntityType> Tables(SafetyDb db) => db.Model.GetEntityTypes();

    private static IEnumerable<IProperty> Columns(IEntityType entity) => entity.GetFlattenedProperties();
}
