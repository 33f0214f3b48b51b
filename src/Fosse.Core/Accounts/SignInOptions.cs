using System.ComponentModel.DataAnnotations;
using Fosse.Partnership;

namespace Fosse.Accounts;

/// <summary>Settings under <c>SignIn</c>: how staff sign in, and for how long.</summary>
public sealed record SignInOptions : IValidatableObject
{
    public const string Section = "SignIn";

    /// <summary>The address under which people reach the partner and admin faces, such as https://fosse.example; pages asked for under
    /// another name are refused.</summary>
    public string? Address { get; set; }

    /// <summary>A session ends when nothing was asked for this long.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends this long after it began, whatever was asked.</summary>
    public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long an invitation can be used.</summary>
    public TimeSpan InvitationFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Wrong attempts are counted and forgotten over this time.</summary>
    public TimeSpan WrongWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After this many wrong attempts at one account from one address, that address waits.</summary>
    [Range(1, 1_000)]
    public int WrongPerAccountAndAddress { get; set; } = 5;

    /// <summary>After this many wrong attempts at one account from anywhere, every address has one attempt.</summary>
    [Range(1, 100_000)]
    public int WrongPerAccount { get; set; } = 50;

    /// <summary>After this many wrong attempts from one address at any account, that address waits.</summary>
    [Range(1, 100_000)]
    public int WrongPerAddress { get; set; } = 50;

    /// <summary>Agencies' own providers of sign-in (OpenID Connect).</summary>
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
        if (Providers.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < Providers.Count)
            yield return new($"{Section}:Providers: each has a Name of its own.");
    }

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
    public string ClientId { get; set; } = "";
    public string? ClientSecret { get; set; }
}
