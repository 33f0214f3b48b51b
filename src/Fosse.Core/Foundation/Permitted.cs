namespace Fosse.Foundation;

/// <summary>
/// A query was asked for rows that the roles of whoever asks do not let them see. Pages ask their policy first, so this is a page that
/// forgot to; it is answered like any other that is not theirs.
/// </summary>
public sealed class NotPermittedException(string message) : Exception(message)
{
    public NotPermittedException()
        : this("The roles do not let them see it.") { }
}

/// <summary>What a command and a query ask of whoever gives it, whichever page or command line that came through.</summary>
public static class Permitted
{
    // The room that declares it stands above some that ask for it.
    internal static readonly Permission Administer = new("Administer");

    public static bool MayAny(this SignedIn who, params ReadOnlySpan<Permission> any)
    {
        ArgumentNullException.ThrowIfNull(who);
        foreach (var permission in any)
        {
            if (who.May(permission))
                return true;
        }
        return false;
    }

    /// <returns>The refusal of a command where they hold none of these; none where they hold one.</returns>
    public static Refusal? Lacks(this SignedIn who, params ReadOnlySpan<Permission> any) => who.MayAny(any) ? null : Refused;

    /// <returns>The refusal of a command that is for administrators alone.</returns>
    public static Refusal? DoesNotAdminister(this SignedIn who) => who.Lacks(Administer);

    /// <exception cref="NotPermittedException">They hold none of these.</exception>
    public static void Must(this SignedIn who, params ReadOnlySpan<Permission> any)
    {
        if (!who.MayAny(any))
            throw new NotPermittedException();
    }

    /// <inheritdoc cref="Must"/>
    public static void MustAdminister(this SignedIn who) => who.Must(Administer);

    private static Refusal Refused => new("", FoundationText.Of("Permitted.NotYours"));
}
