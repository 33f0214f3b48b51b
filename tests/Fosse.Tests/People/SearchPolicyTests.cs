using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People;

/// <summary>Who may search and whom they find, against the table: in memory, and through the search itself on both databases.</summary>
public sealed class SearchPolicyTests
{
    private static readonly DateOnly Today = new(2025, 3, 14);
    private static readonly Purpose[] Work =
    [
        ReportingPurposes.TriageReport,
        RecordsPurposes.InvestigateCase,
        RecordsPurposes.SafeguardPerson,
        RecordsPurposes.ReviewCase,
    ];

    public enum Seeker
    {
        Officer,
        Protector,
        SearchOnly,
        Reader,
        Closed,
        Left,
        House,
    }

    /// <summary>The table of docs/security/access-policy.md: who may search for what, with a reason. Everything else is refused.</summary>
    private static bool MaySearch(Seeker who, Purpose purpose, bool reason) =>
        reason
        && (
            who is Seeker.Officer && Work.Contains(purpose)
            || who is Seeker.Protector && purpose == AccountabilityPurposes.AnswerSubjectRequest
        );

    private static readonly Agreed[] Tells = [Agreed.PointerOnly, Agreed.Active, Agreed.Disclosed];

    private static IReadOnlyList<Permission> PermissionsOf(Seeker who) =>
        who switch
        {
            Seeker.Officer => [AccountsPermissions.Work, RecordsPermissions.ReadRecords, RecordsPermissions.SearchRecords],
            Seeker.Protector =>
            [
                AccountsPermissions.Work,
                AccountabilityPermissions.AnswerSubjectRequests,
                RecordsPermissions.SearchRecords,
            ],
            Seeker.SearchOnly => [AccountsPermissions.Work, RecordsPermissions.SearchRecords],
            Seeker.Reader => [.. TheHouse.Words.Permissions.Where(p => p != RecordsPermissions.SearchRecords)],
            _ => TheHouse.Words.Permissions,
        };

    [Fact]
    public void Every_combination_is_told_of_exactly_where_the_table_says()
    {
        var (asker, ours, theirs, told) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), 0);
        foreach (
            var (who, whose, agreed, purpose, conflict, reason) in from who in Enum.GetValues<Seeker>()
            from whose in Enum.GetValues<Whose>()
            from agreed in Enum.GetValues<Agreed>()
            from purpose in TheHouse.Words.Purposes
            from conflict in new[] { false, true }
            from reason in new[] { "", "why not", "named in a complaint" }
            select (who, whose, agreed, purpose, conflict, reason)
        )
        {
            var signedIn = who is Seeker.Closed or Seeker.Left or Seeker.House
                ? null
                : new SignedIn(asker, "Somebody", ours, "Agency", PermissionsOf(who).ToHashSet());
            var actor = new Actor(who is Seeker.House ? Actor.TheHouse : asker, ours, "Agency");
            var may = MaySearch(who, purpose, reason.Length >= 10);
            Assert.Equal(
                may,
                SearchPolicy
                    .Decide(new(actor, purpose, [new(SearchField.Name, "Quill")], reason), TheHouse.Words.RuleOf(purpose), signedIn)
                    .Granted
            );
            var decision = SearchPolicy.Point(
                new(actor, purpose, Guid.NewGuid(), reason),
                TheHouse.Words.RuleOf(purpose),
                new AccessFacts
                {
                    Today = Today,
                    Asker = signedIn,
                    Record =
                        whose is Whose.Absent
                            ? null
                            : new(whose is Whose.Other ? theirs : ours, RecordsDataClasses.Safeguarding, whose is Whose.Forgotten),
                    Conflict = conflict,
                    Granted = agreed is Agreed.Disclosed ? [purpose] : [],
                    Agreements = agreed switch
                    {
                        Agreed.Draft => [Agreement(AgreementState.Draft)],
                        Agreed.PastReview => [Agreement(AgreementState.PastReview)],
                        Agreed.Ended => [Agreement(AgreementState.Ended)],
                        Agreed.Active => [Agreement(AgreementState.Active)],
                        Agreed.PointerOnly => [Agreement(AgreementState.Active, SharingLevel.Pointer)],
                        _ => [],
                    },
                }
            );
            var expected = may && who is Seeker.Officer && whose is Whose.Other && !conflict && Tells.Contains(agreed);
            Assert.True(expected == decision.Granted, $"{who}, {whose}, {agreed}, {purpose}, {conflict}, {reason}: {decision}");
            Assert.Equal(decision.Granted ? ReasonFrom.Typed : ReasonFrom.None, decision.From);
            if (expected)
                told++;
        }
        Assert.Equal(4 * 3, told);

        AgreementFacts Agreement(AgreementState state, SharingLevel level = SharingLevel.Read) =>
            new(Guid.NewGuid(), "County agreement", state, Today, level);
    }

    [Fact]
    public void The_house_compares_and_searches_for_nobody()
    {
        var house = new Actor(Actor.TheHouse, Guid.Empty, "Fosse");
        foreach (var purpose in TheHouse.Words.Purposes)
        {
            Assert.Equal(
                purpose == AccountabilityPurposes.SuperviseAccess || purpose == ReportingPurposes.TriageReport,
                SearchPolicy.Decide(new(house, purpose, [], "Surnames of readers"), TheHouse.Words.RuleOf(purpose), null).Granted
            );
            Assert.False(
                SearchPolicy
                    .Decide(
                        new(house, purpose, [new(SearchField.Name, "Quill")], "Surnames of readers"),
                        TheHouse.Words.RuleOf(purpose),
                        null
                    )
                    .Granted
            );
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_search_finds_exactly_those_whom_the_table_lets_it_find(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var world = new World(county, there.Council);
        await world.Make();
        foreach (var who in Enum.GetValues<Seeker>())
        {
            var seeker = who is Seeker.House ? new(Actor.TheHouse, Guid.Empty, "Fosse") : (await world.Joins(who, there)).Actor;
            foreach (var purpose in TheHouse.Words.Purposes)
            {
                foreach (var reason in new[] { "why not", "named in a complaint" })
                {
                    await using var scope = county.Services.CreateAsyncScope();
                    var desk = scope.ServiceProvider.GetRequiredService<SearchDesk>();
                    var question = new SearchQuestion(seeker, purpose, [new(SearchField.Name, "Quill")], reason);
                    if (!MaySearch(who, purpose, reason.Length >= 10))
                    {
                        await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Search(question, default));
                        continue;
                    }
                    var found = await desk.Search(question, default);
                    Assert.Equal(["Own"], world.Names(found.Open));
                    Assert.Equal(who is Seeker.Officer ? Tells.Select(t => t.ToString()).Order() : [], world.Names(found.Pointed));
                    foreach (var subject in found.Open)
                        (await desk.Show(found, subject, default)).Dispose();
                    foreach (var subject in found.Pointed)
                        await desk.Point(found, subject, default);
                    // The rule for one says the same of all the others.
                    var (rule, db) = (
                        scope.ServiceProvider.GetRequiredService<PointerRule>(),
                        scope.ServiceProvider.GetRequiredService<SafetyDb>()
                    );
                    foreach (var hidden in world.All.Except(found.Pointed))
                        Assert.False((await rule(db, new(seeker, purpose, hidden, reason), default)).Granted, world.Names([hidden])[0]);
                }
            }
        }
        var kinds = (await county.Do(db => db.Set<LedgerLine>().AsNoTracking().Select(l => l.Kind).ToListAsync()))
            .CountBy(k => k)
            .ToDictionary();
        Assert.Equal(
            (5, 5, 5, 12),
            (kinds[LedgerKind.Searched], kinds[LedgerKind.Found], kinds[LedgerKind.Shown], kinds[LedgerKind.Pointed])
        );
        Assert.Equal(7 * TheHouse.Words.Purposes.Count * 2 - 5, kinds[LedgerKind.Refused]);
    }

    /// <summary>Records about people of one name: the own agency's, and one of an agency for each way in which agencies agree.</summary>
    private sealed class World(TestCounty county, Agency ours)
    {
        private readonly Dictionary<Guid, string> names = [];
        private readonly List<Guid> tooClose = [];

        public IReadOnlyCollection<Guid> All => names.Keys;

        public List<string> Names(IEnumerable<Guid> records) => [.. records.Select(r => names[r]).Order(StringComparer.Ordinal)];

        public Task Make() =>
            county.With<Sealer>(sealer =>
                county.Do(async db =>
                {
                    Hold("Own", ours.Id);
                    Hold("Forgotten", ours.Id, forgotten: true);
                    tooClose.Add(Hold("Conflict", ours.Id).Id);
                    foreach (var agreed in Enum.GetValues<Agreed>())
                    {
                        var theirs = Member($"{agreed}");
                        var record = Hold($"{agreed}", theirs.Id);
                        if (agreed is Agreed.Disclosed)
                            db.AddRange(
                                Work.Select(p => new AccessGrant
                                {
                                    RecordId = record.Id,
                                    AgencyId = ours.Id,
                                    Purpose = p,
                                    LastOn = Today,
                                    RequestId = Guid.NewGuid(),
                                })
                            );
                        else if (agreed is not Agreed.None)
                            Agree(agreed, theirs);
                        if (agreed is not Agreed.Active)
                            continue;
                        tooClose.Add(Hold("Conflict elsewhere", theirs.Id).Id);
                        Hold("Forgotten elsewhere", theirs.Id, forgotten: true);
                        var gone = Member("gone", left: Today);
                        Hold("Owner has left", gone.Id);
                        Agree(agreed, gone);
                    }
                    await db.SaveChangesAsync();

                    Agency Member(string name, DateOnly? left = null) =>
                        db.Add(
                            new Agency
                            {
                                Name = name,
                                Kind = AgencyKind.Health,
                                Regime = Regime.UkGdpr,
                                Contact = "desk@test.example",
                                JoinedOn = new(2020, 1, 1),
                                LeftOn = left,
                            }
                        ).Entity;

                    SubjectRecord Hold(string name, Guid agency, bool forgotten = false)
                    {
                        var record = db.Add(
                            new SubjectRecord
                            {
                                Reference = name,
                                AgencyId = agency,
                                Class = RecordsDataClasses.Safeguarding,
                                OpenedAt = DateTimeOffset.UnixEpoch,
                                ForgottenAt = forgotten ? DateTimeOffset.UnixEpoch : null,
                            }
                        ).Entity;
                        db.AddRange(sealer.Words(record.Id, SearchField.Name, "Zebedee Quill"));
                        names[record.Id] = name;
                        return record;
                    }

                    void Agree(Agreed agreed, Agency theirs)
                    {
                        var agreement = db.Add(
                            new SharingAgreement
                            {
                                Name = $"{Guid.NewGuid()}",
                                Gateway = "Care Act 2014 s45",
                                StartsOn = Today.AddYears(-1),
                                ReviewOn = agreed is Agreed.PastReview ? Today.AddDays(-1) : Today,
                                SignedOn = agreed is Agreed.Draft ? null : Today.AddYears(-1),
                                EndedOn = agreed is Agreed.Ended ? Today : null,
                            }
                        ).Entity;
                        db.AddRange(
                            new AgreementParty
                            {
                                AgreementId = agreement.Id,
                                AgencyId = theirs.Id,
                                Gives = agreed is not Agreed.OneWay,
                                Receives = true,
                                Regime = Regime.UkGdpr,
                            },
                            new AgreementParty
                            {
                                AgreementId = agreement.Id,
                                AgencyId = ours.Id,
                                Gives = true,
                                Receives = true,
                                Regime = Regime.UkGdpr,
                            }
                        );
                        var purposes = agreed is Agreed.OtherPurpose ? [PrivacyPurposes.ApplyRetention] : TheHouse.Words.Purposes;
                        db.AddRange(
                            purposes.Select(p => new AgreementScope
                            {
                                AgreementId = agreement.Id,
                                Class = agreed is Agreed.OtherClass ? RecordsDataClasses.Health : RecordsDataClasses.Safeguarding,
                                Purpose = p,
                                Level = agreed is Agreed.PointerOnly ? SharingLevel.Pointer : SharingLevel.Read,
                            })
                        );
                    }
                })
            );

        public async Task<SignedIn> Joins(Seeker who, Partnership there)
        {
            var somebody = await there.Somebody(who is Seeker.Left ? there.Police : ours, [.. PermissionsOf(who)]);
            await county.Do(async db =>
            {
                db.AddRange(
                    tooClose.Select(r => new ConflictOfInterest
                    {
                        RecordId = r,
                        AccountId = somebody.AccountId,
                        DeclaredAt = DateTimeOffset.UnixEpoch,
                    })
                );
                await db.SaveChangesAsync();
                if (who is Seeker.Closed)
                    await db.Set<Account>()
                        .Where(a => a.Id == somebody.AccountId)
                        .ExecuteUpdateAsync(s => s.SetProperty(a => a.EndsOn, Today.AddDays(-1)));
                if (who is Seeker.Left)
                    await db.Set<Agency>().Where(a => a.Id == there.Police.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeftOn, Today));
            });
            return somebody;
        }
    }
}
