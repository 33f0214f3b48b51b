using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Fosse.Partnership;

namespace Fosse.Accounts;

/// <summary>Settings under <c>SignIn</c>: how staff sign in, and for how long.</summary>
public sealed record SignInOptions : IValidatableObject
{
    public const string Section = "SignIn";

    [Description(
        "the beginning of the site's addresses for staff, such as `https://fosse.example`; their pages are refused under any "
            + "other name and, where it says https, without https. Set it in a real county: passkeys and agencies' own providers "
            + "belong to it. Empty: whatever name the browser used"
    )]
    public string? Address { get; set; }

    [Description("a session ends when nothing was asked for this long")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    [Description("a session ends this long after the sign-in, whatever was asked; at most a day")]
    public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromHours(12);

    [Description("how long an invitation can be used; at most 30 days")]
    public TimeSpan InvitationFor { get; set; } = TimeSpan.FromDays(3);

    [Description("wrong sign-ins are counted, and make wait, for this long")]
    public TimeSpan WrongWindow { get; set; } = TimeSpan.FromMinutes(15);

    [Description("wrong sign-ins at one account from one address before that address waits")]
    [Range(1, 1_000)]
    public int WrongPerAccountAndAddress { get; set; } = 5;

    [Description(
        "wrong sign-ins at one account, from all browsers and addresses together from which nobody was let in to it within 90 days, "
            + "before these wait"
    )]
    [Range(1, 100_000)]
    public int WrongPerAccount { get; set; } = 20;

    [Description("wrong sign-ins from one address at any account before that address waits; raise it where a large office has one address")]
    [Range(1, 100_000)]
    public int WrongPerAddress { get; set; } = 50;

    [Description(
        "agencies' own providers of sign-in (OpenID Connect): `SignIn:Providers:0:Name`, `:Agency`, `:Authority`, `:ClientId`, "
            + "`:ClientSecret`, `:SecondStep:0` (what `amr` or `acr` of a token says of a second step, `mfa` "
            + "unless named; without it the code is "
            + "asked here), `:TrustsAddresses` (`true` where it does not say `email_verified`, as Entra ID does not, and the agency alone "
            + "decides which address each of its people has there; `false` unless named); see [signing in](../decisions/0009-accounts.md)"
    )]
    public IReadOnlyList<SignInProvider> Providers { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IdleTimeout < TimeSpan.FromMinutes(1) || IdleTimeout > AbsoluteTimeout)
            yield return new($"{Section}:IdleTimeout is from one minute to {Section}:AbsoluteTimeout.");
        if (AbsoluteTimeout > TimeSpan.FromDays(1))
            yield return new($"{Section}:AbsoluteTimeout is at most a day.");
        if (InvitationFor <= TimeSpan.Zero || InvitationFor > TimeSpan.FromDays(30))
            yield return new($"{Section}:InvitationFor is at most 30 days.");
        if (WrongWindow < TimeSpan.FromMinutes(1) || WrongWindow > TimeSpan.FromDays(1))
            yield return new($"{Section}:WrongWindow is from one minute to a day.");
        if (Address is { Length: > 0 } address && !IsSite(address))
            yield return new($"{Section}:Address is the beginning of the site's addresses, such as https://fosse.example.");
        foreach (var provider in Providers)
        {
            if (provider is not { Name.Length: > 0, Agency.Length: > 0, ClientId.Length: > 0 } || !IsSite(provider.Authority))
                yield return new($"{Section}:Providers: each has a Name, an Agency, an Authority (https://…) and a ClientId.");
        }
        if (Providers.FirstOrDefault(p => p.TrustsAddresses && IsShared(p.Authority)) is { } shared)
            yield return new(
                $"{Section}:Providers: {shared.Name} has TrustsAddresses and an Authority that signs in people of every organisation. Name "
                    + "the agency's own tenant in the Authority, or take TrustsAddresses away."
            );
        if (Providers.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < Providers.Count)
            yield return new($"{Section}:Providers: each has a Name of its own.");
    }

    // There anybody can make an account with any address.
    private static bool IsShared(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri)
        && (
            uri.Segments.Any(s => s.Trim('/').ToLowerInvariant() is "common" or "organizations" or "consumers")
            || uri.Host.ToLowerInvariant() is "accounts.google.com" or "appleid.apple.com" or "login.yahoo.com"
        );

    // Without https only on this machine, for tests.
    private static bool IsSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0;
}

/// <summary>An agency's own provider of sign-in.</summary>
public sealed record SignInProvider
{
    /// <summary>What stands on the button and in the address, such as "county-council".</summary>
    public string Name { get; set; } = "";

    /// <summary>The agency's name; only its accounts are let in.</summary>
    public string Agency { get; set; } = "";
    public string Authority { get; set; } = "";

    /// <summary>The values of <c>amr</c> or <c>acr</c> in its tokens that say that there was a second step (RFC 8176). Without one of them
    /// the second step is asked here.</summary>
    public IReadOnlyList<string> SecondStep { get; set; } = ["mfa"];

    /// <summary>Whether an address is taken of which it does not say that it was verified: where the agency alone gives addresses there.
    /// What it says is not verified is never taken.</summary>
    public bool TrustsAddresses { get; set; }
    public string ClientId { get; set; } = "";
    public string? ClientSecret { get; set; }
}
