using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People;

/// <summary>Who works on a record is taken off it by themselves, or by whoever looks at what their people do; and it is told why.</summary>
public sealed class EndAssignmentTests
{
    private const string Why = "Wagtail moved away, and the case goes to the other team";

    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_takes_another_off_a_record_but_who_reviews_and_each_says_why(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (sergeant, officer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        var reviewer = await there.Somebody(there.Police, [.. Officers, AccountabilityPermissions.ReviewAccess]);
        var stranger = await there.Somebody(there.Council, [.. Officers, AccountabilityPermissions.ReviewAccess]);
        var record = await county.Holds(sergeant);
        var first = await county.Do(db => db.Set<RecordAssignment>().AsNoTracking().SingleAsync());
        Task<Outcome<RecordAssignment>> Ends(Guid assignment, SignedIn by, string why = Why) =>
            there.Asks<WorkOnRecord, Outcome<RecordAssignment>>(w => w.EndAssignment(record.Id, assignment, why, by, default));

        Assert.Contains("Only whoever is assigned", Refused(await Ends(first.Id, officer)), StringComparison.Ordinal);
        Assert.Contains("no such record", Refused(await Ends(first.Id, stranger)), StringComparison.Ordinal);
        Assert.Contains("Say why the assignment ends", Refused(await Ends(first.Id, sergeant, "")), StringComparison.Ordinal);
        Assert.Contains("Say why the assignment ends", Refused(await Ends(first.Id, reviewer, "done")), StringComparison.Ordinal);
        Assert.Null((await county.Do(db => db.Set<RecordAssignment>().AsNoTracking().SingleAsync())).EndsOn);

        Accepted(await Ends(first.Id, sergeant));
        var second = Accepted(
            await there.Asks<WorkOnRecord, Outcome<RecordAssignment>>(w =>
                w.Assign(record.Id, officer.AccountId, "Deputy", sergeant, default)
            )
        );
        county.Time.Move(TimeSpan.FromMinutes(1));
        Accepted(await Ends(second.Id, reviewer));

        var shut = await there.Asks<Chronologies, IReadOnlyList<ChronologyLine>>(c => c.Of(record.Id, officer, null, default));
        Assert.Equal(["Record.LeftWork", "Record.Unassigned"], shut.Where(IsEnd).Select(l => l.Code));
        Assert.Equal((reviewer.Name, officer.Name), (shut.Last(IsEnd).Who, shut.Last(IsEnd).About));
        Assert.All(shut, l => Assert.Empty(l.Words));
        Assert.All((await Open(there, record, reviewer)).Where(IsEnd), l => Assert.Equal(Why, Assert.Single(l.Words).Words));

        // In the ledger it is sealed.
        var lines = (await county.Lines()).Where(l => l.Ground.EndsWith("works on it no more.", StringComparison.Ordinal)).ToList();
        Assert.Equal([sergeant.AccountId, reviewer.AccountId], lines.Select(l => l.ActorId));
        Assert.All(lines, l => Assert.Equal((ReasonFrom.Typed, true, null), (l.ReasonFrom, l.Typed is not null, l.Reason)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_page_asks_for_the_reason_keeps_what_was_typed_and_shows_the_way_only_to_who_may(string database)
    {
        await using var county = await TestCounty.Open(database);
        county.Time.Now = TimeProvider.System.GetUtcNow();
        var there = await Partnership.In(county);
        var (assigned, officer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Police, Officers));
        var record = await county.Holds(assigned);
        await using var site = await TestSite.On(county, Faces);

        var other = await Officer.Enters(site, officer.AccountId);
        await other.Opens($"/work/records/{record.Id}");
        Assert.Contains(assigned.Name, other.Text("main"), StringComparison.Ordinal);
        Assert.Empty(other.All("textarea[name=whyEnded]"));

        var self = await Officer.Enters(site, assigned.AccountId);
        await self.Opens($"/work/records/{record.Id}");
        await self.Sends("End the assignment", ("whyEnded", "gone"));
        Assert.Contains("Say why the assignment ends", self.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal("gone", self.Text("textarea[name=whyEnded]"));
        await self.Sends("End the assignment", ("whyEnded", Why));
        Assert.Contains("The assignment has ended.", self.Text("main"), StringComparison.Ordinal);
        Assert.Contains("ended their own assignment", self.Text(".fosse-history"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wagtail", self.Text("main"), StringComparison.Ordinal);
    }

    private static bool IsEnd(ChronologyLine line) => line.Code is "Record.LeftWork" or "Record.Unassigned";

    private static async Task<IReadOnlyList<ChronologyLine>> Open(Partnership there, SubjectRecord record, SignedIn who)
    {
        await using var scope = there.County.Services.CreateAsyncScope();
        var chronologies = scope.ServiceProvider.GetRequiredService<Chronologies>();
        IReadOnlyList<ChronologyLine> found = [];
        Accepted(
            await scope
                .ServiceProvider.GetRequiredService<RecordReading>()
                .Read(
                    new(who.Actor, RecordsPurposes.InvestigateCase, record.Id, "takes over the case from a colleague"),
                    default,
                    async access => found = await chronologies.Of(record.Id, who, access, default)
                )
        );
        return found;
    }
}
