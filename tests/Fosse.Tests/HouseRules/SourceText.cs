using System.Text;

namespace Fosse.Tests.HouseRules;

/// <summary>A source file of C# in which words and code are told apart, without a compiler.</summary>
internal sealed class SourceText
{
    private readonly string text;
    private readonly StringBuilder code;

    public SourceText(string name, string text)
    {
        (Name, this.text, code) = (name, text, new(text));
        var literals = new List<Literal>();
        for (var at = 0; at < text.Length; at++)
        {
            if (EndOfComment(at) is { } comment)
                at = Blank(at, comment);
            else if (text[at] == '\'')
                at = Blank(at, EndOfLetter(at));
            else if (Quotes(at) is { } quote && EndOfLiteral(at, quote) is var end)
            {
                literals.Add(new(at, end, text[at..end].Trim('$', '@', '"')));
                at = Blank(at, end);
            }
        }
        (Code, Literals) = (code.ToString(), literals);
    }

    /// <param name="Words">As they are written, with what is put in between braces.</param>
    public sealed record Literal(int Start, int End, string Words);

    public string Name { get; }

    /// <summary>The text with an underscore for every letter of a literal or a comment: what it has, has the same place there.</summary>
    public string Code { get; }

    public IReadOnlyList<Literal> Literals { get; }

    public string At(int place) => $"{Name}:{text.AsSpan(0, place).Count('\n') + 1}";

    public IEnumerable<Literal> LiteralsIn((int Start, int End) part) => Literals.Where(l => l.Start >= part.Start && l.End <= part.End);

    /// <summary>What stands between the commas of a call.</summary>
    /// <param name="open">The place of its parenthesis.</param>
    public IReadOnlyList<(int Start, int End)> Arguments(int open)
    {
        var (parts, depth, start) = (new List<(int, int)>(), 0, open + 1);
        for (var at = open; at < Code.Length; at++)
        {
            depth +=
                Code[at] is '(' or '[' or '{' ? 1
                : Code[at] is ')' or ']' or '}' ? -1
                : 0;
            if (depth == 0 || (depth == 1 && Code[at] == ','))
            {
                if (Code[start..at].Trim().Length > 0)
                    parts.Add((start, at));
                start = at + 1;
            }
            if (depth == 0)
                break;
        }
        return parts;
    }

    private int Blank(int from, int to)
    {
        for (var at = from; at < to; at++)
            code[at] = text[at] == '\n' ? '\n' : '_';
        return to - 1;
    }

    private int? EndOfComment(int at) =>
        !Is(at, '/') ? null
        : Is(at + 1, '/') ? Or(text.IndexOf('\n', at), text.Length)
        : Is(at + 1, '*') ? Or(text.IndexOf("*/", at, StringComparison.Ordinal), text.Length - 2) + 2
        : null;

    private int EndOfLetter(int at) => text.IndexOf('\'', Is(at + 1, '\\') ? at + 3 : at + 2) + 1;

    /// <returns>The place of the first quotation mark of a literal that begins here.</returns>
    private int? Quotes(int at)
    {
        var quote = at;
        while (Is(quote, '$') || Is(quote, '@'))
            quote++;
        return Is(quote, '"') ? quote : null;
    }

    private int EndOfLiteral(int start, int quote)
    {
        var (filled, verbatim) = (text[start..quote].Contains('$'), text[start..quote].Contains('@'));
        var marks = text.AsSpan(quote).IndexOfAnyExcept('"');
        if (marks >= 3)
            return text.IndexOf(new string('"', marks), quote + marks, StringComparison.Ordinal) + marks;
        for (var at = quote + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && !verbatim || Is(at, '"') && Is(at + 1, '"') && verbatim || Is(at, '{') && Is(at + 1, '{'))
                at++;
            else if (filled && text[at] == '{')
                at = EndOfHole(at);
            else if (text[at] == '"')
                return at + 1;
        }
        return text.Length;
    }

    private int EndOfHole(int at)
    {
        for (var depth = 0; at < text.Length; at++)
        {
            if (Quotes(at) is { } quote)
                at = EndOfLiteral(at, quote) - 1;
            else if (text[at] == '\'')
                at = EndOfLetter(at) - 1;
            else if (
                (
                    depth +=
                        text[at] is '{' ? 1
                        : text[at] is '}' ? -1
                        : 0
                ) == 0
            )
                return at;
        }
        return at;
    }

    private bool Is(int at, char letter) => at < text.Length && text[at] == letter;

    private static int Or(int found, int otherwise) => found < 0 ? otherwise : found;
}
