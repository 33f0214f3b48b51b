using System.Buffers;
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

    public bool IsMark(char mark) => Kind is SqlWordKind.Mark && Text[0] == mark;
}

/// <summary>Who is going to read the SQL: they agree on little beyond the standard.</summary>
internal enum SqlReader
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Cuts SQL into words as its reader does: comments go, quotes are taken off. Whatever is written so that readers could disagree, or by
/// letters that only look like nothing, is <see cref="SqlWordKind.Unreadable"/>.
/// </summary>
internal static class SqlWords
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static IEnumerable<SqlWord> Of(string sql, SqlReader reader)
    {
        var at = 0;
        while (at < sql.Length)
        {
            var c = sql[at];
            if (c is ' ' or '\t' or '\n' or '\r')
                at++;
            else if (c is < ' ' or > '~')
            {
                // A byte-order mark is white space to SQLite and a letter to others; outside quotes our SQL is ASCII.
                yield return new(SqlWordKind.Unreadable, "a letter");
                yield break;
            }
            else if (Starts(sql, at, "--"))
            {
                var end = EndOfLine(sql, at);
                if (end < 0)
                {
                    yield return new(SqlWordKind.Unreadable, "--");
                    yield break;
                }
                at = end;
            }
            else if (Starts(sql, at, "/*"))
            {
                // PostgreSQL nests comments and SQLite does not: where they would disagree, the text cannot be judged.
                var end = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0 || sql.AsSpan(at + 2, end - at - 2).Contains("/*", StringComparison.Ordinal))
                {
                    yield return new(SqlWordKind.Unreadable, "/*");
                    yield break;
                }
                at = end + 2;
            }
            else if (c is '"' or '\'' || (c is '[' && reader is SqlReader.Sqlite))
            {
                var quoted = Quoted(sql, ref at, c);
                yield return quoted is null || quoted.Contains('\0', StringComparison.Ordinal)
                    ? new(SqlWordKind.Unreadable, c.ToString())
                    : new(c == '\'' ? SqlWordKind.Literal : SqlWordKind.QuotedName, quoted);
            }
            else if (c is '`' or '\\' or '{' or '}')
            {
                yield return new(SqlWordKind.Unreadable, c.ToString());
                at++;
            }
            else if (Starts(sql, at, "::"))
            {
                yield return new(SqlWordKind.Mark, "::");
                at += 2;
            }
            else if (c is '@' or ':' or '$' or '?' && at + 1 < sql.Length && IsPart(sql[at + 1]))
            {
                // A dollar-quoted body ($x$ … $x$) is code we do not look into; $1 and @name are parameters.
                var end = EndOfWord(sql, at + 1);
                yield return new(
                    sql.AsSpan(at + 1, end - at - 1).Contains('$') ? SqlWordKind.Unreadable : SqlWordKind.Parameter,
                    sql[at..end]
                );
                at = end;
            }
            else if (char.IsAsciiDigit(c))
            {
                var end = at;
                while (end < sql.Length && (IsPart(sql[end]) || sql[end] == '.'))
                    end++;
                // A word that clings to a number is two words to one reader and none to the other.
                var number = sql[at..end];
                yield return new(IsNumber(number) ? SqlWordKind.Number : SqlWordKind.Unreadable, number);
                at = end;
            }
            else if (IsPart(c))
            {
                var end = EndOfWord(sql, at);
                var word = sql[at..end];
                // U&"…" and E'…' hide letters behind escapes; a dollar in a name may be half a quote.
                var next = end < sql.Length ? sql[end] : ' ';
                var escaped =
                    word.Contains('$', StringComparison.Ordinal)
                    || (next is '\'' or '"' && word is not ("X" or "x"))
                    || (next == '&' && word is "u" or "U");
                yield return new(escaped ? SqlWordKind.Unreadable : SqlWordKind.Name, word);
                at = end;
            }
            else
            {
                yield return new(c is '$' ? SqlWordKind.Unreadable : SqlWordKind.Mark, c.ToString());
                at++;
            }
        }
    }

    private static bool Starts(string sql, int at, string with) => string.CompareOrdinal(sql, at, with, 0, with.Length) == 0;

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$';

    private static int EndOfWord(string sql, int at)
    {
        while (at < sql.Length && IsPart(sql[at]))
            at++;
        return at;
    }

    // 12, 0.5, 1.5E (the sign and the power follow as words of their own), 1E05.
    private static bool IsNumber(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExcept(Digits);
        return digits < 0 || (word[digits] is 'e' or 'E' && !word.AsSpan(digits + 1).ContainsAnyExceptInRange('0', '9'));
    }

    // PostgreSQL ends the line at a carriage return and SQLite does not: only where a line feed follows they agree. Neither reads past
    // a zero.
    private static int EndOfLine(string sql, int at)
    {
        var end = sql.AsSpan(at).IndexOfAny('\n', '\r', '\0');
        if (end < 0)
            return sql.Length;
        end += at;
        return sql[end] == '\n' ? end + 1
            : sql[end] == '\r' && end + 1 < sql.Length && sql[end + 1] == '\n' ? end + 2
            : -1;
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
