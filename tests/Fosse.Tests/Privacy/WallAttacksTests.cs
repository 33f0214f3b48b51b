using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fosse.Privacy;
using Fosse.Tests.HouseRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fosse.Tests.Privacy;

/// <summary>SQL against the wall and the engines themselves: each attack is refused, or what comes back is nobody's.</summary>
public sealed partial class WallAttacksTests
{
    private static readonly string Attacks = Path.Combine(Repository.Root, "tests/Fosse.Tests/Privacy/WallAttacks.txt");

    // What the house itself asks, in the words that EF finds for it.
    private static readonly string[] OurOwn =
    [
        "SELECT COUNT(*) FROM \"test_visits\" AS \"t\" WHERE \"t\".\"place\" IN ('a', 'b') AND (\"t\".\"place\" LIKE 'x%' ESCAPE '\\')",
        "INSERT INTO \"test_visits\" (\"id\", \"place\") VALUES ('0195a000-0000-7000-8000-00000000000a', 'the park')",
        "INSERT INTO test_visits (id, place) VALUES ('0195a000-0000-7000-8000-00000000000b', 'the <U+FEFF> ''park''')",
        "UPDATE test_visits SET place = lower(place) WHERE length(place) > 1.5 -- by hand\n",
        "SELECT x.n FROM (SELECT ROW_NUMBER() OVER (PARTITION BY place ORDER BY id) AS n FROM test_visits) AS x",
        "WITH x AS (SELECT id FROM test_visits) SELECT CASE WHEN EXISTS (SELECT 1 FROM x) THEN 1 ELSE 0 END",
        "SELECT place FROM test_visits /* all */ UNION ALL SELECT CAST(1 AS varchar(10))\r\n-- end\r\n",
        "DELETE FROM test_visits WHERE id IS NULL",
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Of_all_attacks_none_gives_a_row_of_anybody(string database)
    {
        var attacks = await For(database);
        Assert.True(attacks.Count >= 70, $"{attacks.Count} attacks");
        await using var county = await Wall.Open(database);
        var subject = Guid.CreateVersion7();
        await Wall.HandIn(county, subject, "Asha Okoye");
        var secret = await Stored(county);
        var (given, refused) = (new List<string>(), 0);
        foreach (var attack in attacks)
        {
            try
            {
                var answers = await Try(county, attack);
                if (answers.Exists(a => Shows(a, secret)))
                    given.Add(Readable(attack));
            }
            catch (Exception e) when (e.GetBaseException() is PersonalDataRefused)
            {
                refused++;
            }
            catch (Exception e)
                when (e.GetBaseException()
                        is System.Data.Common.DbException
                            or ArgumentException
                            or InvalidOperationException
                            or NotSupportedException
                            or InvalidCastException
                )
            {
                // The engine itself did not understand it.
            }
        }
        Assert.True(given.Count == 0, string.Join('\n', given));
        Assert.True(refused > attacks.Count * 9 / 10, $"{refused} of {attacks.Count} refused");
        Assert.Equal("Asha Okoye", await Wall.NameOf(county, subject)); // nobody's row was changed or lost
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_the_house_itself_asks_passes(string database)
    {
        await using var county = await Wall.Open(database);
        foreach (var sql in OurOwn)
            await Try(county, Letters(sql));
    }

    private static async Task<List<string>> For(string database)
    {
        var kind = database == TestCounty.Sqlite ? 'S' : 'P';
        return
        [
            .. (await File.ReadAllLinesAsync(Attacks))
                .Where(line => line.Length > 2 && (line[0] == kind || line[0] == 'B'))
                .Select(line => Letters(line[2..])),
        ];
    }

    // In one session, and undone: an attack may prepare the next.
    private static async Task<List<object>> Try(TestCounty county, string attack)
    {
        var answers = new List<object>();
        await county.With<WallDb>(async db =>
        {
            db.Database.SetCommandTimeout(5); // whatever waits for somebody gives nothing
            await using var undone = attack.StartsWith("VACUUM", StringComparison.Ordinal)
                ? null
                : await db.Database.BeginTransactionAsync();
            foreach (var sql in attack.Split("<then>"))
            {
                await using var reader = await db.GetService<IRawSqlCommandBuilder>()
                    .Build(sql.Trim(' '))
                    .ExecuteReaderAsync(
                        new(db.GetService<IRelationalConnection>(), null, null, db, db.GetService<IRelationalCommandDiagnosticsLogger>())
                    );
                do
                {
                    while (await reader.ReadAsync())
                    {
                        for (var i = 0; i < reader.DbDataReader.FieldCount; i++)
                            answers.Add(reader.DbDataReader.GetValue(i));
                    }
                } while (await reader.DbDataReader.NextResultAsync());
            }
        });
        return answers;
    }

    private static async Task<byte[]> Stored(TestCounty county)
    {
        byte[] stored = [];
        await county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT name FROM p_test_people";
            stored = (byte[])(await command.ExecuteScalarAsync())!;
        });
        return stored;
    }

    private static bool Shows(object answer, byte[] secret) =>
        answer switch
        {
            byte[] bytes => bytes.AsSpan().IndexOf(secret.AsSpan(20, 16)) >= 0,
            Array several => several.Cast<object>().Any(one => Shows(one, secret)),
            _ => Convert.ToString(answer, CultureInfo.InvariantCulture) is { } text
                && (
                    text.Contains(Convert.ToHexString(secret.AsSpan(20, 16)), StringComparison.OrdinalIgnoreCase)
                    || text.Contains(Convert.ToBase64String(secret.AsSpan(21, 15)), StringComparison.Ordinal)
                ),
        };

    private static string Letters(string line) =>
        Letter().Replace(line, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    private static string Readable(string attack) =>
        string.Concat(attack.Select(c => c is < ' ' or > '~' ? $"<U+{(int)c:X4}>" : c.ToString()));

    [GeneratedRegex("<U\\+([0-9A-F]{4})>")]
    private static partial Regex Letter();
}
