using System.Data.Common;
using System.Text.RegularExpressions;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.HouseRules;

public sealed class SchemaTests
{
    private const string SqliteColumns = """
        SELECT m.name || '.' || c.name || ' ' || upper(c.type)
          || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' NOT NULL' ELSE '' END || CASE WHEN c.pk > 0 THEN ' KEY ' || c.pk ELSE '' END
        FROM sqlite_master m, pragma_table_info(m.name) c
          WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'schema_versions'
        UNION ALL
        SELECT m.name || ': ' || CASE WHEN l."unique" = 1 THEN 'UNIQUE ' ELSE '' END
          || coalesce(nullif(l.origin, 'c') || ' key', l.name) || ' (' ||
          (SELECT group_concat(i.name, ', ') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno) i) || ')'
        FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table' AND m.name <> 'schema_versions'
        UNION ALL
        SELECT m.name || ' ' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete
        FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        """;

    private const string PostgresColumns = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_versions'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_versions'
        UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND conrelid <> 'schema_versions'::regclass
        """;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_schema_files_make_the_database_the_model_describes(string database)
    {
        await using var fromFiles = await TestCounty.Open(database);
        await using var fromModel = TestCounty.Bare(database);
        await fromModel.Do(async db =>
        {
            await Run(db, "CREATE TABLE schema_versions (number integer)");
            await Run(db, db.Database.GenerateCreateScript());
        });

        var sql = database == TestCounty.Sqlite ? SqliteColumns : PostgresColumns;
        var model = await fromModel.Do(db => Lines(db, sql));
        Assert.NotEmpty(model);
        Assert.Equal(model, await fromFiles.Do(db => Lines(db, sql)));
    }

    [Fact]
    public void Every_step_comes_in_a_pair_and_has_a_number_of_its_own()
    {
        var steps = (string kind) =>
            Directory
                .GetFiles(Path.Combine(Repository.Root, "src", "Fosse.Storage", "Schema", kind), "*.sql")
                .Select(f => Path.GetFileName(f))
                .Order(StringComparer.Ordinal)
                .ToList();
        Assert.Equal(steps("sqlite"), steps("postgres"));
        Assert.All(steps("sqlite"), name => Assert.Matches(new Regex("^[0-9]{4}-[a-z0-9-]+\\.sql$"), name));
        Assert.Distinct(steps("sqlite").Select(name => name[..4]));
    }

    [Fact]
    public void No_column_looks_like_a_personal_table_and_no_view_looks_over_the_wall()
    {
        foreach (
            var file in Directory.GetFiles(
                Path.Combine(Repository.Root, "src", "Fosse.Storage", "Schema"),
                "*.sql",
                SearchOption.AllDirectories
            )
        )
        {
            Assert.DoesNotMatch(
                new Regex("create\\s+(or\\s+replace\\s+)?(materialized\\s+)?(view|function|procedure)", RegexOptions.IgnoreCase),
                File.ReadAllText(file)
            );
            Assert.DoesNotMatch(new Regex("^\\s+\"?p_", RegexOptions.Multiline), File.ReadAllText(file));
        }
    }

    private static async Task Run(SafetyDb db, string sql)
    {
        await using var command = await Command(db, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> Lines(SafetyDb db, string sql)
    {
        await using var command = await Command(db, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static async Task<DbCommand> Command(SafetyDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        var command = db.Database.GetDbConnection().CreateCommand(); // past the wall: it guards rows, and there are none
        command.CommandText = sql;
        return command;
    }
}
