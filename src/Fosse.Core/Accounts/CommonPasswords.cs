namespace Fosse.Accounts;

/// <summary>
/// Knows the passwords that guessing begins with: one or two common words, or words of the account and the site, with any years, digits and
/// signs about them,
/// runs along the keyboard, one piece over and over. The rule stands for the list of all these, which would have hundreds of millions of
/// lines.
/// </summary>
public static class CommonPasswords
{
    // A word counts two, and a letter that belongs to none or a picture counts one; whatever adds up to more is not guessed this way.
    private const int Word = 2,
        Letter = 1,
        Guessed = 4,
        ShortestWalk = 4;

    private static readonly string[] Stems = """
        password passwort passcode pass word secret letmein welcome hello login signin changeme default temp temporary admin
        administrator root user guest test testing demo master super superman batman spider spiderman dragon monkey tiger lion
        shadow sunshine princess flower rainbow butterfly chocolate cookie cheese banana orange apple cherry strawberry pepper
        ginger maggie charlie buster bailey jasper oscar teddy daisy poppy ruby lucky angel baby lover love loveyou iloveyou
        forever family michael jessica daniel ashley matthew joshua andrew thomas jordan hunter robert george jennifer nicole
        hannah amanda samantha emma olivia sophie chloe charlotte emily james oliver harry jack william david richard peter
        steven mark paul john mary jane anna football baseball basketball hockey soccer cricket rugby golf tennis liverpool
        chelsea arsenal everton manchester united city rangers celtic tottenham villa england scotland wales britain london
        leicester nottingham derby coventry loughborough hinckley melton oadby wigston rutland charnwood harborough blaby county
        council police constable sergeant officer station safety community partner partnership neighbourhood fire health housing
        school office work working company business staff team service support helpdesk desktop laptop computer internet windows
        microsoft google facebook samsung iphone apple starwars pokemon minecraft fortnite matrix freedom whatever trustno
        nothing something money summer winter spring autumn january february march april may june july august september october
        november december monday tuesday wednesday thursday friday saturday sunday morning evening today tomorrow happy birthday
        christmas holiday red blue green yellow black white purple silver golden the and for you my mine our your new old big
        good bad first last one two three four five six seven eight nine ten hundred thousand million zero access enter open
        close secure security protect key keys fosse foxes foxtrot alpha bravo charlie delta echo
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();

    private static readonly string[] Walks =
    [
        .. new[]
        {
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "qazwsxedcrfvtgbyhnujmikolp",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol",
            "q1w2e3r4t5y6u7i8o9p0",
            "abcdefghijklmnopqrstuvwxyz",
        }.SelectMany(walk => new[] { walk, string.Concat(walk.Reverse()) }),
    ];

    /// <param name="ownWords">The address, the name, the agency: what somebody who knows the account would try first.</param>
    public static bool IsOne(string password, IEnumerable<string> ownWords)
    {
        ArgumentNullException.ThrowIfNull(password);
        var text = Unit(password.ToLowerInvariant());
        var words = Stems
            .Concat(
                ownWords.SelectMany(w =>
                    w.ToLowerInvariant().Split([.. w.Where(c => !char.IsLetter(c)), ' '], StringSplitOptions.RemoveEmptyEntries)
                )
            )
            .Where(w => w.Length > 2)
            .Distinct()
            .ToList();
        // The least that the first n signs add up to.
        var least = new int[text.Length + 1];
        Array.Fill(least, int.MaxValue / 2);
        least[0] = 0;
        for (var at = 0; at < text.Length; at++)
        {
            Take(1, (char.IsLetter(text[at]) || char.IsHighSurrogate(text[at])) && !(at > 0 && text[at - 1] == text[at]) ? Letter : 0);
            foreach (var word in words.Where(w => StandsAt(text, at, w)))
                Take(word.Length, Word);
            for (
                var length = ShortestWalk;
                at + length <= text.Length && Walks.Any(w => w.Contains(text[at..(at + length)], StringComparison.Ordinal));
                length++
            )
                Take(length, 0);

            void Take(int length, int cost) => least[at + length] = Math.Min(least[at + length], least[at] + cost);
        }
        return least[^1] <= Guessed;
    }

    private static bool StandsAt(string text, int at, string word)
    {
        if (at + word.Length > text.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (text[at + i] != word[i] && !Disguises(word[i]).Contains(text[at + i], StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    private static string Disguises(char letter) =>
        letter switch
        {
            'a' => "4@",
            'b' => "8",
            'e' => "3",
            'g' => "69",
            'i' => "1!|",
            'l' => "1!|",
            'o' => "0",
            's' => "5$",
            't' => "7+",
            'z' => "2",
            _ => "",
        };

    // "abcabcabcabc" is no better than "abc".
    private static string Unit(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && Enumerable.Range(0, text.Length).All(i => text[i] == text[i % length]))
                return text[..length];
        }
        return text;
    }
}
