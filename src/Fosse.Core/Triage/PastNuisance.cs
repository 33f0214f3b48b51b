namespace Fosse.Triage;

/// <summary>What is told of anti-social behaviour. Nobody in it exists, and nothing of it happened.</summary>
internal static class PastNuisance
{
    public static IReadOnlyList<PastKind> Kinds { get; } =
    [
        new(
            "groups",
            20,
            ["The shelter in the park", "Steps of the library", "By the shops", "Behind the leisure centre", "The bus station"],
            ["Eight or nine of them", "A dozen teenagers", "The same few as last month", "Some on bikes, some on foot,", "A group"],
            [
                "shout at whoever walks past, most evenings after seven.",
                "kick footballs against our windows and laugh when we come out.",
                "set light to a bin again on Saturday, it was still hot in the morning.",
                "sit on the wall with a loud speaker until midnight.",
                "throw eggs and stones at parked cars, mostly on Fridays.",
                "block the path, so that people with prams go into the road.",
            ],
            [
                "We passed by on the next four evenings, spoke to those who were there and to the parents of three of them.",
                "Youth workers are there on Thursdays and Fridays from this week, and we look in between.",
                "The lights by the shelter are on until eleven again; the council mended the timer after you told us.",
            ],
            "Groups gather in the evenings, shout at people and damage what is there.",
            "Officers and youth workers came by on several evenings and spoke with those who were there and with their parents."
        ),
        new(
            "vehicles",
            11,
            ["The old railway path", "The playing field", "The lanes behind the estate", "The retail park at night"],
            ["Two off-road bikes", "A quad bike without a plate", "Five or six cars", "Electric bikes with the pedals off"],
            [
                "tear up the grass every Sunday and dogs run from them.",
                "race each other round the car park until two in the morning.",
                "go along the footpath at forty miles an hour, past the school gate.",
                "rev their engines under our bedroom for hours.",
            ],
            [
                "We stopped three riders on Sunday, and two of the bikes were taken away under section 59.",
                "The council puts a frame at both ends of the path next week that a pram can pass and a motorbike cannot.",
                "We stood at the car park on Friday with a camera van; four letters have gone to owners.",
            ],
            "Off-road bikes and quads are ridden on paths and playing fields.",
            "Riders were stopped and a bike was taken; the council has been asked for a barrier at both ends."
        ),
        new(
            "noise",
            13,
            ["The house next door", "The flat above", "The yard of the pub", "A garden two doors down"],
            ["Music with a heavy bass", "Shouting and slamming doors", "A dog left alone", "A party"],
            [
                "goes on until three, four nights a week.",
                "wakes the children every night since the new term began.",
                "starts whenever they come home from the pub.",
                "can be heard with all our windows shut.",
            ],
            [
                "We wrote to them, and lend you a meter for a fortnight from Monday; please keep the diary beside it.",
                "A noise officer heard it on Saturday and served a notice. If it goes on, their speakers can be taken.",
                "Their landlord has seen them. They asked us to say that the dog goes to a neighbour by day from now on.",
            ],
            "Loud music late at night from one house.",
            "A notice was served, and those who live there were told what follows if it goes on.",
            ("noise", ["music", "people", "animal"])
        ),
        new(
            "fly-tipping",
            14,
            ["The lay-by", "The alley behind the terrace", "The edge of the wood", "Beside the bottle bank"],
            ["A mattress and a sofa", "About ten bags of builders’ waste", "Tyres and paint tins", "Fresh graffiti"],
            [
                "have been there since the weekend, and more comes on top.",
                "lie across the footpath.",
                "are by the brook, and some of it is in the water.",
                "showed up overnight; a white van was seen.",
            ],
            [
                "It was cleared on Wednesday. In two of the bags were letters, and we have asked their owner in.",
                "Cleared this morning; a camera hangs there for the next six weeks.",
                "Our contractor washes it off by Friday. It is the same mark as in three other streets, and we look for who it is.",
            ],
            "Rubbish was dumped again and again at one spot.",
            "It was cleared, and what was found in it led to two penalties.",
            ("kind", ["waste", "graffiti"])
        ),
        new(
            "neighbours",
            5,
            ["Between our houses", "The shared drive", "The landing"],
            ["The man next door", "The family opposite", "Somebody in our block"],
            [
                "swears at us whenever we hang out washing.",
                "blocks our gate with a car and will not move it.",
                "bangs on the wall when our baby cries.",
                "throws rubbish over our fence every week.",
            ],
            [
                "We talked with both of you, and both agreed to meet with a mediator on the fourteenth.",
                "We wrote to them about what you told us, without your name, and come by again in three weeks.",
            ],
            "Neighbours fell out over a shared drive.",
            "Both agreed with a mediator where each of them parks."
        ),
        new(
            "street-drinking",
            6,
            ["The benches by the clock", "The churchyard", "The underpass", "The car park stairs"],
            ["Four or five people", "The same two men", "Somebody new each day"],
            [
                "drink from eight in the morning and shout at people who wait for the bus.",
                "leave bottles and worse where children walk to school.",
                "ask everybody for money, and some are afraid to pass.",
                "deal in something small from a rucksack, about five each evening.",
            ],
            [
                "The outreach team spoke with them; two have a place to stay since Monday. We pass there twice a day.",
                "The order for this square lets officers take drink away; they did so six times last week.",
            ],
            "People drink in the square by day and shout at those who wait for the bus.",
            "Outreach workers found a place for some of them; officers use the order for public spaces here."
        ),
    ];
}
