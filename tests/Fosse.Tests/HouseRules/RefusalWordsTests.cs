using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fosse.Reporting;

namespace Fosse.Tests.HouseRules;

/// <summary>What a room refuses with stands in its file of words, so that a translation is a file beside it.</summary>
public sealed partial class RefusalWordsTests
{
    // What is stored, or stands in the place of what was: it refuses nobody.
    private static readonly string[] NoRefusals =
    [
        "Email only between {draft.MailFrom} and {draft.MailUntil}",
        "Name not given",
        "This message cannot be read any more.",
        "Wants no contact",
    ];

    private static readonly IReadOnlyList<SourceText> Sources =
    [
        .. Repository
            .Sources()
            .Select(f => (Path: f, Name: Repository.Name(f)))
            .Where(f =>
                f.Name.StartsWith("src/Fosse.Core/", StringComparison.Ordinal)
                || f.Name.StartsWith("src/Fosse.Intake/", StringComparison.Ordinal)
            )
            .Select(f => new SourceText(f.Name, File.ReadAllText(f.Path))),
    ];

    private static readonly ILookup<string, (string Key, string Words)> Held = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*Words.resx", SearchOption.AllDirectories)
        .Where(f => Repository.Name(f).Split('/')[1] is "Fosse.Core" or "Fosse.Intake")
        .SelectMany(f =>
            XDocument
                .Load(f)
                .Descendants("data")
                .Select(d => (Room: Path.GetFileName(f).Replace("Words.resx", "", StringComparison.Ordinal), Data: d))
        )
        .ToLookup(d => d.Room, d => ((string)d.Data.Attribute("name")!, (string)d.Data.Element("value")!));

    /// <param name="Key">As it is written, with what is put in between braces.</param>
    private sealed record Question(string Room, string Key, int? Parts, string At)
    {
        private readonly Regex way = new($"^{Hole().Replace(Regex.Escape(Key), ".+")}$");

        public bool Asks(string key) => way.IsMatch(key);
    }

    private static readonly IReadOnlyList<Question> Asked = [.. Sources.SelectMany(AskedIn)];

    [Fact]
    public void No_sentence_stands_where_somebody_is_refused()
    {
        Assert.True(Refusing.Sum(s => MakesRefusal().Count(s.Code)) > 200);
        var found = Refusing
            .SelectMany(s =>
                Made(s)
                    .SelectMany(s.LiteralsIn)
                    .Concat(Returned(s))
                    .Where(l => TwoWords().IsMatch(l.Words))
                    .Select(l => (At: s.At(l.Start), l.Words))
            )
            .Where(l => !NoRefusals.Contains(l.Words))
            .Distinct()
            .Select(l => $"{l.At} “{l.Words}”: move it to {{Room}}Words.resx and ask for it by {{Room}}Text.Of(\"Slice.Wrong\").");
        Nothing(found);
    }

    [Fact]
    public void Every_sentence_that_a_room_asks_for_is_there_once_and_none_is_idle()
    {
        Assert.True(Held.Count > 8 && Asked.Count > 300);
        var twice = Held.SelectMany(r =>
            r.GroupBy(w => w.Key).Where(g => g.Count() > 1).Select(g => $"{r.Key}Words.resx has {g.Key} twice.")
        );
        var missing = Asked.Where(q => !Held[q.Room].Any(w => q.Asks(w.Key))).Select(q => $"{q.At}: {q.Room}Words.resx has no {q.Key}.");
        var idle = Held.SelectMany(r =>
            r.Where(w => !Asked.Any(q => q.Room == r.Key && q.Asks(w.Key)))
                .Select(w => $"{r.Key}Words.resx: nobody asks for {w.Key}; take it out.")
        );
        Nothing(twice.Concat(missing).Concat(idle));
    }

    [Fact]
    public void A_sentence_is_given_as_many_parts_as_it_has_places()
    {
        var wrong = Asked.SelectMany(q =>
            Held[q.Room]
                .Where(w => q.Parts is not null && q.Asks(w.Key) && q.Parts != Places(w.Words))
                .Select(w => $"{q.At}: {w.Key} has places for {Places(w.Words)}, and is given {q.Parts}.")
        );
        Nothing(wrong);
    }

    [Fact]
    public void A_part_is_written_as_the_reader_writes_it_and_a_sentence_that_is_not_there_is_an_error()
    {
        var comma = (CultureInfo)CultureInfo.GetCultureInfo("en-GB").Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.StartsWith(
                "The file must be smaller than 1,5 MB.",
                ReportingText.Of("Evidence.TooLarge", 1.5),
                StringComparison.Ordinal
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Throws<MissingManifestResourceException>(() => ReportingText.Of("Evidence.TooSmall"));
    }

    private static void Nothing(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found));

    private static int Places(string words) =>
        Place().Matches(words).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) + 1).Append(0).Max();

    // Why a file of crime was refused is stored with its import, and files that refuse nobody make other things of a word and a sentence.
    private static IEnumerable<SourceText> Refusing =>
        Sources.Where(s =>
            s.Code.Contains("efus", StringComparison.Ordinal)
            // What is said there is said of the rows of a file, and kept with them.
            && !s.Name.StartsWith("src/Fosse.Intake/Crime/", StringComparison.Ordinal)
            && !s.Name.StartsWith("src/Fosse.Intake/County/", StringComparison.Ordinal)
        );

    // What a refusal is made of, and what is given to whoever makes one.
    private static IEnumerable<(int Start, int End)> Made(SourceText source) =>
        MakesRefusal()
            .Matches(source.Code)
            .Select(m => source.Arguments(m.Index + m.Length - 1))
            .Where(parts => parts.Count == 2)
            .Select(parts => parts[1])
            .Concat(Calls().Matches(source.Code).Where(c => IsMaker(c, source)).SelectMany(c => source.Arguments(c.Index + c.Length - 1)));

    private static bool IsMaker(Match call, SourceText source) =>
        Makers.Contains((call.Groups["of"].Success ? call.Groups["of"].Value : Home(source), call.Groups["name"].Value));

    private static readonly HashSet<(string Home, string Name)> Makers =
    [
        .. Sources.SelectMany(s => MakerOfRefusal().Matches(s.Code).Select(m => (Home(s), m.Groups["name"].Value))),
    ];

    private static string Home(SourceText source) => Path.GetFileNameWithoutExtension(source.Name);

    // A sentence that a part of such a file gives back, for another to refuse with; beside a null it may be the end of one.
    private static IEnumerable<SourceText.Literal> Returned(SourceText source) =>
        source.Literals.Where(l =>
            GivesBack().Match(source.Code[Math.Max(0, l.Start - 100)..l.Start]) is { Success: true, Value: var before }
            && (char.IsUpper(l.Words.FirstOrDefault()) || before.StartsWith('('))
        );

    private static IEnumerable<Question> AskedIn(SourceText source)
    {
        foreach (var asked in AsksForSentence().Matches(source.Code).Cast<Match>())
        {
            var (parts, at) = (source.Arguments(asked.Index + asked.Length - 1), source.At(asked.Index));
            var keys = source.LiteralsIn(parts[0]).Where(k => IsKey().IsMatch(k.Words)).ToList();
            Assert.True(keys.Count > 0, $"{at}: write the key where the sentence is asked for, so that it can be found.");
            var seen = parts.Skip(1).All(p => source.Code[p.Start..p.End].Trim() != "parts");
            foreach (var key in keys)
                yield return new(asked.Groups["room"].Value, key.Words, seen ? parts.Count - 1 : null, at);
        }
    }

    [GeneratedRegex(@"\bnew( Refusal)?\(")]
    private static partial Regex MakesRefusal();

    [GeneratedRegex(@"\bRefusal\??>?>? (?<name>\w+)\(|\b(?<name>\w+)\([^()]*List<Refusal>|\b(?<name>Refused)\(string")]
    private static partial Regex MakerOfRefusal();

    [GeneratedRegex(@"(?<![.\w])((?<of>\w+)\.)?(?<name>\w+)\(")]
    private static partial Regex Calls();

    [GeneratedRegex(@"(=>|\breturn|\?|:|\(null,)\s*\z")]
    private static partial Regex GivesBack();

    [GeneratedRegex(@"\b(?<room>\w+)Text\.Of\(")]
    private static partial Regex AsksForSentence();

    [GeneratedRegex(@"\w[,;:.’”]? [“\w{]")]
    private static partial Regex TwoWords();

    [GeneratedRegex(@"^[A-Z][\w.{}-]*$")]
    private static partial Regex IsKey();

    [GeneratedRegex(@"\\{[^}]*}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{(\d+)[,:}]")]
    private static partial Regex Place();
}
