namespace Fosse.Foundation;

/// <summary>What stands from a day until a day, both within: an account, a role that is held, work on a record.</summary>
public interface IInForce
{
    DateOnly StartsOn { get; }

    /// <summary>The last day; none where no end is set.</summary>
    DateOnly? EndsOn { get; }
}

/// <summary>Whether it stands on a day, asked of one and of a table.</summary>
public static class InForce
{
    public static bool IsInForceOn(this IInForce it, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(it);
        return it.StartsOn <= day && !it.IsOverOn(day);
    }

    public static bool IsOverOn(this IInForce it, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(it);
        return it.EndsOn < day;
    }

    public static IQueryable<T> InForceOn<T>(this IQueryable<T> all, DateOnly day)
        where T : class, IInForce => all.Where(i => i.StartsOn <= day && (i.EndsOn == null || i.EndsOn >= day));

    /// <summary>Those in force on the day, and those that have yet to begin.</summary>
    public static IQueryable<T> NotOverOn<T>(this IQueryable<T> all, DateOnly day)
        where T : class, IInForce => all.Where(i => i.EndsOn == null || i.EndsOn >= day);
}
