using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;

namespace Fosse.Tests.People;

/// <summary>One combination of everything that the access policy looks at.</summary>
public sealed record Situation(Who Who, Whose Whose, Agreed Agreed, Purpose Purpose, Standing Standing, Typed Typed, bool BreakGlass)
{
    public override string ToString() =>
        $"{Who}, {Whose}, {Agreed}, {Purpose}, {Standing}, {Typed}{(BreakGlass ? ", breaks the glass" : "")}";
}

/// <summary>The roles as the policy sees them.</summary>
public enum Who
{
    Officer,
    Reader,
    Protector,
    Supervisor,
    Emergency,
    Visitor,
    Closed,
    Left,
    House,
}

public enum Whose
{
    Own,
    Other,
    Forgotten,
    Absent,
}

public enum Agreed
{
    None,
    Draft,
    PointerOnly,
    Active,
    PastReview,
    Ended,
    OtherPurpose,
    OtherClass,
    OneWay,
    Disclosed,
}

public enum Standing
{
    None,
    Assigned,
    AssignedBefore,
    Conflict,
    InQueue,

    /// <summary>A request about the record, of the own agency, is open and named.</summary>
    Requested,
}

public enum Typed
{
    Nothing,
    TooLittle,
    AReason,
}

/// <summary>
/// The policy as the table of docs/security/access-policy.md: the lines say what is open, and everything else is shut.
/// </summary>
internal static class PolicyTable
{
    public static IReadOnlySet<Permission> PermissionsOf(Who who) =>
        who switch
        {
            Who.Officer => [AccountsPermissions.Work, RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords],
            Who.Reader => [AccountsPermissions.Work, RecordsPermissions.ReadRecords],
            Who.Protector =>
            [
                AccountsPermissions.Work,
                PartnershipPermissions.AnswerDisclosures,
                AccountabilityPermissions.AnswerSubjectRequests,
            ],
            Who.Supervisor => [AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess],
            Who.Emergency => [AccountsPermissions.Work, RecordsPermissions.ReadRecords, RecordsPermissions.BreakGlass],
            Who.Closed or Who.Left => [.. TheHouse.Words.Permissions],
            _ => new HashSet<Permission> { AccountsPermissions.Work },
        };

    /// <summary>A line of the table. Any of each column; a column that is not given does not matter.</summary>
    private sealed record Line(
        Who[] Who,
        Whose[] Whose,
        Purpose[] Purposes,
        bool BreakGlass,
        (Standing, Typed)[] Reasons,
        Agreed[]? Agreed = null
    )
    {
        public bool Opens(Situation s) =>
            Who.Contains(s.Who)
            && Whose.Contains(s.Whose)
            && Purposes.Contains(s.Purpose)
            && BreakGlass == s.BreakGlass
            && Reasons.Contains((s.Standing, s.Typed))
            && (Agreed is null || Agreed.Contains(s.Agreed));
    }

    private static readonly Who[] Readers = [Who.Officer, Who.Reader, Who.Emergency];
    private static readonly Purpose[] Readings =
    [
        ReportingPurposes.TriageReport,
        RecordsPurposes.InvestigateCase,
        RecordsPurposes.SafeguardPerson,
        RecordsPurposes.ReviewCase,
    ];

    // The assignment of today says why; without it the reason is typed. A conflict of interest is in no pair.
    private static readonly (Standing, Typed)[] SaysWhy =
    [
        (Standing.Assigned, Typed.Nothing),
        (Standing.Assigned, Typed.TooLittle),
        (Standing.Assigned, Typed.AReason),
        (Standing.None, Typed.AReason),
        (Standing.AssignedBefore, Typed.AReason),
        (Standing.InQueue, Typed.AReason),
        (Standing.Requested, Typed.AReason),
    ];

    // Whoever answers a request needs one; it says why.
    private static readonly (Standing, Typed)[] Answers =
    [
        (Standing.Requested, Typed.Nothing),
        (Standing.Requested, Typed.TooLittle),
        (Standing.Requested, Typed.AReason),
    ];

    private static readonly (Standing, Typed)[] Types =
    [
        (Standing.None, Typed.AReason),
        (Standing.Assigned, Typed.AReason),
        (Standing.AssignedBefore, Typed.AReason),
        (Standing.InQueue, Typed.AReason),
        (Standing.Requested, Typed.AReason),
    ];

    private static readonly Line[] Lines =
    [
        new(Readers, [Whose.Own], Readings, false, SaysWhy),
        new(
            Readers,
            [Whose.Own],
            [ReportingPurposes.TriageReport],
            false,
            [(Standing.InQueue, Typed.Nothing), (Standing.InQueue, Typed.TooLittle)]
        ),
        new(Readers, [Whose.Other], Readings, false, SaysWhy, [Agreed.Active, Agreed.Disclosed]),
        new(
            [Who.Protector],
            [Whose.Own],
            [PartnershipPurposes.AnswerDisclosure, AccountabilityPurposes.AnswerSubjectRequest],
            false,
            Answers
        ),
        new([Who.Supervisor], [Whose.Own], [AccountabilityPurposes.SuperviseAccess], false, SaysWhy),
        new([Who.Emergency], [Whose.Own, Whose.Other], [RecordsPurposes.SafeguardPerson, RecordsPurposes.InvestigateCase], true, Types),
        new(
            [Who.House],
            Enum.GetValues<Whose>(),
            [PrivacyPurposes.ApplyRetention, ReportingPurposes.TellReporter],
            false,
            [.. from standing in Enum.GetValues<Standing>() from typed in new[] { Typed.TooLittle, Typed.AReason } select (standing, typed)]
        ),
        new(
            [Who.House],
            Enum.GetValues<Whose>(),
            [PrivacyPurposes.ApplyRetention, ReportingPurposes.TellReporter],
            true,
            [.. from standing in Enum.GetValues<Standing>() from typed in new[] { Typed.TooLittle, Typed.AReason } select (standing, typed)]
        ),
    ];

    public static bool IsOpen(Situation situation) => Lines.Any(line => line.Opens(situation));
}
