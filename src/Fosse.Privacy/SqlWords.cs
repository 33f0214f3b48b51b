using System.Text;

namespace Fosse.Privacy;

internal enum SqlWordKind
{
    Name,
    QuotedName,
    Literal,
    Parameter,
    Number,
    Mark,
    Unreadable,
}

internal readonly record struct SqlWord(SqlWordKind Kind, string Text)
{
    public bool Is(string keyword) => Kind is SqlWordKind.Name && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts SQL into words as SQLite and PostgreSQL read it: comments go, quotes are taken off.</summary>
internal static class SqlWords
{
    public static IEnumerable<SqlWord> Of(string sql)
    {
        var at = 0;
        while (at < sql.Length)
        {
            var c = sql[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if (Starts(sql, at, "--"))
                at = EndOfLine(sql, at);
            else if (Starts(sql, at, "/*"))
            {
                // PostgreSQL nests comments and SQLite does not: where they would disagree, the text cannot be judged.
                var end = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0 || sql.IndexOf("/*", at + 2, end - at - 2, StringComparison.Ordinal) >= 0)
                {
                    yield return new(SqlWordKind.Unreadable, "/*");
                    yield break;
                }
                at = end + 2;
            }
            else if (c is '"' or '`' or '[' or '\'')
            {
                var quoted = Quoted(sql, ref at, c);
                yield return quoted is null
                    ? new(SqlWordKind.Unreadable, c.ToString())
                    : new(c == '\'' ? SqlWordKind.Literal : SqlWordKind.QuotedName, quoted);
            }
            else if (c is '@' or ':' or '$' or '?' && at + 1 < sql.Length && IsPart(sql[at + 1]))
            {
                // A dollar-quoted body ($x$ … $x$) is code we do not look into; $1 and @name are parameters.
                var end = at + 1;
                while (end < sql.Length && IsPart(sql[end]))
                    end++;
                var dollarQuote = c == '$' && end < sql.Length && sql[end] == '$';
                yield return new(dollarQuote ? SqlWordKind.Unreadable : SqlWordKind.Parameter, sql[at..end]);
                at = end;
            }
            else if (c == '$')
            {
                yield return new(SqlWordKind.Unreadable, "$");
                at++;
            }
            else if (char.IsDigit(c))
            {
                var end = at;
                while (end < sql.Length && (IsPart(sql[end]) || sql[end] == '.'))
                    end++;
                yield return new(SqlWordKind.Number, sql[at..end]);
                at = end;
            }
            else if (IsPart(c))
            {
                var end = at;
                while (end < sql.Length && IsPart(sql[end]))
                    end++;
                var word = sql[at..end];
                // U&"…" and E'…' hide letters behind escapes.
                var escaped = end < sql.Length && ((sql[end] == '\'' && word is "e" or "E") || (sql[end] == '&' && word is "u" or "U"));
                yield return new(escaped ? SqlWordKind.Unreadable : SqlWordKind.Name, word);
                at = end;
            }
            else
            {
                yield return new(SqlWordKind.Mark, c.ToString());
                at++;
            }
        }
    }

    private static bool Starts(string sql, int at, string with) => string.CompareOrdinal(sql, at, with, 0, with.Length) == 0;

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_' || c > 127;

    private static int EndOfLine(string sql, int at)
    {
        var end = sql.IndexOf('\n', at);
        return end < 0 ? sql.Length : end + 1;
    }

    private static string? Quoted(string sql, ref int at, char open)
    {
        var close = open == '[' ? ']' : open;
        var text = new StringBuilder();
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] != close)
                text.Append(sql[at]);
            else if (open != '[' && at + 1 < sql.Length && sql[at + 1] == close)
                text.Append(sql[at++]);
            else
            {
                at++;
                return text.ToString();
            }
        }
        return null;
    }
}
