using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>What waits in the outbox bears the name of a reaction: a rename would leave it there for ever.</summary>
public sealed class ReactionNamesTests
{
    // A name leaves this list only when no row can bear it any more.
    private static readonly string[] Stored =
    [
        "accounts.invitation-due.1 -> accounts.mail-invitation.1",
        "accounts.sign-in-changed.1 -> accounts.mail-sign-in-change.1",
        "accounts.sign-in-recovered.1 -> accounts.mail-recovery.1",
        "people.glass-broken.1 -> accountability.mail-glass.1",
        "people.ledger-head-taken.1 -> accountability.mail-ledger-head.1",
        "reporting.deed-done.1 -> reporting.mail-reporter.1",
        "reporting.report-submitted.1 -> reporting.count-repeats.1",
        "reporting.reporter-wrote.1 -> triage.follow-reporter.1",
        "reporting.reports-joined.1 -> reporting.count-joined.1",
        "reporting.reports-parted.1 -> reporting.count-parted.1",
    ];

    [Fact]
    public async Task Reactions_keep_the_names_under_which_they_are_stored()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var names = county.Services.GetServices<Reaction>().Select(r => $"{r.EventName} -> {r.Name}").Order(StringComparer.Ordinal);
        Assert.Equal(Stored, names);
        Assert.All(
            county.Services.GetServices<Reaction>(),
            r => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*\\.[0-9]+$", r.Name)
        );
    }

    [Fact]
    public void Two_reactions_to_an_event_may_not_have_one_name()
    {
        static Reaction Named(string name) => new("tests.done.1", name, (_, _, _) => Task.CompletedTask);
        Assert.Throws<ArgumentException>(() => new EventCatalogue([new("tests.done.1")], [Named("tests.a.1"), Named("tests.a.1")]));
        Assert.Throws<ArgumentException>(() => new EventCatalogue([new("tests.done.1")], [Named("")]));
        Assert.Equal(
            ["tests.a.1", "tests.b.1"],
            new EventCatalogue([new("tests.done.1")], [Named("tests.b.1"), Named("tests.a.1")]).ReactionsTo("tests.done.1")
        );
    }
}
