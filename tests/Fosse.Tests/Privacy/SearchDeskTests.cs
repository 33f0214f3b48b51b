using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class SearchDeskTests
{
    private readonly Guid asha = Guid.CreateVersion7(),
        bo = Guid.CreateVersion7();

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_search_finds_ids_by_whole_words_and_whoever_is_shown_is_in_the_ledger_first(string database)
    {
        await using var county = await Indexed(database);
        await using var scope = county.Services.CreateAsyncScope();
        var (desk, db) = (scope.ServiceProvider.GetRequiredService<SearchDesk>(), scope.ServiceProvider.GetRequiredService<WallDb>());

        var found = await desk.Search(For("OKOYE, asha"), default);
        Assert.Equal([asha], found.Open);
        Assert.Equal([LedgerKind.Searched, LedgerKind.Found], await Kinds(county));
        await Assert.ThrowsAsync<PersonalDataRefused>(() => db.Set<TestPerson>().ToListAsync()); // it opened nothing
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Show(found, bo, default));

        using var access = await desk.Show(found, asha, default);
        Assert.Equal([LedgerKind.Searched, LedgerKind.Found, LedgerKind.Shown], await Kinds(county));
        Assert.Equal("Asha Ọkọye", access.Read((await db.Set<TestPerson>().SingleAsync()).Name!));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task All_words_must_be_there_whatever_their_case_and_accents(string database)
    {
        await using var county = await Indexed(database);
        foreach (
            var (words, whom) in ((string, Guid[])[])
                [
                    ("lindqvist", [bo]),
                    ("Lindqvist O'Neill", [bo]),
                    ("ọkọye", [asha]),
                    ("asha lindqvist", []),
                    ("lind", []),
                    ("-", []),
                    ("", []),
                ]
        )
        {
            await county.With<SearchDesk>(async desk => Assert.Equal(whom, (await desk.Search(For(words), default)).Open));
        }
        await county.With<SearchDesk>(async desk => Assert.Empty((await desk.Search(For("okoye", SearchField.Address), default)).Open));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_search_without_leave_finds_nothing_and_is_in_the_ledger(string database)
    {
        await using var county = await Indexed(database);
        await county.With<SearchDesk>(async desk =>
            await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Search(For("okoye") with { Reason = "" }, default))
        );
        Assert.Equal([LedgerKind.Refused], await Kinds(county));
    }

    [Fact]
    public async Task Neither_the_words_nor_what_was_searched_for_is_in_the_file()
    {
        await using var county = await Indexed(TestCounty.Sqlite);
        await county.With<SearchDesk>(desk => desk.Search(For("okoye"), default));
        await Wall.Behind(county, "PRAGMA wal_checkpoint(TRUNCATE)");
        var file = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(county.Address.File));
        Assert.DoesNotContain("okoye", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("lindqvist", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("her sister", file, StringComparison.OrdinalIgnoreCase);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Words_of_two_fields_must_both_be_there(string database)
    {
        await using var county = await Indexed(database);
        await county.With<Sealer>(sealer =>
            county.With<WallDb>(db =>
            {
                db.AddRange([
                    .. sealer.Words(asha, SearchField.Address, "7 Mill Lane"),
                    .. sealer.Words(bo, SearchField.Address, "9 Mill Lane"),
                ]);
                return db.SaveChangesAsync();
            })
        );
        foreach (
            var (name, address, whom) in ((string, string, Guid[])[])
                [("okoye", "mill lane", [asha]), ("lindqvist", "mill lane", [bo]), ("okoye", "9 mill lane", []), ("mill", "okoye", [])]
        )
        {
            await county.With<SearchDesk>(async desk =>
                Assert.Equal(
                    whom,
                    (
                        await desk.Search(
                            For(name) with
                            {
                                For = [new(SearchField.Name, name), new(SearchField.Address, address)],
                            },
                            default
                        )
                    ).Open
                )
            );
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_is_given_where_more_are_found_than_can_be_looked_through(string database)
    {
        await using var county = await Indexed(database);
        await county.With<Sealer>(sealer =>
            county.With<WallDb>(db =>
            {
                for (var i = 0; i < SearchDesk.Most - 1; i++)
                    db.AddRange(sealer.Words(Guid.CreateVersion7(), SearchField.Name, "Cy Lindqvist"));
                return db.SaveChangesAsync();
            })
        );
        await county.With<SearchDesk>(async desk =>
            Assert.Equal(SearchDesk.Most, (await desk.Search(For("lindqvist"), default)).Open.Count)
        );
        await county.With<Sealer>(sealer =>
            county.With<WallDb>(db =>
            {
                db.AddRange(sealer.Words(Guid.CreateVersion7(), SearchField.Name, "Cy Lindqvist"));
                return db.SaveChangesAsync();
            })
        );
        await county.With<SearchDesk>(async desk =>
        {
            var found = await desk.Search(For("lindqvist"), default);
            Assert.True(found.More);
            Assert.Empty(found.Open);
        });
        await county.With<WallDb>(async db =>
            Assert.Equal("More than 50 found; nobody is shown.", (await db.Set<LedgerLine>().OrderBy(l => l.Sequence).LastAsync()).Ground)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Without_a_rule_of_the_application_nobody_searches_and_nobody_is_told(string database)
    {
        await using var county = await Wall.Open(
            database,
            services => services.AddSingleton<SearchRule>((_, _, _) => Task.FromResult(new SearchLeave(AccessDecision.Refused("No."))))
        );
        await county.With<SearchDesk>(async desk =>
            await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Search(For("okoye"), default))
        );
        await using var indexed = await Indexed(database);
        await indexed.With<SearchDesk>(async desk =>
        {
            var found = await desk.Search(For("okoye"), default);
            await Assert.ThrowsAsync<ArgumentException>(() => desk.Point(found, asha, default)); // found to be shown, not to be told of
            Assert.Empty(found.Pointed);
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Forgetting_somebody_reaches_the_reason_of_every_search_that_showed_them(string database)
    {
        await using var county = await Indexed(database);
        await county.With<SearchDesk>(async desk =>
        {
            var found = await desk.Search(For("okoye"), default);
            (await desk.Show(found, asha, default)).Dispose();
            (await desk.Show(await desk.Search(For("lindqvist"), default), bo, default)).Dispose();
        });
        await county.With<WallDb>(async db => Assert.Equal(4, await db.Set<SubjectKey>().CountAsync())); // two people, two searches
        await county.Services.GetRequiredService<ForgetSubject>().Run(asha, Wall.Officer, "asked for", default);
        await county.With<WallDb>(async db =>
        {
            var lines = await db.Set<LedgerLine>().AsNoTracking().OrderBy(l => l.Sequence).ToListAsync();
            var (hers, his) = (lines[0].Subject!.Value, lines[3].Subject!.Value);
            Assert.Equal([bo, his], (await db.Set<SubjectKey>().Select(k => k.Subject).ToListAsync()).Distinct().Order());
            Assert.NotEqual(hers, his);
            Assert.True((await new LedgerCheck(db).Run(default)).Whole);
        });
    }

    private static SearchQuestion For(string words, SearchField field = SearchField.Name) =>
        new(Wall.Officer, ReportingPurposes.TriageReport, [new(field, words)], "her sister asked");

    private async Task<TestCounty> Indexed(string database)
    {
        var county = await Wall.Open(
            database,
            services =>
                services.AddSingleton<SearchRule>(
                    (facts, question, _) =>
                        Task.FromResult(
                            question.Reason.Length == 0
                                ? new(AccessDecision.Refused("No reason."))
                                : new SearchLeave(
                                    new(true, "Triage may search.", ReasonFrom.Typed, question.Reason),
                                    facts.Set<SearchWord>().IgnoreQueryFilters().Select(w => w.Subject)
                                )
                        )
                )
        );
        foreach (var (subject, name) in ((Guid, string)[])[(asha, "Asha Ọkọye"), (bo, "Bo O'Neill-Lindqvist")])
        {
            await Wall.HandIn(county, subject, name);
            await using var scope = county.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WallDb>();
            db.AddRange(scope.ServiceProvider.GetRequiredService<Sealer>().Words(subject, SearchField.Name, name));
            await db.SaveChangesAsync();
        }
        return county;
    }

    private static async Task<List<LedgerKind>> Kinds(TestCounty county)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<WallDb>()
            .Set<LedgerLine>()
            .OrderBy(l => l.Sequence)
            .Select(l => l.Kind)
            .ToListAsync();
    }
}
