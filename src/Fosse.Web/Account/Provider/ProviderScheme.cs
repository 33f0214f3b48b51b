using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Fosse.Web.Account.Provider;

/// <summary>How the framework's OpenID Connect handler talks with each provider: authorization code with PKCE, state and nonce.</summary>
internal sealed class ProviderScheme(AgencyProviders providers, IHttpClientFactory calls) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    /// <summary>What the names of all cookies begin with that a browser carries while its owner is at the provider.</summary>
    internal const string Cookies = Hosting.SiteCookies.Provider;

    internal static bool Is(string cookie) =>
        cookie.StartsWith(Cookies, StringComparison.Ordinal)
        || cookie.StartsWith(Hosting.SiteCookies.Host + Cookies, StringComparison.Ordinal);

    internal static void Add(IServiceCollection services)
    {
        ProviderCalls.Add(services);
        services
            .AddSingleton<AgencyProviders>()
            .AddScoped<ProviderAnswers>()
            .AddTransient<OpenIdConnectHandler>()
            .AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderScheme>()
            .AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>()
            // Which there are stands in the settings, which are read when the host starts.
            .AddOptions<AuthenticationOptions>()
            .Configure<IOptions<Fosse.Accounts.SignInOptions>>(
                (schemes, signIn) =>
                {
                    foreach (var provider in signIn.Value.Providers)
                        schemes.AddScheme<OpenIdConnectHandler>(AgencyProviders.SchemeOf(provider), displayName: null);
                }
            );
        // Its lines may quote what a provider or a browser sent; ours say in a word what went wrong.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None));
    }

    public void Configure(OpenIdConnectOptions options) { }

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (providers.OfScheme(name) is not { } provider)
            return;
        (options.Authority, options.ClientId, options.ClientSecret) = (provider.Authority, provider.ClientId, provider.ClientSecret);
        options.RequireHttpsMetadata = !new Uri(provider.Authority).IsLoopback;
        options.Backchannel = calls.CreateClient(ProviderCalls.Name);
        (options.ResponseType, options.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("email");
        options.MapInboundClaims = false;
        options.ClaimActions.Clear(); // of what is told about people only the address is looked at, by us
        options.GetClaimsFromUserInfoEndpoint = true;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.CallbackPath = AgencyProviders.PathOf(provider);
        (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (default, default);
        options.SignInScheme = Hosting.SessionScheme.Name; // never asked: the door lets people in
        options.EventsType = typeof(ProviderAnswers);
        var tokens = options.TokenValidationParameters;
        tokens.ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];
        (tokens.RequireSignedTokens, tokens.RequireExpirationTime, tokens.ClockSkew) = (true, true, TimeSpan.FromMinutes(2));
        options.RemoteAuthenticationTimeout = options.ProtocolValidator.NonceLifetime = Hosting.SiteCookies.StepFor;
        // Who comes back comes from the provider's site.
        options.CorrelationCookie = new Hosting.HostBoundCookie(Cookies + "state.", SameSiteMode.Lax);
        options.NonceCookie = new Hosting.HostBoundCookie(Cookies + "nonce.", SameSiteMode.Lax);
    }
}
