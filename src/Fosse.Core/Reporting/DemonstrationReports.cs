namespace Fosse.Reporting;

/// <summary>A fortnight of reports. Nobody in them exists, and nothing of it happened.</summary>
internal static class DemonstrationReports
{
    private const string Beaumont = "Beaumont Leys";

    public static IReadOnlyList<DemonstrationReport> All =>
        [
            new(
                "bikes",
                340,
                "vehicles",
                Beaumont,
                "The green behind the shops",
                "Two off-road bikes race across the green every Sunday afternoon and turn right in front of the playground.",
                "Indra Coppard"
            ),
            new(
                "shed",
                190,
                "crime-over",
                Beaumont,
                "Our back garden",
                "Somebody forced the lock of our shed on Thursday night and took a mower and two bicycles.",
                "Noel Ashby",
                ("crime", "burglary")
            ),
            new(
                "quads",
                76,
                "vehicles",
                Beaumont,
                "Along the brook",
                "Quad bikes go up and down the footpath by the brook after dark, without lights.",
                "",
                null
            ),
            new(
                "bus",
                70.2,
                "groups",
                Beaumont,
                "The bus stop by the library",
                "Six or seven throw stones at the buses between five and six, and the driver had to stop twice.",
                "Gwen Tallis"
            ),
            new(
                "abuse",
                66,
                "hate",
                Beaumont,
                "Outside my door",
                "For three weeks somebody has shouted abuse about my religion through the letter box, and on Friday they spat at "
                    + "my daughter.",
                "Samira Holloway",
                ("because", "religion"),
                true,
                "Weekdays before 3 pm, never leave a message"
            ),
            new(
                "again",
                62,
                "groups",
                Beaumont,
                "Bus stop at the library",
                "Children throw stones at the bus again, I was on it and the window cracked.",
                "Otto Pell",
                SameAs: "bus"
            ),
            new(
                "drink",
                52,
                "street-drinking",
                Beaumont,
                "The benches by the chemist",
                "Every morning four or five people drink on the benches and shout at those who go to the chemist.",
                "Hanne Birch"
            ),
            new(
                "music",
                78.5,
                "noise",
                "Leicester",
                "The flats above the bakery",
                "Loud music from the top floor until four in the morning, four nights this week.",
                "Tariq Lowe",
                ("noise", "music"),
                false,
                "After 6 pm"
            ),
            new(
                "waste",
                75,
                "fly-tipping",
                "Loughborough",
                "The lay-by on the ring road",
                "Somebody tipped about twenty bags of builders’ waste and two fridges in the lay-by.",
                "",
                ("kind", "waste")
            ),
            new(
                "park",
                47,
                "groups",
                "Leicester",
                "The play area",
                "The play area is full of broken glass each Monday and the swings have been tied up.",
                "Lotte Marsh"
            ),
            new(
                "car",
                40,
                "crime-over",
                Beaumont,
                "In front of our house",
                "The window of our car was smashed on Tuesday night and a bag was taken from the back seat.",
                "Femi Drake",
                ("crime", "vehicle")
            ),
            new(
                "shop",
                30,
                "retail",
                Beaumont,
                "The shop on the corner",
                "A man filled a bag with spirits and walked out, and told me he would be back with others.",
                "Priya Wells",
                ("shop", "The corner shop")
            ),
            new(
                "speed",
                20,
                "road",
                "Loughborough",
                "By the school",
                "Cars go past the school at well over the limit between half past eight and nine.",
                "Carys Hope",
                ("danger", "speed")
            ),
            new(
                "loft",
                9,
                "suspicious",
                null,
                "",
                "A neighbour told me that people carry plants and lamps in and out of a house at night, I do not know which.",
                "",
                null
            ),
            new(
                "needles",
                6.5,
                "street-drinking",
                Beaumont,
                "Stairwell of the car park",
                "There are people injecting in the stairwell of the car park most evenings, and needles are left on the steps.",
                "Morag Finch",
                null,
                false,
                "",
                "Morgan Teal"
            ),
            new(
                "knife",
                1.6,
                "groups",
                Beaumont,
                "The alley behind the library",
                "One of them held a knife at my son and told him that they will find him if he walks there again.",
                "Bryn Castell",
                null,
                true,
                "Any time today"
            ),
            new(
                "child",
                0.4,
                "child",
                Beaumont,
                "A house in our road",
                "A boy of about six stands alone outside in the evenings without a coat and says that he may not go in.",
                "Rhona Lisle",
                null,
                true,
                "Mornings"
            ),
        ];
}
