using System.Linq.Expressions;

namespace Fosse.Partnership;

public interface IMember
{
    DateOnly JoinedOn { get; }

    /// <summary>The first day on which it is no member any more.</summary>
    DateOnly? LeftOn { get; }
}

/// <summary>Which agencies are members on a day: from the day on which they join until the one on which they leave, which is not
/// within.</summary>
public static class Membership
{
    public static bool IsMemberOn(this IMember member, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.JoinedOn <= day && !member.HasLeftBy(day);
    }

    public static bool HasLeftBy(this IMember member, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.LeftOn <= day;
    }

    public static IQueryable<Agency> MembersOn(this IQueryable<Agency> agencies, DateOnly day) =>
        agencies.Where(a => a.JoinedOn <= day && (a.LeftOn == null || a.LeftOn > day));

    /// <summary>Members, and those that have yet to join.</summary>
    public static IQueryable<Agency> NotLeftBy(this IQueryable<Agency> agencies, DateOnly day) =>
        agencies.Where(a => a.LeftOn == null || a.LeftOn > day);

    /// <summary>To have those that have left come last.</summary>
    public static Expression<Func<Agency, bool>> LeftBy(DateOnly day) => a => a.LeftOn != null && a.LeftOn <= day;
}
