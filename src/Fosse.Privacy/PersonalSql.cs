using System.Collections.Concurrent;

namespace Fosse.Privacy;

/// <summary>Decides from the SQL alone whether a command touches a personal table. In doubt it says yes.</summary>
internal static class PersonalSql
{
    // Ways to run SQL that is only put together inside the database, or to carry whole tables out of it.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "do",
        "execute",
        "prepare",
        "copy",
        "query_to_xml",
        "query_to_xmlschema",
        "query_to_xml_and_xmlschema",
        "table_to_xml",
        "table_to_xml_and_xmlschema",
        "schema_to_xml",
        "schema_to_xml_and_xmlschema",
        "database_to_xml",
        "database_to_xml_and_xmlschema",
        "cursor_to_xml",
        "ts_stat",
        "dblink",
        "lo_export",
        "pg_read_file",
        "pg_read_binary_file",
        "sqlite_dbpage",
        "writable_schema",
        "attach",
        "load_extension",
        "crosstab",
        "crosstabn",
        "connectby",
        "xpath_table",
        "dblink_exec",
        "dblink_open",
        "dblink_send_query",
        "set_config",
        "pg_stats",
        "pg_stats_ext",
        "pg_stats_ext_exprs",
        "pg_statistic",
        "pg_statistic_ext_data",
        "sqlite_stat4",
    };

    // What would take something out of, or change, the row that is being added.
    private static readonly HashSet<string> MoreThanAdding = new(StringComparer.OrdinalIgnoreCase)
    {
        "select",
        "returning",
        "conflict",
        "with",
        "table",
        "overriding",
    };

    // The same few commands come again and again; what is decided of a text is decided for good.
    private const int MostKept = 4096,
        LongestKept = 8000;
    private static readonly ConcurrentDictionary<string, bool> Kept = new(StringComparer.Ordinal);

    public static bool Touches(string sql)
    {
        if (Kept.TryGetValue(sql, out var known))
            return known;
        var touches = Reads(sql);
        if (sql.Length <= LongestKept && Kept.Count < MostKept)
            Kept[sql] = touches;
        return touches;
    }

    private static bool Reads(string sql)
    {
        var statement = new List<SqlWord>();
        foreach (var word in SqlWords.Of(sql))
        {
            if (word is { Kind: SqlWordKind.Mark, Text: ";" })
            {
                if (StatementTouches(statement))
                    return true;
                statement.Clear();
            }
            else
            {
                statement.Add(word);
            }
        }
        return StatementTouches(statement);
    }

    private static bool StatementTouches(List<SqlWord> statement)
    {
        if (statement.Exists(IsHidden) || IsCopyOfTheFile(statement) || ChangesRole(statement))
            return true;
        var named = statement.Count(NamesPersonalTable);
        return named > 0 && !(named == 1 && OnlyAddsRows(statement));
    }

    private static bool IsHidden(SqlWord word) =>
        word.Kind is SqlWordKind.Unreadable || (word.Kind is SqlWordKind.Name or SqlWordKind.QuotedName && Hidden.Contains(word.Text));

    private static bool IsCopyOfTheFile(List<SqlWord> statement) =>
        statement.Count > 0 && statement[0].Is("vacuum") && statement.Exists(w => w.Is("into"));

    // The database's own door: a role is taken on when the connection opens, and never put off.
    private static bool ChangesRole(List<SqlWord> statement) =>
        statement.Count > 0
        && (statement[0].Is("set") || statement[0].Is("reset") || statement[0].Is("discard"))
        && statement.Exists(w => w.Is("role") || w.Is("authorization") || w.Is("all"));

    // A literal counts too: SQLite takes 'p_x' for a table where one is wanted, and PostgreSQL casts one to a table.
    private static bool NamesPersonalTable(SqlWord word) =>
        word.Kind switch
        {
            SqlWordKind.Name or SqlWordKind.QuotedName => word.Text.StartsWith("p_", StringComparison.OrdinalIgnoreCase),
            SqlWordKind.Literal => MentionsPersonalTable(word.Text),
            _ => false,
        };

    private static bool MentionsPersonalTable(string text)
    {
        for (
            var at = text.IndexOf("p_", StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf("p_", at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
                return true;
        }
        return false;
    }

    // INSERT INTO [schema.]p_table [(columns)] VALUES … and nothing else.
    private static bool OnlyAddsRows(List<SqlWord> statement)
    {
        if (statement.Count < 5 || !statement[0].Is("insert") || !statement[1].Is("into"))
            return false;
        var table = statement[3] is { Kind: SqlWordKind.Mark, Text: "." } ? 4 : 2;
        if (table >= statement.Count || statement[table].Kind is SqlWordKind.Literal || !NamesPersonalTable(statement[table]))
            return false;

        var next = table + 1;
        if (next < statement.Count && statement[next].Text == "(")
        {
            while (next < statement.Count && statement[next].Text != ")")
                next++;
            next++;
        }
        return next < statement.Count
            && statement[next].Is("values")
            && !statement.Exists(w => w.Kind is SqlWordKind.Name && MoreThanAdding.Contains(w.Text));
    }
}
