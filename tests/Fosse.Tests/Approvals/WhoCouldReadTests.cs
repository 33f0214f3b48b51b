using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.HouseRules;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Approvals;

/// <summary>Who could read a record today, held against the desk: everybody tries for every purpose.</summary>
public sealed class WhoCouldReadTests
{
    private static readonly Permission[][] Roles =
    [
        [AccountsPermissions.Work],
        [AccountsPermissions.Work, RecordsPermissions.ReadRecords],
        [AccountsPermissions.Work, RecordsPermissions.ReadRecords, RecordsPermissions.BreakGlass],
        [AccountsPermissions.Work, AccountabilityPermissions.AnswerSubjectRequests, AccountabilityPermissions.ReviewAccess],
    ];

    private static readonly Comparer<(Guid, Purpose)> ByName = Comparer<(Guid Account, Purpose Purpose)>.Create(
        (a, b) => (a.Account, a.Purpose.Code).CompareTo((b.Account, b.Purpose.Code))
    );

    [Fact]
    public async Task The_page_counts_nobody_twice()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Partner", $"--Keys:Folder={county.KeyFolder}");
        var there = await Partnership.In(county);
        await there.Somebody(there.Police, Roles[2]);
        await there.Somebody(there.Council, Roles[2]);
        await there.Somebody(there.Council, AccountabilityPermissions.ReviewAccess); // or the glass does not break
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var reviewer = await Officer.Enters(
            site,
            await Officer.Joins(county, there.Police.Name, AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess)
        );
        await reviewer.Opens("/work/access/who");
        await reviewer.Sends("Show who could read it", ("Reference", record.Reference));
        // The officer of the police and the reviewer; the officer of the council by the glass alone.
        Assert.Contains("People who could open it: 2. More in an emergency only: 1.", reviewer.Text("main"), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task It_names_those_who_can_open_it_and_nobody_else(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var people = new List<SignedIn>();
        foreach (var agency in new[] { there.Police, there.Council })
        {
            foreach (var role in Roles)
                people.Add(await there.Somebody(agency, role));
        }
        var writer = await there.Somebody(there.Police, RecordsPermissions.WriteRecords);
        await there.Agree(
            there.Today.AddYears(1),
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = RecordsDataClasses.Health,
                Purpose = RecordsPurposes.SafeguardPerson,
                Level = SharingLevel.Read,
            }
        );
        var record = await county.Holds(writer, RecordsDataClasses.Health);

        var said = new HashSet<(Guid, Purpose)>();
        await county.With<WhoCouldRead>(async readers =>
        {
            var reviewer = people.First(p => p.May(AccountabilityPermissions.ReviewAccess) && p.AgencyId == there.Police.Id);
            var found = Accepted(await readers.Of(record.Reference, reviewer, default));
            said = [.. found.Where(f => !f.Glass).Select(f => (f.Account, f.Purpose))];
            var glass = found.Where(f => f.Glass).Select(f => f.Account).ToHashSet();
            Assert.Equal(people.Where(p => p.May(RecordsPermissions.BreakGlass)).Any(), glass.Count > 0);
            var council = people.First(p => p.May(AccountabilityPermissions.ReviewAccess) && p.AgencyId == there.Council.Id);
            Assert.Contains("holds no record", Refused(await readers.Of(record.Reference, council, default)), StringComparison.Ordinal);
            Assert.Contains("Your role", Refused(await readers.Of(record.Reference, people[0], default)), StringComparison.Ordinal);
        });

        var opened = new HashSet<(Guid, Purpose)>();
        foreach (var who in people.Append(writer))
        {
            foreach (var purpose in TheHouse.Words.Purposes)
            {
                await using var scope = county.Services.CreateAsyncScope();
                try
                {
                    var question = new AccessQuestion(who.Actor, purpose, record.Id, "asked who could read it, by trying");
                    using var access = await scope.ServiceProvider.GetRequiredService<AccessDesk>().Open(question, default);
                    opened.Add((who.AccountId, purpose));
                }
                catch (PersonalDataRefused)
                {
                    // Shut.
                }
            }
        }
        Assert.NotEmpty(opened);
        Assert.Equal(opened.Order(ByName), said.Order(ByName));
    }
}
