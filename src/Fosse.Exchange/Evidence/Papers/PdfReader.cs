using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>Reads values of a PDF one after the other (ISO 32000-1, 7.2 and 7.3). Whatever is not as the standard has it is
/// damaged.</summary>
internal sealed class PdfReader(ReadOnlyMemory<byte> all, PdfBounds bounds)
{
    private const int Deepest = 48,
        LongestWord = 64,
        MostEntries = 200_000;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789."),
        OfNumbers = SearchValues.Create("0123456789.+-");

    public int At { get; set; }

    private ReadOnlySpan<byte> Bytes => all.Span;

    public bool AtEnd
    {
        get
        {
            PassWhite();
            return At >= Bytes.Length;
        }
    }

    /// <summary>The word that stands here, such as obj or endobj; empty before a value of another kind.</summary>
    public string Word()
    {
        PassWhite();
        var end = At;
        while (end < Bytes.Length && !IsWhite(Bytes[end]) && !IsDelimiter(Bytes[end]) && end - At < LongestWord)
            end++;
        return Encoding.Latin1.GetString(Bytes[At..end]);
    }

    public bool Takes(string word)
    {
        if (Word() != word)
            return false;
        At += word.Length;
        return true;
    }

    /// <summary>The same where another word follows without anything between.</summary>
    public bool TakesStart(string word)
    {
        if (!Word().StartsWith(word, StringComparison.Ordinal))
            return false;
        At += word.Length;
        return true;
    }

    public bool TakesNumber(out int number)
    {
        var word = Word();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        At += word.Length;
        return true;
    }

    public PdfValue Value(int depth = 0)
    {
        if (depth > Deepest)
            throw EvidenceFile.DamagedPaper();
        PassWhite();
        if (At >= Bytes.Length)
            throw EvidenceFile.DamagedPaper();
        switch ((char)Bytes[At])
        {
            case '/':
                return new PdfName(Name());
            case '(':
                return new PdfWords(Words(PdfText.Literal));
            case '[':
                return List(depth);
            case '<':
                return At + 1 < Bytes.Length && Bytes[At + 1] == '<' ? Dictionary(depth) : new PdfWords(Words(PdfText.Hexadecimal));
            default:
                return Plain();
        }
    }

    private delegate byte[] Written(ReadOnlySpan<byte> bytes, ref int at);

    private byte[] Words(Written written)
    {
        var at = At;
        var words = written(Bytes, ref at);
        At = at;
        bounds.Hold(2 + words.Length / 64);
        return words;
    }

    private string Name()
    {
        var at = At;
        var name = PdfText.Name(Bytes, ref at);
        At = at;
        bounds.Hold(1 + name.Length / 32);
        return name;
    }

    private PdfValue Plain()
    {
        bounds.Hold(1);
        var start = At;
        if (TakesNumber(out var number))
        {
            var after = At;
            if (TakesNumber(out _) && Takes("R"))
                return new PdfReference(number);
            At = after;
            return new PdfPlain(number.ToString(CultureInfo.InvariantCulture));
        }
        At = start;
        var word = Word();
        At += word.Length;
        if (word is "null" or "true" or "false" || IsNumber(word))
            return new PdfPlain(word);
        if (word.Length is > 0 and < LongestWord && !word.AsSpan().ContainsAnyExcept(OfNumbers))
            return new PdfPlain(Number(word));
        throw EvidenceFile.DamagedPaper();
    }

    // Programs write --5, 12-34, 0.0.1 and a lone point. Readers take one sign, and leave off where a number cannot go on.
    private static string Number(string word)
    {
        var digits = word.AsSpan().TrimStart("+-");
        var end = digits.IndexOfAny('+', '-');
        digits = end < 0 ? digits : digits[..end];
        var point = digits.IndexOf('.');
        var second = point < 0 ? -1 : digits[(point + 1)..].IndexOf('.');
        digits = second < 0 ? digits : digits[..(point + 1 + second)];
        return digits.ContainsAnyInRange('0', '9') ? $"{(word[0] == '-' ? "-" : "")}{digits}" : "0";
    }

    private static bool IsNumber(string word) =>
        word.Length is > 0 and < LongestWord
        && word.AsSpan(word[0] is '+' or '-' ? 1 : 0) is var digits
        && digits.ContainsAnyInRange('0', '9')
        && !digits.ContainsAnyExcept(Digits)
        && digits.Count('.') <= 1;

    private PdfList List(int depth)
    {
        bounds.Hold(1);
        var items = new List<PdfValue>();
        for (At++; !Closes(']'); )
        {
            items.Add(Value(depth + 1));
            if (items.Count > MostEntries)
                throw EvidenceFile.DamagedPaper();
        }
        At++;
        return new(items);
    }

    private PdfDictionary Dictionary(int depth)
    {
        bounds.Hold(4);
        var entries = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        for (At += 2; !Closes('>'); )
        {
            if (Bytes[At] != '/' || entries.Count > MostEntries)
                throw EvidenceFile.DamagedPaper();
            var key = Name();
            entries[key] = Value(depth + 1);
        }
        if (At + 1 >= Bytes.Length || Bytes[At + 1] != '>')
            throw EvidenceFile.DamagedPaper();
        At += 2;
        return new(entries);
    }

    private bool Closes(char mark)
    {
        PassWhite();
        return At >= Bytes.Length ? throw EvidenceFile.DamagedPaper() : Bytes[At] == mark;
    }

    public void PassWhite()
    {
        while (At < Bytes.Length && (IsWhite(Bytes[At]) || Bytes[At] == '%'))
        {
            if (Bytes[At] != '%')
            {
                At++;
                continue;
            }
            var end = Bytes[At..].IndexOfAny((byte)'\r', (byte)'\n');
            At = end < 0 ? Bytes.Length : At + end;
        }
    }

    internal static bool IsWhite(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    internal static bool IsDelimiter(byte b) => "()<>[]{}/%"u8.Contains(b);
}
