using Fosse.Foundation;
using Fosse.Privacy;

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
            Who.Officer => [Permission.Work, Permission.ReadRecords, Permission.WriteRecords],
            Who.Reader => [Permission.Work, Permission.ReadRecords],
            Who.Protector => [Permission.Work, Permission.AnswerDisclosures, Permission.AnswerSubjectRequests],
            Who.Supervisor => [Permission.Work, Permission.ReviewAccess],
            Who.Emergency => [Permission.Work, Permission.ReadRecords, Permission.BreakGlass],
            Who.Closed or Who.Left => [.. Enum.GetValues<Permission>()],
            _ => new HashSet<Permission> { Permission.Work },
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
        Purpose.TriageReport,
        Purpose.InvestigateCase,
        Purpose.SafeguardPerson,
        Purpose.ReviewCase,
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
    ];

    private static readonly (Standing, Typed)[] Types =
    [
        (Standing.None, Typed.AReason),
        (Standing.Assigned, Typed.AReason),
        (Standing.AssignedBefore, Typed.AReason),
        (Standing.InQueue, Typed.AReason),
    ];

    private static readonly Line[] Lines =
    [
        new(Readers, [Whose.Own], Readings, false, SaysWhy),
        new(Readers, [Whose.Own], [Purpose.TriageReport], false, [(Standing.InQueue, Typed.Nothing), (Standing.InQueue, Typed.TooLittle)]),
        new(Readers, [Whose.Other], Readings, false, SaysWhy, [Agreed.Active, Agreed.Disclosed]),
        new([Who.Protector], [Whose.Own], [Purpose.AnswerDisclosure, Purpose.AnswerSubjectRequest], false, SaysWhy),
        new([Who.Supervisor], [Whose.Own], [Purpose.SuperviseAccess], false, SaysWhy),
        new([Who.Emergency], [Whose.Own, Whose.Other], [Purpose.SafeguardPerson, Purpose.InvestigateCase], true, Types),
        new(
            [Who.House],
            Enum.GetValues<Whose>(),
            [Purpose.ApplyRetention, Purpose.TellReporter],
            false,
            [.. from standing in Enum.GetValues<Standing>() from typed in new[] { Typed.TooLittle, Typed.AReason } select (standing, typed)]
        ),
        new(
            [Who.House],
            Enum.GetValues<Whose>(),
            [Purpose.ApplyRetention, Purpose.TellReporter],
            true,
            [.. from standing in Enum.GetValues<Standing>() from typed in new[] { Typed.TooLittle, Typed.AReason } select (standing, typed)]
        ),
    ];

    public static bool IsOpen(Situation situation) => Lines.Any(line => line.Opens(situation));
}
