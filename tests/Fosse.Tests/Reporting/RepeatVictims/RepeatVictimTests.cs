using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
using Fosse.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.RepeatVictimsCounted;

/// <summary>Who reports again and again is told what they may ask for; nobody else at their address learns anything.</summary>
public sealed class RepeatVictimTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task At_the_third_report_a_letter_lies_in_the_box_of_that_report_and_in_no_other(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var first = await county.Sends(ReportedCounty.Draft());
        var second = await county.SendsAfter(first, ReportedCounty.Draft(name: "WAGTAIL, Asha", telephone: "+44 7700 900123"));
        await county.Settles();
        Assert.Empty((await county.Opens(second)).Letters);

        var third = await county.SendsAfter(second, ReportedCounty.Draft(name: "Mrs Asha Wagtail", telephone: "07700-900123", address: ""));
        await county.Settles();
        var letter = Assert.Single((await county.Opens(third)).Letters);
        Assert.Equal(MessageKind.Notice, letter.Kind);
        Assert.Contains("right to ask for an ASB Case Review", letter.Words, StringComparison.Ordinal);
        Assert.DoesNotMatch("three|3|Wagtail|stones", letter.Words);
        Assert.Empty((await county.Opens(first)).Letters);
        Assert.Empty((await county.Opens(second)).Letters);
        Assert.Equal([false, false, true], await Flags(county, first, second, third));
        Assert.Equal([(1, 1, 1), (2, 2, 2), (3, 3, 1)], await county.Counts(first, second, third));
        // The letters of the others wait for what their reporter may show yet.
        Assert.Equal(
            [await county.IdOf(first), await county.IdOf(second)],
            await county.Test.Do(db => db.Set<ReportNotice>().Select(n => n.RecordId).OrderBy(id => id).ToListAsync())
        );
        Assert.Contains(
            await county.Test.Do(db => db.Set<LedgerLine>().AsNoTracking().ToListAsync()),
            l => l.Kind is LedgerKind.Searched && l.Purpose == ReportingPurposes.TriageReport && l.ActorId == Actor.TheHouse
        );
        // no answer of a person
        Assert.True((await county.Opens(third)).Letters.Count == 1 && (await county.Opens(third)).AnsweredAt is null);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task In_a_household_nobody_is_told_by_what_another_reported(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        // One home, one telephone, one mailbox: two people, and a third who says no name.
        var one = await county.Sends(ReportedCounty.Draft() with { Email = "home@test.example" });
        var asha = new[] { one, await county.SendsAfter(one, ReportedCounty.Draft() with { Email = "home@test.example" }) };
        await county.Settles();
        var before = await Everything(county, asha);
        var ben = await county.Sends(ReportedCounty.Draft("Ben Wagtail") with { Email = "home@test.example" });
        var nobody = await county.Sends(ReportedCounty.Draft() with { Anonymous = true });
        await county.Settles();
        Assert.Empty((await county.Opens(ben)).Letters);
        Assert.Empty((await county.Opens(nobody)).Letters);
        Assert.Equal(before, await Everything(county, asha));
        Assert.Equal([(1, 1, 1), (2, 2, 2), (1, 1, 3), (1, 1, 1)], await county.Counts(asha[0], asha[1], ben, nobody));

        var third = await county.SendsAfter(asha[1], ReportedCounty.Draft());
        await county.Settles();
        Assert.Single((await county.Opens(third)).Letters);
        Assert.Empty((await county.Opens(ben)).Letters);
        Assert.Equal([false, false, false, true], await Flags(county, asha[0], asha[1], ben, third));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Told_twice_it_counts_and_tells_once(string database)
    {
        await using var county = await ReportedCounty.Open(database);
        var hate = await county.Sends(ReportedCounty.Draft(category: "hate"));
        await county.Settles();
        var id = await county.IdOf(hate);
        await county.Test.With<CountRepeats>(count => count.React(new(id), default));
        await county.Test.With<CountRepeats>(count => count.React(new(Guid.NewGuid()), default));
        Assert.Single((await county.Opens(hate)).Letters); // one hate incident is enough
        Assert.Equal([true], await Flags(county, hate));
        Assert.Equal(1, await county.Test.Do(db => db.Set<ReportRepeats>().CountAsync()));
    }

    [Fact]
    public async Task What_was_withdrawn_is_long_ago_was_told_late_or_is_no_anti_social_behaviour_does_not_count()
    {
        await using var county = await ReportedCounty.Open(TestCounty.Sqlite);
        // All of one person, who showed it of each.
        var old = await county.Sends(ReportedCounty.Draft());
        await county.Settles();
        county.Test.Time.Now = new(2025, 9, 20, 9, 0, 0, TimeSpan.Zero); // more than six months later
        var withdrawn = await county.SendsAfter(old, ReportedCounty.Draft(on: new(2025, 9, 19)));
        var copy = await county.SendsAfter(withdrawn, ReportedCounty.Draft(on: new(2025, 9, 19)));
        await county.Test.Do(async db =>
        {
            (await db.Set<IncidentReport>().SingleAsync(r => r.Reference == withdrawn.Reference)).Close(
                ClosingReason.Withdrawn,
                county.Test.Time.Now
            );
            (await db.Set<IncidentReport>().SingleAsync(r => r.Reference == copy.Reference)).CloseAsDuplicate(
                await county.IdOf(withdrawn),
                county.Test.Time.Now
            );
            await db.SaveChangesAsync();
        });
        var late = await county.SendsAfter(copy, ReportedCounty.Draft(on: new(2025, 8, 19))); // a month and a day before
        var road = await county.SendsAfter(late, ReportedCounty.Draft(category: "road", on: new(2025, 9, 19)));
        var first = await county.SendsAfter(road, ReportedCounty.Draft(on: new(2025, 8, 20)));
        var two = new[] { first, await county.SendsAfter(first, ReportedCounty.Draft(on: new(2025, 9, 20))) };
        await county.Settles();
        Assert.Equal([(1, 1, 1), (2, 2, 2)], await county.Counts(two));
        Assert.Equal([false, false], await Flags(county, two));
        Assert.Single((await county.Opens(await Third())).Letters);

        async Task<ReportReceipt> Third()
        {
            var third = await county.SendsAfter(two[1], ReportedCounty.Draft() with { Happened = HappenedKind.Unknown, On = null });
            await county.Settles();
            return third;
        }
    }

    [Fact]
    public async Task A_council_has_its_own_threshold_and_may_tell_people_itself()
    {
        await using var county = await ReportedCounty.Open(
            TestCounty.Sqlite,
            services =>
                services.Configure<CaseReviewOptions>(o =>
                    o.Councils = new Dictionary<string, CouncilCaseReview>
                    {
                        ["E07000130"] = new()
                        {
                            Reports = 2,
                            Tell = false,
                            HateIncident = false,
                        },
                    }
                )
        );
        var hate = await county.Sends(ReportedCounty.Draft(category: "hate"));
        await county.Settles();
        var second = await county.SendsAfter(hate, ReportedCounty.Draft());
        await county.Settles();
        Assert.Equal([false, true], await Flags(county, hate, second));
        Assert.Empty((await county.Opens(second)).Letters);
        Assert.Equal(
            new CaseReviewRule(3, 6, 1, true, true, "Ask your council for an ASB Case Review."),
            new CaseReviewOptions().RuleOf("E07000131")
        );
    }

    [Fact]
    public async Task As_the_public_role_a_named_report_is_taken_and_what_was_laid_down_for_it_cannot_be_read()
    {
        await using var county = await ReportedCounty.Open(TestCounty.Postgres);
        await using (
            var face = new ServiceCollection()
                .AddSingleton<IConfiguration>(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection(
                            new Dictionary<string, string?> { ["Storage:Role"] = "fosse_public", ["Keys:Folder"] = county.Test.KeyFolder }
                        )
                        .Build()
                )
                .AddSingleton<TimeProvider>(county.Test.Time)
                .AddLogging()
                .AddFosse(county.Test.Address)
                .BuildServiceProvider()
        )
        {
            await using var scope = face.CreateAsyncScope();
            var draft = ReportedCounty.Draft() with
            {
                Files = [new(new string('a', 64), "key", "image/jpeg", 10, "a.jpg", new string('c', 64))],
            };
            var reports = scope.ServiceProvider.GetRequiredService<Reports>();
            Assert.True(
                (await reports.Submit(new(Guid.NewGuid(), BoxKey.New(), draft, ReportChannel.AtTheDoor), default)).Accepted(out var first)
            );
            var again = ReportedCounty.Draft() with { After = new(await county.IdOf(first), first.Reference) };
            Assert.True(
                (await reports.Submit(new(Guid.NewGuid(), BoxKey.New(), again, ReportChannel.AtTheDoor), default)).Accepted(out var second)
            );
            Assert.True(
                (
                    await scope
                        .ServiceProvider.GetRequiredService<JoinReports>()
                        .Join(first.Reference, first.Secret, second.Reference, second.Secret, default)
                ).Accepted(out _)
            );
            var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
            foreach (
                var read in (Func<Task>[])
                    [
                        () => db.Set<ReportNotice>().ToListAsync(),
                        () => db.Set<ReportFileMark>().ToListAsync(),
                        () => db.Set<ReportRepeats>().ToListAsync(),
                        () => Wall.Behind(db, "SELECT joined FROM p_proved_same"),
                    ]
            )
            {
                Assert.Contains("permission denied", (await Assert.ThrowsAnyAsync<Exception>(read)).ToString(), StringComparison.Ordinal);
            }
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<ReportFigures>().Published(default));
        }
        await county.Settles();
        Assert.Equal([2, 2], await county.Test.Do(db => db.Set<ReportRepeats>().Select(r => r.Proved).OrderBy(n => n).ToListAsync()));
    }

    [Theory]
    [InlineData("Asha Wagtail", "07700 900123", "", "", "mr wagtail asha", "+44 (0)7700 900123", "", "", true)]
    [InlineData("Asha Wagtail", "07700 900123", "", "", "Ben Wagtail", "07700 900123", "", "", false)]
    [InlineData("Asha Wagtail", "", "a@test.example", "", "ASHA WAGTAIL", "", "A@Test.Example", "", true)]
    [InlineData("Asha Wagtail", "", "", "12 Brook Lane LE4 9ZZ", "Asha Wagtail", "", "", "le49zz", true)]
    [InlineData("Asha", "", "", "LE4 9ZZ", "Asha", "", "", "LE4 9ZZ", false)]
    [InlineData("José Núñez", "0116 496 0123", "", "", "Jose Nunez", "01164960123", "", "", true)]
    [InlineData("", "07700 900123", "", "", "", "07700 900123", "", "", false)]
    [InlineData("Asha Wagtail", "", "", "", "Asha Wagtail", "", "", "", false)]
    public void A_person_is_a_name_and_something_of_theirs(
        string name,
        string telephone,
        string email,
        string address,
        string otherName,
        string otherTelephone,
        string otherEmail,
        string otherAddress,
        bool same
    ) =>
        Assert.Equal(
            same,
            SameAs
                .Person(name, telephone, email, address)
                .Intersect(SameAs.Person(otherName, otherTelephone, otherEmail, otherAddress))
                .Any()
        );

    [Theory]
    [InlineData("Flat 2, 12 Brook Lane, LE4 9ZZ", "12 brook lane flat 2 le49zz", true)]
    [InlineData("Flat 2, 12 Brook Lane, LE4 9ZZ", "Flat 3, 12 Brook Lane, LE4 9ZZ", false)]
    [InlineData("12 Brook Lane, LE4 9ZZ", "14 Brook Lane, LE4 9ZZ", false)]
    [InlineData("12 Brook Lane, Ashby", "12, Brook Lane", true)]
    [InlineData("Rose Cottage, Church Lane, LE9 9QX", "Rose Cottage LE9 9QX", true)]
    [InlineData("LE4 9ZZ", "LE4 9ZZ", false)]
    [InlineData("", "", false)]
    public void A_home_is_a_number_in_a_postcode_or_a_street(string address, string other, bool same) =>
        Assert.Equal(same, SameAs.Home(address) is { } home && home == SameAs.Home(other));

    private static async Task<List<bool>> Flags(ReportedCounty county, params ReportReceipt[] receipts)
    {
        var reports = await county.Test.Do(db => db.Set<IncidentReport>().AsNoTracking().ToListAsync());
        return [.. receipts.Select(x => reports.Single(r => r.Reference == x.Reference).Risks.Contains(Risk.RepeatVictim))];
    }

    private static async Task<string> Everything(ReportedCounty county, IEnumerable<ReportReceipt> receipts)
    {
        var all = new List<string>();
        foreach (var receipt in receipts)
            all.Add(System.Text.Json.JsonSerializer.Serialize(await county.Opens(receipt)));
        return string.Join('\n', all);
    }
}
