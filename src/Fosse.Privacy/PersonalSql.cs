using System.Collections.Concurrent;

namespace Fosse.Privacy;

/// <summary>
/// Decides from the SQL alone whether a command touches a personal table. What is not understood does: only a few kinds of statement
/// pass at all, none of them carries a text that the database would run, and every function is one that computes.
/// </summary>
internal static class PersonalSql
{
    private static readonly HashSet<string> Statements = new(StringComparer.OrdinalIgnoreCase)
    {
        "select",
        "with",
        "values",
        "insert",
        "update",
        "delete",
    };

    // What is said of a connection or a file, and of nobody in it.
    private static readonly HashSet<string> Pragmas = new(StringComparer.OrdinalIgnoreCase)
    {
        "busy_timeout",
        "foreign_keys",
        "integrity_check",
        "journal_mode",
        "secure_delete",
        "synchronous",
        "user_version",
        "wal_checkpoint",
    };

    // Catalogues and the engine's own tables show statistics, pages and chunks of any table. These describe, and hold no row of one.
    private static readonly string[] OfTheEngine = ["pg_", "sqlite_", "sqlean_", "fts3", "fts5", "zipfile", "fsdir"];
    private static readonly HashSet<string> Engine = new(StringComparer.OrdinalIgnoreCase)
    {
        "information_schema",
        "dbstat",
        "writable_schema",
        "attach",
        "execute",
        "prepare",
        "copy",
    };
    private static readonly HashSet<string> Describe = new(StringComparer.OrdinalIgnoreCase) { "sqlite_master", "sqlite_schema" };

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
    private static readonly ConcurrentDictionary<(string, SqlReader), bool> Kept = new();

    public static bool Touches(string sql, SqlReader reader)
    {
        if (Kept.TryGetValue((sql, reader), out var known))
            return known;
        var touches = Reads(sql, reader);
        if (sql.Length <= LongestKept && Kept.Count < MostKept)
            Kept[(sql, reader)] = touches;
        return touches;
    }

    private static bool Reads(string sql, SqlReader reader)
    {
        var statement = new List<SqlWord>();
        foreach (var word in SqlWords.Of(sql, reader))
        {
            if (word.Kind is SqlWordKind.Unreadable)
                return true;
            if (word.IsMark(';'))
            {
                if (StatementTouches(statement, reader))
                    return true;
                statement.Clear();
            }
            else
            {
                statement.Add(word);
            }
        }
        return StatementTouches(statement, reader);
    }

    private static bool StatementTouches(List<SqlWord> statement, SqlReader reader)
    {
        if (statement.Count == 0)
            return false;
        if (!IsKnown(statement, reader) || statement.Exists(IsOfTheEngine) || CallsSomethingElse(statement))
            return true;
        var named = statement.Count(NamesPersonalTable);
        return named > 0 && !(named == 1 && OnlyAddsRows(statement));
    }

    private static bool IsKnown(List<SqlWord> statement, SqlReader reader)
    {
        var verb = statement[0];
        if (verb.Kind is SqlWordKind.Name && Statements.Contains(verb.Text))
            return true;
        if (verb.Is("vacuum"))
            return !statement.Exists(w => w.Is("into"));
        if (verb.Is("pragma"))
            return reader is SqlReader.Sqlite && statement.Count > 1 && Pragmas.Contains(statement[1].Text);
        // The database's own door stays shut: a role is taken on when the connection opens, and never put off.
        return reader is SqlReader.Postgres
            && (verb.Is("set") || verb.Is("reset"))
            && statement.Count > 1
            && statement[1].Is("synchronous_commit");
    }

    private static bool IsOfTheEngine(SqlWord word) =>
        word.Kind is SqlWordKind.Name or SqlWordKind.QuotedName
        && (Engine.Contains(word.Text) || Array.Exists(OfTheEngine, o => word.Text.StartsWith(o, StringComparison.OrdinalIgnoreCase)))
        && !Describe.Contains(word.Text);

    // name( is a call, except where a table or an alias has its columns in brackets: INTO t (…), AS t (…).
    private static bool CallsSomethingElse(List<SqlWord> statement)
    {
        for (var at = 1; at < statement.Count; at++)
        {
            if (!statement[at].IsMark('('))
                continue;
            var before = statement[at - 1];
            if (before.Kind is SqlWordKind.Literal or SqlWordKind.Parameter or SqlWordKind.Number)
                return true;
            if (before.Kind is not (SqlWordKind.Name or SqlWordKind.QuotedName))
                continue;
            if (before.Kind is SqlWordKind.Name && SqlFunctions.MayOpen(before.Text))
                continue;
            if (statement[0].Is("pragma") || statement[0].Is("vacuum"))
                continue;
            var from = at >= 3 && statement[at - 2].IsMark('.') ? at - 4 : at - 2;
            if (from < 0 || !(statement[from].Is("into") || statement[from].Is("as") || statement[from].Is("with")))
                return true;
        }
        return false;
    }

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
        var table = statement[3].IsMark('.') ? 4 : 2;
        if (table >= statement.Count || statement[table].Kind is SqlWordKind.Literal || !NamesPersonalTable(statement[table]))
            return false;

        var next = table + 1;
        if (next < statement.Count && statement[next].IsMark('('))
        {
            while (next < statement.Count && !statement[next].IsMark(')'))
                next++;
            next++;
        }
        return next < statement.Count
            && statement[next].Is("values")
            && !statement.Exists(w => w.Kind is SqlWordKind.Name && MoreThanAdding.Contains(w.Text));
    }
}
