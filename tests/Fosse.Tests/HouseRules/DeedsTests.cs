using Fosse.Approvals;
using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>What nobody does alone: the list is made from the code, and each line of it is whole.</summary>
public sealed class DeedsTests
{
    private const string Heading = """
        # What nobody does alone

        Made from the code (`./test --approve`). One person proposes the exact words, others approve them by their SHA-256; nobody has
        two parts in one deed, under whichever account. Every act is a row of `approval_acts` and a line of the ledger.

        | deed | who proposes | who approves | of | conflict of interest | lapses after |
        | --- | --- | --- | --- | --- | --- |

        """;

    private static IReadOnlyList<DeedRule> Rules { get; } =
    [
        .. new ServiceCollection()
            .AddRooms()
            .BuildServiceProvider()
            .GetServices<DeedRule>()
            .OrderBy(r => r.Kind.Code, StringComparer.Ordinal),
    ];

    [Fact]
    public void The_table_of_deeds_says_who_proposes_and_who_approves()
    {
        var lines = Rules.Select(r =>
            $"| `{r.Kind}` | {r.Proposes} | {r.Approves} | {Of(r.By)} | {(r.Conflict ? "shut out" : "—")} | {r.Days} days |\n"
        );
        Approved.Is(Heading + string.Concat(lines), "docs", "security", "deeds.md");
    }

    [Fact]
    public void Every_deed_has_a_rule_one_room_that_does_it_and_words_for_people()
    {
        var deeds = new ServiceCollection().AddRooms().Where(s => s.ServiceType == typeof(IDeed)).Select(s => s.ImplementationType!.Name);
        Assert.Equal(Rules.Count, deeds.Distinct().Count());
        Assert.Equal(Rules.Count, Rules.Select(r => r.Kind).Distinct().Count());
        var words = File.ReadAllText(Path.Combine(Repository.Root, "src", "Fosse.Web", "Partner", "Approvals", "ApprovalsWords.resx"));
        Trespasses.None(
            Rules
                .SelectMany(r => new[] { $"Deed.{r.Kind}", $"Deed.{r.Kind}.What" })
                .Where(key => !words.Contains($"name=\"{key}\"", StringComparison.Ordinal))
                .Select(key => $"ApprovalsWords.resx has no {key}: say there what the deed is called, and what comes of it")
        );
    }

    private static string Of(Approvers by) =>
        by switch
        {
            Approvers.SameAgency => "the same agency",
            Approvers.EachAgency => "every agency concerned",
            Approvers.EachDisplaced => "every agency from which something is taken",
            _ => "any agency",
        };
}
