using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Demonstration;

/// <summary>What a made-up resident tells.</summary>
/// <param name="Settlement">Where in the gazetteer it lies; none where the resident does not know.</param>
internal sealed record Told(
    string Key,
    double HoursAgo,
    string Category,
    string? Settlement,
    string Place,
    string Behaviour,
    string Name = "",
    (string Code, string Value)? Answer = null,
    bool Vulnerable = false,
    string SafeTimes = "",
    string? TakenBy = null
)
{
    public ReportDraft Draft(DateOnly day) =>
        new()
        {
            Category = Category,
            Answers = Answer is { } answer
                ? new Dictionary<string, IReadOnlyList<string>> { [answer.Code] = [answer.Value] }
                : new Dictionary<string, IReadOnlyList<string>>(),
            Place = Place,
            PlaceUnknown = Settlement is null,
            Point = Settlement is null ? null : DemonstrationTold.PointOf(Settlement),
            Happened = HappenedKind.Exact,
            On = day,
            Behaviour = Behaviour,
            Anonymous = Name.Length == 0,
            Name = Name,
            Way =
                Name.Length == 0 ? null
                : SafeTimes.Length == 0 ? ContactWay.None
                : ContactWay.Telephone,
            Telephone = SafeTimes.Length == 0 ? "" : "01632 960 558",
            SafeTimes = SafeTimes,
            Vulnerable = Vulnerable,
        };
}

/// <summary>What an officer, or the reporter, does with a report.</summary>
internal sealed record DemonstrationDeed(
    double HoursAgo,
    string Key,
    string By,
    Func<IServiceProvider, OnReport, Func<string, string>, CancellationToken, Task>? Does,
    Func<ReporterDesk, ReportReceipt, CancellationToken, Task<Outcome<OwnReport>>>? ByReporter = null
);

/// <summary>A fortnight of reports. Nobody in them exists, and nothing of it happened.</summary>
internal static class DemonstrationTold
{
    private const string Beaumont = "Beaumont Leys",
        Morgan = "Morgan Teal",
        Ashley = "Ashley Marlow",
        Rowan = "Rowan Sedge";

    public static TruePoint PointOf(string settlement) =>
        Gazetteer.Settlements.First(s => s.Name == settlement) is var place ? new(place.Longitude, place.Latitude) : default;

    public static IReadOnlyList<Told> All =>
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
                "Otto Pell"
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
                Morgan
            ),
            new(
                "child",
                2.5,
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

    public static IReadOnlyList<DemonstrationDeed> Deeds =>
        [
            By(
                Morgan,
                320,
                "bikes",
                (s, on, _, stop) =>
                    Do<ReplyToReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                AnswerKind.WeAct,
                                "We will be on the green on the next two Sundays and have written to the riders whom we know.",
                                stop
                            )
                    )
            ),
            By(Morgan, 300, "bikes", (s, on, _, stop) => Do<CloseReport>(s, d => d.Handle(on, ClosingReason.Resolved, "", stop))),
            By(
                Ashley,
                150,
                "shed",
                (s, on, _, stop) =>
                    Do<ReplyToReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                AnswerKind.WeLooked,
                                "An officer was with you on Saturday, took prints from the lock and asked next door for their "
                                    + "doorbell film.",
                                stop
                            )
                    )
            ),
            By(
                Ashley,
                149,
                "shed",
                (s, on, _, stop) =>
                    Do<PublishSummary>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                new(
                                    "A shed was broken into at night and bicycles were taken. Officers ask whoever saw something "
                                        + "to tell them.",
                                    "",
                                    true
                                ),
                                stop
                            )
                    )
            ),
            By(Ashley, 58, "again", (s, on, reference, stop) => Do<MergeReport>(s, d => d.Handle(on, reference("bus"), stop))),
            By(Ashley, 50, "quads", (s, on, _, stop) => Assign(s, on, Morgan, stop)),
            By(Morgan, 45, "drink", (s, on, _, stop) => Assign(s, on, Morgan, stop)),
            By(Morgan, 44, "abuse", (s, on, _, stop) => Assign(s, on, Morgan, stop)),
            By(
                Morgan,
                21,
                "abuse",
                (s, on, _, stop) =>
                    Do<AskReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                "Would it be all right if a colleague came to see you on Thursday morning, without a uniform?",
                                stop
                            )
                    )
            ),
            By(
                Ashley,
                46,
                "park",
                (s, on, _, stop) => HandOver(s, on, "Fosse City Council", "The council looks after this play area", stop)
            ),
            By(
                Rowan,
                26,
                "park",
                (s, on, _, stop) =>
                    Do<NoteOnReport>(s, d => d.Handle(on, "Parks will sweep on Mondays; asked for the camera on the path.", stop))
            ),
            By(
                Morgan,
                11,
                "shop",
                (s, on, _, stop) =>
                    Do<ReplyToReporter>(
                        s,
                        d =>
                            d.Handle(
                                on,
                                AnswerKind.WeAct,
                                "We have the film from your shop, and an officer comes by at closing time for the rest of the week.",
                                stop
                            )
                    )
            ),
            new(
                4,
                "bikes",
                "",
                null,
                (desk, receipt, stop) => desk.Reopen(receipt.Reference, receipt.Secret, "They are back, four of them now.", stop)
            ),
        ];

    private static DemonstrationDeed By(
        string who,
        double hoursAgo,
        string key,
        Func<IServiceProvider, OnReport, Func<string, string>, CancellationToken, Task> does
    ) => new(hoursAgo, key, who, does);

    private static Task Do<TDeed>(IServiceProvider services, Func<TDeed, Task<Outcome<IncidentReport>>> deed)
        where TDeed : notnull => Do<TDeed, IncidentReport>(services, deed);

    private static Task Do<TDeed>(IServiceProvider services, Func<TDeed, Task<Outcome<ReportSummary>>> deed)
        where TDeed : notnull => Do<TDeed, ReportSummary>(services, deed);

    private static async Task Do<TDeed, T>(IServiceProvider services, Func<TDeed, Task<Outcome<T>>> deed)
        where TDeed : notnull
        where T : notnull => DemonstrationReports.Done(await deed(services.GetRequiredService<TDeed>()));

    private static async Task Assign(IServiceProvider services, OnReport on, string to, CancellationToken stop)
    {
        var colleague = (
            await services
                .GetRequiredService<SafetyDb>()
                .Colleagues(on.Record, on.By, services.GetRequiredService<CountyClock>().Today, stop)
        ).First(c => c.Name == to);
        await Do<AssignReport>(services, d => d.Handle(on, colleague.Id, stop));
    }

    private static async Task HandOver(IServiceProvider services, OnReport on, string agency, string why, CancellationToken stop)
    {
        var target = (await services.GetRequiredService<RedirectReport>().Targets(on.Record, on.By, stop)).First(t => t.Agency == agency);
        await Do<RedirectReport>(services, d => d.Handle(on, target.AgencyId, why, stop));
    }
}
