using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class SearchDeskTests
{
    private readonly Guid asha = Guid.CreateVersion7(), bo = Guid.CreateVersion7();

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_search_finds_ids_by_whole_words_and_whoever_is_shown_is_in_the_ledger_first(string database)
    {
        await using var county = await Indexed(database);
        await using var scope = county.Services.CreateAsyncScope();
        var (desk, db) = (scope.ServiceProvider.GetRequiredService<SearchDesk>(), scope.ServiceProvider.GetRequiredService<WallDb>());

        var found = await desk.Search(For("OKOYE, asha"), default);
        Assert.Equal([asha], found.Subjects);
        Assert.Equal([LedgerKind.Searched], await Kinds(county));
        await Assert.ThrowsAsync<PersonalDataRefused>(() => db.Set<TestPerson>().ToListAsync()); // it opened nothing
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Show(found, bo, default));

        using var access = await desk.Show(found, asha, default);
        Assert.Equal([LedgerKind.Searched, LedgerKind.Shown], await Kinds(county));
        Assert.Equal("Asha Ọkọye", access.Read((await db.Set<TestPerson>().SingleAsync()).Name!));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task All_words_must_be_there_whatever_their_case_and_accents(string database)
    {
        await using var county = await Indexed(database);
        foreach (var (words, whom) in ((string, Guid[])[])[("lindqvist", [bo]), ("Lindqvist O'Neill", [bo]), ("ọkọye", [asha]), ("asha lindqvist", []), ("lind", []), ("-", []), ("", [])])
        {
            await county.With<SearchDesk>(async desk => Assert.Equal(whom, (await desk.Search(For(words), default)).Subjects));
        }
        await county.With<SearchDesk>(async desk => Assert.Empty((await desk.Search(For("okoye") with { Field = SearchField.Address }, default)).Subjects));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_search_without_leave_finds_nothing_and_is_in_the_ledger(string database)
    {
        await using var county = await Indexed(database);
        await county.With<SearchDesk>(async desk => await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Search(For("okoye") with { Reason = "" }, default)));
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

    private static SearchQuestion For(string words) => new(Wall.Officer, Purpose.TriageReport, SearchField.Name, words, "her sister asked");

    private async Task<TestCounty> Indexed(string database)
    {
        var county = await Wall.Open(database, services => services.AddSingleton<SearchRule>((_, question, _) => Task.FromResult(
            question.Reason.Length > 0 ? new AccessDecision(true, "Triage may search.", ReasonFrom.Typed, question.Reason) : AccessDecision.Refused("No reason."))));
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
        return await scope.ServiceProvider.GetRequiredService<WallDb>().Set<LedgerLine>().OrderBy(l => l.Sequence).Select(l => l.Kind).ToListAsync();
    }
}
