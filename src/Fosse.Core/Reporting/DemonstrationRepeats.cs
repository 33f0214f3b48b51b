namespace Fosse.Reporting;

/// <summary>
/// Two who have to report again and again. One begins each report in the open box of the one before, and at the third a letter lies there.
/// The other types name and number anew each time, as anybody could who knows them: staff see that it is possibly the same person.
/// </summary>
internal static class DemonstrationRepeats
{
    private const string Where = "Beaumont Leys",
        Below = "The flat below us",
        Yard = "The yard behind the garages";

    public static IReadOnlyList<DemonstrationReport> All =>
        [
            new(
                "below",
                312,
                "noise",
                Where,
                Below,
                "The tenant below plays the bass so loudly that the floor shakes, every night from eleven.",
                "Ines Farrow",
                ("noise", "music"),
                Telephone: "01632 960 731"
            ),
            new(
                "below-2",
                170,
                "noise",
                Where,
                Below,
                "It is the bass again, and when I knocked he shouted that I would be sorry.",
                "Ines Farrow",
                ("noise", "music"),
                Telephone: "01632 960 731",
                After: "below"
            ),
            new(
                "below-3",
                44,
                "noise",
                Where,
                Below,
                "Three nights without sleep, and on Sunday somebody poured paint over our door.",
                "Ines Farrow",
                ("noise", "music"),
                Telephone: "01632 960 732",
                After: "below-2"
            ),
            new(
                "yard",
                280,
                "groups",
                Where,
                Yard,
                "A group sits on the garage roofs every evening and throws bottles into the yard.",
                "Wren Oakley",
                Telephone: "01632 960 845"
            ),
            new(
                "yard-2",
                140,
                "groups",
                Where,
                Yard,
                "They are on the roofs again and have broken the lamp above the gate.",
                "Wren Oakley",
                Telephone: "01632 960 845"
            ),
            new(
                "yard-3",
                36,
                "groups",
                Where,
                Yard,
                "They shouted at my son when he put the bin out and threw a bottle after him.",
                "Wren Oakley",
                Telephone: "01632 960 845"
            ),
        ];
}
