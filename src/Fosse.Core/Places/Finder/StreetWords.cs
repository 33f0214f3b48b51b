namespace Fosse.Places;

/// <summary>Words that stand in the names of many streets and places, and by themselves name none.</summary>
internal static class StreetWords
{
    internal static readonly HashSet<string> Kinds =
    [
        .. Of("road street lane avenue drive close crescent court gardens square way walk row place grove hill gate terrace rise mews"),
    ];

    internal static readonly HashSet<string> Common =
    [
        .. Kinds,
        .. Of("the a an on in at by of for near next to from behind outside opposite with and le la de under upon over"),
        .. Of("great little north south east west old new upper lower long high cross st common view"),
        .. Of("park green church school shop shops station bridge end bank banks corner junction centre center car service access"),
        .. Of("private farm hall house mill wharf market parade precinct roundabout layby field fields playground estate ring bypass"),
        .. Of("canal river path footpath track alley town village city wood woods lodge heath cemetery garage library hospital surgery"),
        .. Of("pub post office club community leisure industrial retail business bus stop nursery"),
    ];

    private static string[] Of(string words) => words.Split(' ');
}
