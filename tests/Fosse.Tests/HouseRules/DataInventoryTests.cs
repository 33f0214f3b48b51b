using System.Globalization;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>What tables say of themselves where they are mapped, and the lists that are made of it.</summary>
public sealed class DataInventoryTests
{
    [Fact]
    public Task Every_table_says_what_it_holds_and_what_each_database_role_may_do() =>
        OnModel(model =>
            Trespasses.None(
                model
                    .Silent()
                    .Select(t =>
                        $"{t} says nothing of itself, or half: after ToTable write .Holds(nature, keep, why).Grants(app: …, face: …)"
                    )
            )
        );

    // What a person told goes with the person or by a rule; a period of its own nothing would keep.
    private static readonly string[] KeepsOfPersons = ["as its record", "as its retention rule says", "until the person is forgotten"];

    [Fact]
    public Task Every_table_says_for_how_long_it_is_kept_and_a_personal_one_in_words_that_are_kept() =>
        OnModel(model =>
        {
            var kept = model.Inventory().Select(l => (l.Table, l.Keep, l.Why)).Distinct().ToList();
            Trespasses.None([
                .. kept.Where(l => l.Keep.Trim().Length == 0 || l.Why.Trim().Length == 0)
                    .Select(l => $"{l.Table} does not say for how long or why: .Holds(nature, keep, why) where it is mapped")
                    .Distinct(),
                .. kept.Where(l => l.Table.StartsWith("p_", StringComparison.Ordinal) && !KeepsOfPersons.Contains(l.Keep))
                    .Select(l =>
                        $"{l.Table} is kept \"{l.Keep}\", and nothing would keep to that: a personal table says "
                        + $"\"{string.Join("\" or \"", KeepsOfPersons)}\" in its .Holds(nature, keep, why)"
                    )
                    .Distinct(),
            ]);
        });

    [Fact]
    public Task The_data_inventory_has_every_column() =>
        OnModel(model =>
        {
            var lines = model
                .Inventory()
                .OrderBy(l => l.Table, StringComparer.Ordinal)
                .Select(l => string.Join(',', l.Table, l.Column, Words(l.Nature), l.Keep, Words(l.Forgotten), l.Why))
                .ToList();
            Assert.All(lines, line => Assert.True(line.Split(',').Length == 6, $"A comma too many in: {line}"));
            Approved.Is($"table,column,nature,retention,forgetting,reason\n{string.Join('\n', lines)}\n", "docs", "data-inventory.csv");
        });

    [Fact]
    public Task The_list_of_grants_has_every_right_of_both_roles() =>
        OnModel(model =>
            Approved.Is(
                $"table,role,rights\n{string.Join('\n', model.Grants().Select(g => $"{g.Table},{g.Role},\"{g.Said}\""))}\n",
                "docs",
                "security",
                "grants.csv"
            )
        );

    [Fact]
    public Task What_is_personal_lives_behind_the_wall_and_nothing_else_does() =>
        OnModel(model =>
        {
            foreach (var table in model.GetEntityTypes())
            {
                var personal = typeof(IPersonal).IsAssignableFrom(table.ClrType);
                Assert.Equal(personal, table.GetTableName()!.StartsWith("p_", StringComparison.Ordinal));
                Assert.Matches("^[a-z][a-z0-9_]*$", table.GetTableName());
                Assert.All(table.GetFlattenedProperties(), column => Assert.Matches("^(?!p_)[a-z][a-z0-9_]*$", column.GetColumnName()));
                Assert.True(table.ClrType.IsSealed, $"{table.ClrType.Name} must be sealed");
            }
            Assert.All(
                model.Inventory().Where(l => l.Nature is Nature.Personal),
                line => Assert.StartsWith("p_", line.Table, StringComparison.Ordinal)
            );
        });

    [Fact]
    public Task What_is_about_a_person_says_what_forgetting_does_and_it_is_done() =>
        OnModel(
            (model, services) =>
            {
                Nature[] ofPersons = [Nature.Personal, Nature.Pseudonym, Nature.Locked];
                // Nobody is told apart by these: an address that tried to sign in, and a draft that has no record yet.
                string[] ofNobody = ["sign_in_attempts", "report_drafts"];
                Trespasses.None(
                    model
                        .Inventory()
                        .Where(l => ofPersons.Contains(l.Nature) && l.Forgotten is WhenForgotten.HoldsNobody)
                        .Select(l => l.Table)
                        .Distinct()
                        .Except(ofNobody)
                        .Select(t => $"{t} is about persons: say .Forgotten(…) where it is mapped")
                );
                var deleted = model
                    .GetEntityTypes()
                    .Where(t => t.WhenForgotten() is WhenForgotten.Deleted && !typeof(IPersonal).IsAssignableFrom(t.ClrType))
                    .Select(t => t.GetTableName()!)
                    .Where(t => t != "subject_keys"); // the deed itself
                // a setting of SQLite, and the row that stays
                var steps = services.GetServices<ForgettingStep>().Select(s => s.Table).Except(["records"]);
                Assert.Equal(deleted.Order(StringComparer.Ordinal), steps.Order(StringComparer.Ordinal));
            }
        );

    [Fact]
    public Task What_is_cleared_by_the_clock_is_kept_as_long_as_the_table_says() =>
        OnModel(
            (model, services) =>
            {
                var keep = model.Inventory().GroupBy(l => l.Table).ToDictionary(g => g.Key, g => g.Select(l => l.Keep).ToHashSet());
                Assert.All(services.GetServices<OldRows>(), old => Assert.Contains(old.Retention, keep[old.Table], StringComparer.Ordinal));
            }
        );

    [Fact]
    public Task The_list_of_stored_files_that_a_backup_holds_is_made_from_the_tables() =>
        OnModel(model =>
            Approved.IsPart(
                string.Concat(model.Files().Select(f => $"- `{f.Table}.{f.Column}`\n")),
                "files",
                "docs",
                "running",
                "backup.md"
            )
        );

    private static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value
                .ToString()
                .Select(
                    (c, i) =>
                        i > 0 && char.IsUpper(c)
                            ? $" {char.ToLower(c, CultureInfo.InvariantCulture)}"
                            : $"{char.ToLower(c, CultureInfo.InvariantCulture)}"
                )
        );

    private static Task OnModel(Action<IModel> look) => OnModel((model, _) => look(model));

    private static async Task OnModel(Action<IModel, IServiceProvider> look)
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        await county.Do(db =>
        {
            look(db.Model, county.Services);
            return Task.CompletedTask;
        });
    }
}
