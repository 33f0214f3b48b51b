using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Account.Provider;

/// <summary>The providers of this county's settings.</summary>
internal sealed class AgencyProviders(IOptions<Fosse.Accounts.SignInOptions> options)
{
    private readonly Dictionary<string, AgencyProvider> all = options.Value.Providers.ToDictionary(
        p => p.Name,
        p => new AgencyProvider(p),
        StringComparer.OrdinalIgnoreCase
    );

    internal AgencyProvider? Named(string name) => all.GetValueOrDefault(name);

    /// <summary>Where the provider sends people back to; it knows this address and takes no other.</summary>
    internal string Back(HttpRequest request, AgencyProvider provider) =>
        (options.Value.Address is { Length: > 0 } own ? own.TrimEnd('/') : $"{request.Scheme}://{request.Host}")
        + request.PathBase
        + AccountLinks.ProviderBack(provider.Settings.Name).AsPath();
}
