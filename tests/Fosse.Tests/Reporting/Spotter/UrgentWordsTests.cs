using Fosse.Reporting;

namespace Fosse.Tests.Reporting.Spotter;

/// <summary>Which sentences wake somebody, and which only sound like those that do.</summary>
public sealed class UrgentWordsTests
{
    public static readonly TheoryData<string> Urgent =
    [
        "He pulled a knife on the boy at the bus stop",
        "She was stabbed outside the shop",
        "Two of them had knives in their belts",
        "They said they would shoot me",
        "A man walked up the street with a gun",
        "He threatened to burn down our house",
        "He is threatening my mother through the door",
        "They know where we live and told us so",
        "There was a machete on the back seat",
        "One held a blade to his neck",
        "They shouted racist words at the family next door",
        "He said go back to where you came from",
        "Someone painted a swastika on the mosque",
        "My neighbour hits his wife and we hear it at night",
        "The children next door are left alone until late",
        "She says that she wants to die",
        "An old man with dementia walks on the main road at night",
        "He was raped in the park last night",
        "A girl is being exploited by older men in that flat",
        "They have cuckooed the flat of a disabled man",
    ];

    public static readonly TheoryData<string> Waits =
    [
        "They let off fireworks in the car park until two",
        "The drumming had begun before we were up",
        "A lorry jack-knifed on the ring road and blocks the path",
        "A lorry jackknifed and left oil on the verge",
        "I used to be threatened by this noise, now it only annoys me",
        "The horses at the stable are let out onto the road",
        "The builders use a nail gun from six in the morning",
        "They jumped the gun and began to cut the trees",
        "Children with a water pistol wet the washing",
        "The neglected garden is full of rats",
        "Quads are ridden through the oilseed rape",
        "They drive through the rape field",
        "The dog grooming parlour puts its rubbish on the pavement",
        "The mower blades throw stones at our fence",
        "A broken cuckoo clock and a sofa have been dumped",
        "The ground is unstable since they dug there",
        "Someone has dumped a heat-gun and tins of paint",
        "The bins in Gunthorpe Road were not emptied",
        "Cars race from the lights to the roundabout",
        "They sit on the wall and drink, and leave the bottles",
    ];

    [Theory, MemberData(nameof(Urgent))]
    public void Somebody_is_woken(string told) => Assert.True(ReportSpotter.Risks(told).AreUrgent(), told);

    [Theory, MemberData(nameof(Waits))]
    public void Nobody_is_woken(string told) => Assert.Empty(ReportSpotter.Risks(told));
}
