namespace Fosse.Triage;

/// <summary>Two years of words: of what, by whom and where. Nobody in them exists.</summary>
internal static class PastWords
{
    public static IReadOnlyList<PastKind> Kinds { get; } = [.. PastNuisance.Kinds, .. PastCrime.Kinds];

    public static IReadOnlyList<string> FirstNames { get; } =
    [
        "Aisha",
        "Alan",
        "Beatrix",
        "Callum",
        "Chandra",
        "Dora",
        "Edwin",
        "Fatima",
        "Gareth",
        "Harpreet",
        "Isla",
        "Jonas",
        "Kamal",
        "Lena",
        "Marek",
        "Nadia",
        "Owen",
        "Petra",
        "Quentin",
        "Ruth",
        "Sanjay",
        "Tess",
        "Umar",
        "Vera",
        "Winston",
        "Yusuf",
        "Zoe",
    ];

    public static IReadOnlyList<string> LastNames { get; } =
    [
        "Ambler",
        "Bhatt",
        "Cropston",
        "Dalby",
        "Ekwall",
        "Frisby",
        "Gaddesby",
        "Hoton",
        "Ilston",
        "Jelley",
        "Keyham",
        "Launde",
        "Mistry",
        "Newtown",
        "Owston",
        "Peatling",
        "Queniborough",
        "Ratby",
        "Saxelby",
        "Thrussington",
        "Ullesthorpe",
        "Vyas",
        "Wymes",
    ];

    /// <summary>Where, and how many of a hundred; the settlements of one line as likely as one another.</summary>
    public static IReadOnlyList<(int Often, string[] Settlements)> Where { get; } =
    [
        (18, ["Beaumont Leys"]),
        (16, ["Loughborough"]),
        (30, ["Westcotes", "Highfields", "Spinney Hills", "North Evington", "Evington", "Clarendon Park", "Aylestone"]),
        (6, ["Shepshed", "Syston", "Birstall"]),
        (15, ["Coalville", "Hinckley", "Wigston", "Melton Mowbray", "Market Harborough", "Oakham", "Oadby", "Lutterworth"]),
        (15, ["Whitwick", "Ashby-de-la-Zouch", "Earl Shilton", "Narborough", "Blaby", "South Wigston", "Uppingham", "Enderby", "Ibstock"]),
    ];
}
