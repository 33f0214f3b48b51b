namespace Fosse.Triage;

/// <summary>What is told of crime, danger and hate. Nobody in it exists, and nothing of it happened.</summary>
internal static class PastCrime
{
    public static IReadOnlyList<PastKind> Kinds { get; } =
    [
        new(
            "crime-over",
            15,
            ["Our drive", "The garages", "Our back garden", "The bike stand at the station", "A flat above the shops"],
            ["Overnight somebody", "While we were at work somebody", "Between Friday evening and Saturday morning somebody"],
            [
                "tried the handles of every car in the road and took tools from a van.",
                "forced the side gate and took two bikes.",
                "broke the back window, and the drawers were turned out.",
                "cut the catalyst from our car.",
                "took parcels from three doorsteps.",
            ],
            [
                "An officer called on your neighbours and has film from two doorbells; we compare it with others of that night.",
                "Two bikes like yours were found on Tuesday; please bring the frame number to the front desk.",
                "There were four of these in one night. We know the route now and have somebody on it in the early hours.",
            ],
            "Sheds and garages were broken into at night.",
            "Officers called on the houses nearby, and bikes were marked for whoever came.",
            ("crime", ["theft", "burglary", "damage", "vehicle"])
        ),
        new(
            "road",
            9,
            ["The main road by the school", "The hill", "The new estate", "The crossing by the chemist"],
            ["Cars", "Lorries", "Delivery vans", "Parents in a hurry"],
            [
                "come through at fifty where it is thirty.",
                "park on both sides, so that a fire engine could not get by.",
                "overtake at the crossing when somebody waits there.",
                "turn round in our drive and have hit the wall twice.",
            ],
            [
                "A speed watch of volunteers stands there from Monday, and the county puts out a counting tube for a week.",
                "We were there on Tuesday morning: eleven drivers were spoken to, three of them fined.",
            ],
            "Speeding past the school in the morning.",
            "Speed was measured in the mornings, and drivers were spoken to and fined.",
            ("danger", ["speed", "parking", "driving"])
        ),
        new(
            "suspicious",
            3,
            ["A lock-up", "A house with blacked windows", "The industrial units"],
            ["Vans", "People with head torches", "Somebody with a clipboard"],
            [
                "come and go at three in the morning, never by day.",
                "look into cars and write something down.",
                "call at old people’s doors and say they are from the water company.",
            ],
            [
                "Thank you. We cannot tell you all that we do about it, but somebody called there on Thursday because of what you saw.",
                "The water company knows of nobody there. We warned all of the street and Trading Standards.",
            ],
            "Callers who say that they are from the water company.",
            "The households nearby were warned, and Trading Standards was told."
        ),
        new(
            "retail",
            2,
            ["The corner shop", "The petrol station", "The chemist"],
            ["The same woman", "Two men", "Three youngsters"],
            [
                "filled a trolley with meat and washing powder and walked out.",
                "swore at my colleague and swept the counter clean.",
                "took spirits worth about two hundred pounds.",
            ],
            ["We have your film and know one of them. An officer comes for a statement on Friday before you open."],
            "Thefts from small shops by the same few people.",
            "The shops share pictures with officers now, and one of those people was named."
        ),
        new(
            "hate",
            2,
            ["On the bus", "Outside my shop", "Our front door"],
            ["A man I do not know", "Somebody who lives near", "Two women"],
            [
                "called me names because of my faith in front of my children.",
                "wrote something vile about where I come from on the shutter.",
                "laughed at how I walk and filmed it.",
            ],
            ["I am sorry that this happened to you. I come to see you on the day that you chose, and I stay your officer for it."],
            "",
            ""
        ),
    ];
}
