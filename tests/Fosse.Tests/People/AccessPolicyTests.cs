using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.HouseRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People;

/// <summary>The policy against its table: every combination in memory, and enough to hold every pair through both databases.</summary>
public sealed class AccessPolicyTests
{
    private static readonly Guid Asker = Guid.NewGuid(),
        Ours = Guid.NewGuid(),
        Theirs = Guid.NewGuid();
    private static readonly DateOnly Today = new(2025, 3, 14);

    [Fact]
    public void Every_combination_is_open_exactly_where_the_table_says()
    {
        var wrong = new List<string>();
        var (all, open) = (0, 0);
        foreach (var s in Situations.All())
        {
            all++;
            var decision = AccessPolicy.Decide(Question(s, Guid.NewGuid()), TheHouse.Words.RuleOf(s.Purpose), FactsOf(s));
            if (decision.Granted)
                open++;
            if (decision.Granted != PolicyTable.IsOpen(s))
                wrong.Add($"{s}: {decision}");
            // What is open says why it was read; what is shut says why not.
            Assert.NotEmpty(decision.Ground);
            Assert.True(!decision.Granted || decision.Reason.Length > 0 && decision.From is not ReasonFrom.None, $"{s}: {decision}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {all}:\n{string.Join('\n', wrong.Take(20))}");
        Assert.InRange(open, 300, all / 20);
        Assert.True(
            Repository.Read("docs", "security", "access-policy.md").Contains($"all {all:N0} combinations", StringComparison.Ordinal),
            $"docs/security/access-policy.md says another number of combinations than {all:N0}: put it right, and its table with it."
        );
    }

    [Fact]
    public void Every_purpose_has_a_line_that_opens_it()
    {
        var opened = Situations.All().Where(PolicyTable.IsOpen).Select(s => s.Purpose).ToHashSet();
        Trespasses.None(
            TheHouse
                .Words.Purposes.Where(p => !opened.Contains(p))
                .Select(p =>
                    $"{p} is opened by no line of PolicyTable: add one, with somebody of Who that holds what it needs, and the same to the "
                    + "table of docs/security/access-policy.md."
                )
        );
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(14, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_typed_reason_is_ten_characters_at_least_and_a_thousand_at_most(int length, bool opens)
    {
        var situation = Situations
            .All()
            .First(s => s.Typed is Typed.AReason && s.Standing is Standing.None && s.Who is not Who.House && PolicyTable.IsOpen(s));
        var decision = AccessPolicy.Decide(
            Question(situation, Guid.NewGuid()) with
            {
                Reason = string.Concat(Enumerable.Repeat("the caller said ", 70))[..(length - 1)].TrimEnd().PadRight(length, '.'),
            },
            TheHouse.Words.RuleOf(situation.Purpose),
            FactsOf(situation)
        );
        Assert.Equal(opens, decision.Granted);
        Assert.InRange(decision.Reason.Length, 0, 1000); // the ledger keeps no more of it
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_pair_goes_the_same_way_through_the_desk_and_each_decision_is_in_the_ledger(string database)
    {
        await using var county = await TestCounty.Open(database);
        var situations = Situations.Pairwise();
        Assert.InRange(situations.Count, 80, 400);
        var subjects = new List<(Situation Situation, Guid Subject)>();
        foreach (var situation in situations)
        {
            var question = await county.Do(db => Arrange(db, situation));
            subjects.Add((situation, question.Subject));
            await using var scope = county.Services.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<AccessDesk>();
            if (PolicyTable.IsOpen(situation))
            {
                using var access = await desk.Open(question, default);
                Assert.Equal(question.Subject, access.Subject);
            }
            else
            {
                var refused = await Assert.ThrowsAsync<PersonalDataRefused>(() => desk.Open(question, default));
                Assert.NotEmpty(refused.Message);
            }
        }
        var ledger = await county.Do(db => db.Set<LedgerLine>().AsNoTracking().ToDictionaryAsync(l => l.Subject!.Value, l => l.Kind));
        Assert.Equal(subjects.Count, ledger.Count);
        Assert.All(
            subjects,
            s =>
                Assert.Equal(
                    !PolicyTable.IsOpen(s.Situation) ? LedgerKind.Refused
                        : s.Situation.BreakGlass ? LedgerKind.BrokeGlass
                        : LedgerKind.Opened,
                    ledger[s.Subject]
                )
        );
    }

    private static string Words(Typed typed) =>
        typed switch
        {
            Typed.Nothing => "",
            Typed.TooLittle => "why not",
            _ => "asked by the family's social worker",
        };

    private static AccessQuestion Question(Situation s, Guid subject) =>
        new(new(s.Who is Who.House ? Actor.TheHouse : Asker, Ours, "Agency"), s.Purpose, subject, Words(s.Typed), s.BreakGlass);

    private static AccessFacts FactsOf(Situation s) =>
        new()
        {
            Today = Today,
            Asker = s.Who is Who.Closed or Who.Left or Who.House
                ? null
                : new(Asker, "Somebody", Ours, "Agency", PolicyTable.PermissionsOf(s.Who)),
            Record =
                s.Whose is Whose.Absent
                    ? null
                    : new(s.Whose is Whose.Other ? Theirs : Ours, RecordsDataClasses.Safeguarding, s.Whose is Whose.Forgotten),
            Assignment = s.Standing is Standing.Assigned ? "Lead officer" : null,
            Conflict = s.Standing is Standing.Conflict,
            Request = s.Standing is Standing.Requested ? Today.AddDays(9) : null,
            Glass = new(new(), DateTimeOffset.UnixEpoch, true, [], 0),
            Queue = s.Standing is Standing.InQueue ? "Loughborough" : null,
            Granted = s.Agreed is Agreed.Disclosed ? [s.Purpose] : [],
            Agreements = State(s.Agreed) is { } state
                ?
                [
                    new(
                        Guid.NewGuid(),
                        "County agreement",
                        state,
                        Today,
                        s.Agreed is Agreed.PointerOnly ? SharingLevel.Pointer : SharingLevel.Read
                    ),
                ]
                : [],
        };

    private static AgreementState? State(Agreed agreed) =>
        agreed switch
        {
            Agreed.Draft => AgreementState.Draft,
            Agreed.PointerOnly or Agreed.Active => AgreementState.Active,
            Agreed.PastReview => AgreementState.PastReview,
            Agreed.Ended => AgreementState.Ended,
            _ => null, // none that covers the class, the purpose and the direction
        };

    // The same situation as rows. Each has agencies, an account and a record of its own.
    private static async Task<AccessQuestion> Arrange(SafetyDb db, Situation s)
    {
        var today = await Task.FromResult(Today);
        Agency Agency(string name) =>
            new()
            {
                Name = $"{name} {Guid.NewGuid()}",
                Kind = AgencyKind.Council,
                Regime = Regime.UkGdpr,
                Contact = "desk@example.org",
                JoinedOn = today.AddYears(-1),
            };
        var (ours, theirs) = (Agency("Ours"), Agency("Theirs"));
        if (s.Who is Who.Left)
            ours.LeftOn = today;
        var staff = StaffRows.Of(ours.Id, PolicyTable.PermissionsOf(s.Who));
        var account = staff.Account;
        account.EndsOn = s.Who is Who.Closed ? today.AddDays(-1) : null;
        var record = new SubjectRecord
        {
            Reference = $"{Guid.NewGuid()}",
            AgencyId = s.Whose is Whose.Other ? theirs.Id : ours.Id,
            Class = RecordsDataClasses.Safeguarding,
            OpenedAt = DateTimeOffset.UnixEpoch,
            InQueue = s.Standing is Standing.InQueue,
            ForgottenAt = s.Whose is Whose.Forgotten ? DateTimeOffset.UnixEpoch : null,
        };
        // Somebody else reviews what is opened in an emergency.
        var reviewer = StaffRows.Of(ours.Id, PolicyTable.PermissionsOf(Who.Supervisor));
        db.AddRange(ours, theirs, account, staff.Role, staff.Grant, reviewer.Account, reviewer.Role, reviewer.Grant);
        if (s.Whose is not Whose.Absent)
            db.Add(record);
        if (s.Standing is Standing.Assigned or Standing.AssignedBefore)
            db.Add(
                new RecordAssignment
                {
                    RecordId = record.Id,
                    AccountId = account.Id,
                    Task = "Lead officer",
                    StartsOn = today.AddDays(-9),
                    EndsOn = s.Standing is Standing.AssignedBefore ? today.AddDays(-1) : today,
                }
            );
        if (s.Standing is Standing.Conflict)
            db.Add(
                new ConflictOfInterest
                {
                    RecordId = record.Id,
                    AccountId = account.Id,
                    DeclaredAt = DateTimeOffset.UnixEpoch,
                }
            );
        if (s.Agreed is Agreed.Disclosed)
            db.Add(
                new AccessGrant
                {
                    RecordId = record.Id,
                    AgencyId = ours.Id,
                    Purpose = s.Purpose,
                    LastOn = today,
                    RequestId = Guid.NewGuid(),
                }
            );
        else if (s.Agreed is not Agreed.None)
            Agree(db, s, ours, theirs, today);
        await db.SaveChangesAsync();
        return Question(s, record.Id) with
        {
            Actor = new(s.Who is Who.House ? Actor.TheHouse : account.Id, ours.Id, ours.Name),
            Request = s.Standing is Standing.Requested ? await Request(db, s, record, theirs) : null,
        };
    }

    private static async Task<Guid> Request(SafetyDb db, Situation s, SubjectRecord record, Agency theirs)
    {
        var request = new SubjectRequest
        {
            RecordId = record.Id,
            AgencyId = record.AgencyId,
            Kind = SubjectRequestKind.Copy,
            ReceivedOn = Today,
            DueOn = Today.AddMonths(1),
            TakenBy = Guid.NewGuid(),
        };
        var disclosure = new DisclosureRequest
        {
            RecordId = record.Id,
            FromAgencyId = theirs.Id,
            FromAccountId = Guid.NewGuid(),
            ToAgencyId = record.AgencyId,
            Purpose = RecordsPurposes.SafeguardPerson,
            AskedAt = DateTimeOffset.UnixEpoch,
            DueOn = Today,
        };
        db.AddRange(request, disclosure);
        await db.SaveChangesAsync();
        return s.Purpose == PartnershipPurposes.AnswerDisclosure ? disclosure.Id : request.Id;
    }

    private static void Agree(SafetyDb db, Situation s, Agency ours, Agency theirs, DateOnly today)
    {
        var agreement = new SharingAgreement
        {
            Name = $"{Guid.NewGuid()}",
            Gateway = "Crime and Disorder Act 1998 s115",
            StartsOn = today.AddYears(-1),
            ReviewOn = s.Agreed is Agreed.PastReview ? today.AddDays(-1) : today,
            SignedOn = s.Agreed is Agreed.Draft ? null : today.AddYears(-1),
            EndedOn = s.Agreed is Agreed.Ended ? today : null,
        };
        db.AddRange(
            agreement,
            new AgreementParty
            {
                AgreementId = agreement.Id,
                AgencyId = theirs.Id,
                Gives = s.Agreed is not Agreed.OneWay,
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
            },
            new AgreementScope
            {
                AgreementId = agreement.Id,
                Class = s.Agreed is Agreed.OtherClass ? RecordsDataClasses.Health : RecordsDataClasses.Safeguarding,
                Purpose = s.Agreed is Agreed.OtherPurpose ? Another(s.Purpose) : s.Purpose,
                Level = s.Agreed is Agreed.PointerOnly ? SharingLevel.Pointer : SharingLevel.Read,
            }
        );
    }

    private static Purpose Another(Purpose purpose)
    {
        var all = TheHouse.Words.Purposes;
        return all[(all.Index().First(p => p.Item == purpose).Index + 1) % all.Count];
    }
}
