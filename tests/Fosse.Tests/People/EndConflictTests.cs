using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People;

/// <summary>A conflict of interest that was declared ends when its declarer asks for it and somebody else approves, never sooner.</summary>
public sealed class EndConflictTests
{
    private const string Why = "They have moved away to another county";

    private static readonly Permission[] Works =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task It_ends_when_a_second_person_of_the_agency_approves_and_the_ledger_says_all_of_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (declarer, second, close) = (
            await there.Somebody(there.Police, Works),
            await there.Somebody(there.Police, Works),
            await there.Somebody(there.Police, Works)
        );
        var record = await county.Holds(declarer, RecordsDataClasses.AntiSocialBehaviour);
        Refused(await Asks(county, record, declarer, ConflictOver.TieEnded));
        foreach (var by in (SignedIn[])[declarer, close])
            await county.With<WorkOnRecord>(async work => Accepted(await work.DeclareConflict(record.Id, by, default)));
        var before = (await county.Lines()).Count;

        Refused(await Asks(county, record, declarer, null));
        Refused(await Asks(county, record, declarer, ConflictOver.TieEnded, "aaaaaaaaaa"));
        Accepted(await Asks(county, record, declarer, ConflictOver.TieEnded));
        Assert.True(await Has(county, record, declarer));
        var about = EndConflictDeed.IdOf(record.Id, declarer.PersonId);
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, declarer)); // not alone
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, close)); // nobody who is too close themselves
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, await there.Somebody(there.Council, Works)));
        await county.With<ApprovalDesk>(async desk =>
        {
            var open = await county.Do(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.AboutId == about));
            Refused(await desk.Return(open.Id, "I would rather not have it", close, default)); // nor stop it
        });
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, await Twin(county, there, declarer)));
        Assert.True(await Has(county, record, declarer));

        Accepted(await county.Approves(RecordsDeeds.EndConflict, about, second));
        Assert.False(await Has(county, record, declarer));
        Assert.True(await Has(county, record, close)); // that of another stays
        var lines = (await county.Lines()).Skip(before).Where(l => l.Subject == record.Id).ToList();
        Assert.Equal([declarer.AccountId, second.AccountId], lines.Select(l => l.ActorId));
        Assert.StartsWith("Asks that their conflict of interest end: TieEnded.", lines[0].Ground, StringComparison.Ordinal);
        Assert.NotNull(lines[0].Typed);
        Assert.DoesNotContain(await county.Lines(), l => l.Ground.Contains("moved away", StringComparison.Ordinal));
        Assert.StartsWith($"The conflict of interest of account {declarer.AccountId:d} ended", lines[1].Ground, StringComparison.Ordinal);
        Refused(await Asks(county, record, declarer, ConflictOver.NoTie)); // there is none any more
        await county.With<WorkOnRecord>(async work => Accepted(await work.DeclareConflict(record.Id, declarer, default)));
        Assert.True(await Has(county, record, declarer)); // and it can be declared again
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task With_a_record_of_another_agency_its_holder_approves_and_who_holds_it_by_now(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (declarer, colleague, holder) = (
            await there.Somebody(there.Council, Works),
            await there.Somebody(there.Council, Works),
            await there.Somebody(there.Police, Works)
        );
        var record = await county.Holds(holder, RecordsDataClasses.AntiSocialBehaviour);
        await county.With<WorkOnRecord>(async work => Accepted(await work.DeclareConflict(record.Id, declarer, default)));
        Accepted(await Asks(county, record, declarer, ConflictOver.DeclaredByMistake));
        var about = EndConflictDeed.IdOf(record.Id, declarer.PersonId);
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, colleague));
        await Moves(there.Council.Id); // to an agency that was asked for another reason
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, colleague));
        Refused(await county.Approves(RecordsDeeds.EndConflict, about, holder)); // who held it, and does not any more
        await Moves(there.Police.Id);
        Accepted(await county.Approves(RecordsDeeds.EndConflict, about, holder));
        Assert.False(await Has(county, record, declarer));

        Task Moves(Guid agency) =>
            county.Do(db =>
                db.Set<SubjectRecord>().Where(r => r.Id == record.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.AgencyId, agency))
            );
    }

    [Fact]
    public async Task The_page_offers_it_to_whoever_declared_it_and_the_proposals_say_what_it_is()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Partner");
        var people = await Partnership.In(county);
        var record = await county.Holds(await people.Somebody(people.Police, Works), RecordsDataClasses.AntiSocialBehaviour);
        var declarer = await Officer.Enters(site, await Officer.Joins(county, people.Police.Name, Works));
        var second = await Officer.Enters(site, await Officer.Joins(county, people.Police.Name, Works));
        var page = $"/work/records/{record.Id}";
        await declarer.Opens(page);
        await declarer.Sends("Declare a conflict of interest");
        await declarer.Opens(page);
        await declarer.Sends("Ask that it end", ("OverWhy", Why));
        Assert.Contains("Choose why", declarer.Text("main"), StringComparison.Ordinal);
        await declarer.Sends("Ask that it end", ("Over", nameof(ConflictOver.TieEnded)), ("OverWhy", Why));
        await declarer.Opens(page);
        Assert.Contains("It waits for somebody else", declarer.Text("main"), StringComparison.Ordinal);
        var approval = await county.Do(db => db.Set<Approval>().AsNoTracking().SingleAsync());
        await second.Opens($"/work/approvals/{approval.Id}");
        Assert.Contains("End a conflict of interest", second.Text("main"), StringComparison.Ordinal);
        Assert.Contains("What tied them to it is past", second.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(Why, second.Text("main"), StringComparison.Ordinal);
    }

    private static async Task<SignedIn> Twin(TestCounty county, Partnership there, SignedIn of)
    {
        var twin = await there.Somebody(there.Police, Works);
        await county.Do(db =>
            db.Set<Account>()
                .Where(a => a.Id == twin.AccountId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.SamePersonAs, (Guid?)of.AccountId))
        );
        return (await county.Do(db => db.WhoIs(twin.AccountId, there.Today, default)))!;
    }

    private static Task<bool> Has(TestCounty county, SubjectRecord record, SignedIn who) =>
        county.Do(db => db.HasConflict(record.Id, who, default));

    private static async Task<Outcome<Approval>> Asks(
        TestCounty county,
        SubjectRecord record,
        SignedIn by,
        ConflictOver? over,
        string why = Why
    )
    {
        Outcome<Approval>? asked = null;
        await county.With<EndConflict>(async end => asked = await end.Ask(record.Id, over, why, by, default));
        return asked!;
    }
}
