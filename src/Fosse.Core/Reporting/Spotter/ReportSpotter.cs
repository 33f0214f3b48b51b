using System.Text.RegularExpressions;

namespace Fosse.Reporting;

/// <summary>What words can hold that tells who somebody is.</summary>
public enum SpottedKind
{
    Telephone,
    Email,
    NumberPlate,
    Postcode,
    Name,
}

/// <summary>Something in somebody's words that they may want to look at again before they send them.</summary>
/// <param name="Start">Its first character, counted from 0.</param>
public sealed record Spotted(SpottedKind Kind, int Start, int Length);

/// <summary>
/// Points at what could tell who somebody is, and marks words that a person should read soon. It decides nothing: it changes no word,
/// refuses
/// none, and misses some. docs/methods/spotter.md says how many.
/// </summary>
public static partial class ReportSpotter
{
    /// <returns>In the order in which they stand; no two overlap.</returns>
    public static IReadOnlyList<Spotted> Look(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var found = new List<Spotted>();
        // The surest first: what one has taken, another does not take again.
        foreach (
            var spotted in EmailPattern
                .In(words)
                .Concat(PostcodePattern.In(words))
                .Concat(PlatePattern.In(words))
                .Concat(TelephonePattern.In(words))
                .Concat(NamePattern.In(words))
        )
        {
            if (spotted.Length > 0 && !found.Exists(f => f.Start < spotted.Start + spotted.Length && spotted.Start < f.Start + f.Length))
                found.Add(spotted);
        }
        return [.. found.OrderBy(f => f.Start)];
    }

    /// <summary>What a person should think of when they read this: a hint from whole words alone, which knows no "not" and no "last
    /// year". It passes over words that mean something else in their company (a nail gun, a stable, oilseed rape) and over what used to
    /// be.</summary>
    public static IReadOnlyList<Risk> Risks(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var plain = words.Replace('’', '\'');
        return
        [
            .. new[] { (Risk.Hate, HateWords), (Risk.Threat, ThreatWords), (Risk.Safeguarding, SafeguardingWords) }
                .Where(r => r.Item2.IsMatch(plain))
                .Select(r => r.Item1),
        ];
    }

    // The words that people use against others stand here so that somebody reads the report sooner.
    [GeneratedRegex(
        @"\b(?:racis[mt]\w*|racial\w*|xenophob\w*|homophob\w*|transphob\w*|islamophob\w*|anti-?semit\w*|hate (?:crime"
            + @"|incident|speech)|swastikas?|nazis?|white power|slurs?|bigot\w*|go back (?:to|where)\b.{0,30}\b(?:country"
            + @"|home|came from|from|jungle)|pakis?|nig(?:ger|ga)s?|n[- ]word|wogs?|coons?|chinks?|ragheads?|towel ?heads?"
            + @"|yids?|kikes?|gypp?os?|pikeys?|gyppies|pikies|faggots?|fag(?:s|got)?|poofs?|poofters?|batty ?(?:boy|man)"
            + @"|lezz(?:er|a)s?|trann(?:y|ies)|spa(?:stic|z)s?|retard(?:s|ed)?|mong(?:s|ol)?|(?:filthy|dirty|bloody"
            + @"|fucking) (?:foreigners?|immigrants?|muslims?|jews?|gays?|blacks?|asians?|poles?|gyps(?:y|ies)|travellers?)"
            + @"|because (?:i|he|she|we|they)(?:'m|'s|'re| am| is| are| was| were) (?:a |an )?(?:black|brown|asian|african"
            + @"|muslim|hindu|sikh|jewish|christian|polish|romanian|roma|gypsy|traveller|gay|lesbian|bisexual"
            + @"|trans(?:gender)?|disabled|foreign|deaf|blind|autistic)|because of (?:my|his|her|our|their) (?:race|colour"
            + @"|skin|religion|faith|hijab|turban|headscarf|accent|disability|sexuality|wheelchair|nationality))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HateWords { get; }

    [GeneratedRegex(
        @"(?<!\bused to (?:be |get |have )?)\b(?:threat(?:s|en\w*)?|(?:kill|murder|shoot|stab|hurt|harm|hit|slash|strangle"
            + @"|batter) (?:me|you|him|her|us|them|my|your|our|someone|somebody|anyone|people)|death threats?|stab(?:s|bed|bing"
            + @"|bings|ber)?|(?<!jack[- ]?)kni(?:fe|ves|fed)|machetes?|zombie (?:knife|blade)|(?<!(?:shoulder|wiper|mower|rotor"
            + @"|fan) )blades?(?! of grass)|(?<!(?:nail|glue|heat|staple|water|toy|jump(?:s|ed|ing)? the)[- ])guns?"
            + @"|(?<!water )pistols?|shotguns?|firearms?|gunshots?|crossbows?|baseball bats?|weapons?|acid attack|petrol bombs?"
            + @"|molotov|(?:burn|torch)\w* (?:down )?(?:my|your|our|the|his|her|their) (?:house|home|flat|car|place)|(?:burn"
            + @"|torch)\w* (?:us|me|you|him|her|them) out|beat(?:en|ing)? (?:me|you|him|her|us|them|my \w+) up|(?:smash|break"
            + @"|cave) (?:your|my|his|her|our|their) (?:face|head|legs?|skull|jaw|arms?)|(?:get|find|come for|come after|finish"
            + @"|do) (?:you|me|him|her|us) (?:if|when|in the end|off)|(?:'ll|will|going to|gonna|coming to) get (?:you|me|us|him"
            + @"|her)|(?:come|coming) for (?:you|me|us|him|her)|know where (?:i|you|we|he|she|they) lives?|watch (?:my|your|our"
            + @"|his|her) back|(?:you're|i'm|we're|he's|she's) dead)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ThreatWords { get; }

    [GeneratedRegex(
        @"\b(?:suicid\w*|self[- ]harm\w*|(?:end|take|took|taking|ending) (?:my|his|her|their) (?:own )?li(?:fe|ves)"
            + @"|kill (?:my|him|her)self|want(?:s|ed)? to die|overdos\w*|domestic (?:abuse|violence)|child abuse|abus(?:ed?|es"
            + @"|ing) (?:a |the |my |his |her |their )?(?:child\w*|kids?|wife|husband|partner|mother|mum|nan|gran\w*|baby)"
            + @"|(?:hits?|hitting|beats?|beating|punch\w*|strangl\w*|chok\w*) (?:his|her|the|their|a) (?:wife|husband|partner"
            + @"|girlfriend|boyfriend|child\w*|kids?|son|daughter|baby|mother|mum)|(?:child\w*|kids?|toddlers?|bab(?:y|ies)"
            + @"|boys?|girls?)\b.{0,40}\b(?:bruis\w*|left alone|on (?:his|her|their) own all|home alone|not fed|starving|hungry"
            + @"|neglect\w*|locked (?:in|out)|with older men)|bruis\w* on (?:the|a|his|her|their) (?:child\w*|kids?|boys?|girls?"
            + @"|bab\w*|arms?|face)|neglect(?:ed|s|ing)?(?! (?:garden|hedge|verge|house|building|park|field|road|path|yard|site"
            + @"|plot|grave))|(?<!(?:dog|pet|cat|horse)[- ])groom(?:ed|ing)(?! (?:parlour|salon|shop))|county lines|cuckoo(?:ed"
            + @"|ing|s)?(?! (?:clock|nest|lane|road|way))|exploit(?:ed|s|ing|ation)|traffick\w*|modern slavery|slavery"
            + @"|forced (?:marriage|to work|labour)|fgm|honour[- ]based|(?:scared|frightened|afraid|terrified) of (?:my|her|his"
            + @"|their) (?:partner|husband|wife|boyfriend|girlfriend|dad|father|mum|mother|son|ex)|dementia|alzheimer'?s"
            + @"|sexual(?:ly)? (?:abus\w*|assault\w*|exploit\w*)|rap(?:ed|ist)|(?<!(?:oilseed|fields? of) )rape(?! (?:field|seed"
            + @"|crop|oil))|indecent\w*|flash(?:ed|ing) (?:himself|at (?:the )?(?:child\w*|girls?|kids?)))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SafeguardingWords { get; }
}
