using Fosse.Accounts;
using Fosse.Reporting;

namespace Fosse.Web.Hosting;

/// <summary>A cookie that Fosse sets, as the privacy page lists it.</summary>
/// <param name="Name">As the browser shows it; over https some begin with "__Host-".</param>
/// <param name="Key">Of the words that say what it is for.</param>
/// <param name="Lasts">How long the browser or Fosse keeps to it; none where it goes with the browser.</param>
/// <param name="Staff">Only whoever works here is given it.</param>
/// <param name="Begins">The name is only how the names begin: there is one for each attempt.</param>
public sealed record SiteCookie(string Name, string Key, TimeSpan? Lasts, bool Staff = false, bool Begins = false)
{
    /// <summary>True for a name under which a browser is given it.</summary>
    public bool Is(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.StartsWith(SiteCookies.Host, StringComparison.Ordinal) ? name[SiteCookies.Host.Length..] : name;
        return Begins ? plain.StartsWith(Name, StringComparison.Ordinal) : plain == Name;
    }
}

/// <summary>All cookies that there are: whoever sets one takes its name from here, and the privacy page is made from this list.</summary>
public static class SiteCookies
{
    /// <summary>What a browser that sees https binds to this host alone.</summary>
    public const string Host = "__Host-";

    internal const string Form = "fosse-form",
        Draft = "fosse-report",
        Opened = "fosse-report-open",
        Session = "fosse-session",
        Known = "fosse-known",
        Half = "fosse-half-way",
        PasskeyStep = "fosse-passkey",
        Provider = "fosse-provider-";

    internal static readonly TimeSpan OpenedFor = TimeSpan.FromMinutes(30),
        StepFor = TimeSpan.FromMinutes(10),
        KnownFor = TimeSpan.FromDays(KnownPlace.Days);

    /// <param name="signIn">Says how long a session lasts at most.</param>
    public static IReadOnlyList<SiteCookie> All(SignInOptions signIn)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        return
        [
            new(Form, nameof(Form), null),
            new(Draft, nameof(Draft), Drafts.Kept),
            new(Opened, nameof(Opened), OpenedFor),
            new(Session, nameof(Session), signIn.AbsoluteTimeout, Staff: true),
            new(Known, nameof(Known), KnownFor, Staff: true),
            new(Half, nameof(Half), StepFor, Staff: true),
            new(PasskeyStep, nameof(PasskeyStep), StepFor, Staff: true),
            new(Provider, nameof(Provider), StepFor, Staff: true, Begins: true),
        ];
    }
}
