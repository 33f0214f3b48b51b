using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>The categories that a county begins with. An administrator may change each, and retires what is not wanted rather than removing
/// it.</summary>
public static class StandardCategories
{
    public static IReadOnlyList<ReportCategory> All =>
        [
            Of(
                10,
                "crime-over",
                CategoryGroup.Crime,
                "A crime that is over",
                "Theft, burglary, damage or an assault that is not happening now",
                AgencyKind.Police,
                questions:
                [
                    Choose(
                        "crime",
                        "What kind of crime was it?",
                        true,
                        ("theft", "Theft"),
                        ("burglary", "Burglary of a home or a shed"),
                        ("damage", "Damage"),
                        ("vehicle", "Something done to a vehicle"),
                        ("assault", "Somebody was hurt or threatened"),
                        ("other", "Something else")
                    ),
                    Ask("taken", "What was taken or damaged, and what is it worth?"),
                ]
            ),
            Of(
                20,
                "noise",
                CategoryGroup.AntiSocialBehaviour,
                "Noise",
                "Music, shouting, barking or alarms, again and again",
                AgencyKind.Council,
                questions:
                [
                    Choose(
                        "noise",
                        "What kind of noise is it?",
                        true,
                        ("music", "Music or parties"),
                        ("people", "People shouting or fighting"),
                        ("animal", "An animal"),
                        ("alarm", "An alarm"),
                        ("other", "Something else")
                    ),
                ]
            ),
            Of(
                21,
                "neighbours",
                CategoryGroup.AntiSocialBehaviour,
                "Trouble with neighbours",
                "Harassment, threats or damage between people who live near one another",
                AgencyKind.Council,
                questions: [Yes("before", "Have you told anybody about it before?")]
            ),
            Of(22, "street-drinking", CategoryGroup.AntiSocialBehaviour, "Drinking or drugs in the street", "", AgencyKind.Police),
            Of(
                23,
                "groups",
                CategoryGroup.AntiSocialBehaviour,
                "A group causing trouble",
                "What they do, not who they are",
                AgencyKind.Police
            ),
            Of(
                24,
                "vehicles",
                CategoryGroup.AntiSocialBehaviour,
                "Vehicles used to annoy or frighten",
                "Off-road bikes, racing, revving",
                AgencyKind.Police,
                questions: [Ask("vehicle", "What do you know of the vehicle?")]
            ),
            Of(
                25,
                "fly-tipping",
                CategoryGroup.AntiSocialBehaviour,
                "Rubbish or graffiti",
                "Fly-tipping, litter, graffiti",
                AgencyKind.Council,
                questions:
                [
                    Choose(
                        "kind",
                        "What is it?",
                        true,
                        ("waste", "Rubbish that was dumped"),
                        ("graffiti", "Graffiti"),
                        ("needles", "Needles or other drug litter"),
                        ("other", "Something else")
                    ),
                ]
            ),
            Of(
                30,
                "hate",
                CategoryGroup.Hate,
                "Something done out of hate",
                "Because of who somebody is, or is taken to be",
                AgencyKind.Police,
                questions:
                [
                    Pick(
                        "because",
                        "What do you think it was about?",
                        ("race", "Race or ethnicity"),
                        ("religion", "Religion or belief"),
                        ("orientation", "Sexual orientation"),
                        ("disability", "Disability"),
                        ("transgender", "Being transgender"),
                        ("sex", "Sex or gender"),
                        ("age", "Age"),
                        ("other", "Something else")
                    ),
                ]
            ),
            Of(
                40,
                "suspicious",
                CategoryGroup.Suspicious,
                "Something suspicious",
                "What somebody did that seemed wrong",
                AgencyKind.Police
            ),
            Of(
                41,
                "terrorism",
                CategoryGroup.Suspicious,
                "Something that could be terrorism",
                "",
                AgencyKind.Police,
                hold: CategoryHold.CounterTerrorism,
                signpost: "Tell the Anti-Terrorist Hotline on 0800 789 321, in confidence. If somebody is in danger now, ring 999."
            ),
            Of(
                42,
                "child",
                CategoryGroup.Suspicious,
                "A child who may be at risk",
                "",
                AgencyKind.Police,
                anonymous: true,
                hold: CategoryHold.Safeguarding,
                signpost: "If a child is in danger now, ring 999. Children’s social care of your council takes worries about a child at "
                    + "any hour."
            ),
            Of(
                50,
                "road",
                CategoryGroup.Road,
                "Danger on the road",
                "Speeding, parking that blocks the way, careless driving",
                AgencyKind.Police,
                questions:
                [
                    Choose(
                        "danger",
                        "What is the danger?",
                        true,
                        ("speed", "Speeding"),
                        ("parking", "Parking"),
                        ("driving", "Careless or dangerous driving"),
                        ("other", "Something else")
                    ),
                ]
            ),
            Of(
                60,
                "retail",
                CategoryGroup.Retail,
                "Theft or abuse in a shop",
                "For people who work in shops",
                AgencyKind.Police,
                anonymous: false,
                questions: [Ask("shop", "Which shop?", true), Money("value", "What is the value of what was taken, in pounds?")]
            ),
            Of(
                70,
                "fraud",
                CategoryGroup.Fraud,
                "Fraud or cyber crime",
                "",
                AgencyKind.Police,
                signpost: "Fraud and cyber crime in England are taken by Report Fraud (Action Fraud): 0300 123 2040 or its website. If "
                    + "money is leaving your account now, ring 159 for your bank.",
                only: true
            ),
            Of(90, "other", CategoryGroup.Other, "Something else", "", AgencyKind.Council),
        ];

    /// <summary>Makes them in a county that has never had them.</summary>
    public static async Task Ensure(SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<ReportCategory>().AnyAsync(stop))
            return;
        db.AddRange(All);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    private static ReportCategory Of(
        int place,
        string code,
        CategoryGroup heading,
        string name,
        string hint,
        AgencyKind by,
        bool anonymous = true,
        CategoryHold hold = CategoryHold.None,
        string signpost = "",
        bool only = false,
        IReadOnlyList<CategoryQuestion>? questions = null
    ) =>
        new()
        {
            Code = code,
            Heading = heading,
            Name = name,
            Hint = hint,
            Place = place,
            AnsweredBy = by,
            Anonymous = anonymous,
            Hold = hold,
            Signpost = signpost,
            SignpostOnly = only,
            Questions = questions ?? [],
        };

    private static CategoryQuestion Ask(string code, string asks, bool required = false) => new(code, asks, QuestionKind.Words, required);

    private static CategoryQuestion Money(string code, string asks) => new(code, asks, QuestionKind.Number, false);

    private static CategoryQuestion Yes(string code, string asks) => Choose(code, asks, false, ("yes", "Yes"), ("no", "No"));

    private static CategoryQuestion Choose(string code, string asks, bool required, params (string Key, string Name)[] choices) =>
        new(code, asks, QuestionKind.One, required, "", [.. choices.Select(c => new CategoryChoice(c.Key, c.Name))]);

    private static CategoryQuestion Pick(string code, string asks, params (string Key, string Name)[] choices) =>
        new(code, asks, QuestionKind.Many, false, "Choose all that apply", [.. choices.Select(c => new CategoryChoice(c.Key, c.Name))]);
}
