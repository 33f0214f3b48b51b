using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Account.Provider;

/// <summary>The providers of this county's settings. Each is a scheme of the framework's under its own name.</summary>
internal sealed class AgencyProviders(IOptions<Fosse.Accounts.SignInOptions> options)
{
    private const string Prefix = "provider:";

    internal static string SchemeOf(Fosse.Accounts.SignInProvider provider) => Prefix + provider.Name;

    internal static string PathOf(Fosse.Accounts.SignInProvider provider) => AccountLinks.ProviderBack(provider.Name).AsPath();

    internal Fosse.Accounts.SignInProvider? Named(string name) =>
        options.Value.Providers.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    internal Fosse.Accounts.SignInProvider? OfScheme(string? scheme) =>
        scheme?.StartsWith(Prefix, StringComparison.Ordinal) is true ? Named(scheme[Prefix.Length..]) : null;

    /// <summary>Where the provider sends people back to; it knows this address and takes no other.</summary>
    internal string Back(HttpRequest request, Fosse.Accounts.SignInProvider provider) =>
        (options.Value.Address is { Length: > 0 } own ? own.TrimEnd('/') : $"{request.Scheme}://{request.Host}")
        + request.PathBase
        + new PathString(PathOf(provider));
}
