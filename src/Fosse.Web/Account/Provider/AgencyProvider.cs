using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fosse.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Fosse.Web.Account.Provider;

/// <summary>What went wrong at a provider, in a word for the log; never what it sent.</summary>
internal sealed class ProviderRefused(string why) : Exception(why);

/// <summary>One agency's own provider of sign-in: OpenID Connect, authorization code with PKCE.</summary>
internal sealed class AgencyProvider(SignInProvider settings)
{
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
    )
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 512 * 1024,
    };

    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256,
    ];

    private readonly ConfigurationManager<OpenIdConnectConfiguration> facts = new(
        $"{settings.Authority.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(Http) { RequireHttps = !new Uri(settings.Authority).IsLoopback }
    );

    internal SignInProvider Settings => settings;

    internal async Task<string> AddressToAsk(ProviderJourney journey, string back, CancellationToken stop) =>
        new OpenIdConnectMessage
        {
            IssuerAddress = (await facts.GetConfigurationAsync(stop)).AuthorizationEndpoint,
            ClientId = settings.ClientId,
            RedirectUri = back,
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = "openid email",
            State = journey.State,
            Nonce = journey.Nonce,
            Parameters = { ["code_challenge"] = journey.Challenge, ["code_challenge_method"] = "S256" },
        }.CreateAuthenticationRequestUrl();

    /// <returns>The verified email address of who was there.</returns>
    internal async Task<string> WhoWas(string code, string? issuer, ProviderJourney journey, string back, CancellationToken stop)
    {
        var known = await facts.GetConfigurationAsync(stop);
        // RFC 9207: an answer of another provider than the one that was asked.
        if (issuer is not null && issuer != known.Issuer)
            throw new ProviderRefused("issuer");
        using var answer = await Exchange(known, code, journey, back, stop);
        var identity = answer.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
        var claims = await Check(identity ?? throw new ProviderRefused("no id_token"), known, journey);
        if (Verified(claims) is { } told)
            return told;
        // Many say who it is in the token and more about them only when asked.
        if (known.UserInfoEndpoint is not { Length: > 0 } more || !answer.RootElement.TryGetProperty("access_token", out var access))
            throw new ProviderRefused("no verified email");
        using var asked = new HttpRequestMessage(HttpMethod.Get, more) { Headers = { Authorization = new("Bearer", access.GetString()) } };
        using var about = await Read(asked, stop);
        var said = about.RootElement.EnumerateObject().ToDictionary(p => p.Name, object (p) => p.Value.ToString());
        return said.GetValueOrDefault("sub") as string == claims["sub"] as string && Verified(said) is { } email
            ? email
            : throw new ProviderRefused("no verified email");
    }

    private Task<JsonDocument> Exchange(
        OpenIdConnectConfiguration known,
        string code,
        ProviderJourney journey,
        string back,
        CancellationToken stop
    )
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = back,
            ["code_verifier"] = journey.Verifier,
        };
        var asked = new HttpRequestMessage(HttpMethod.Post, known.TokenEndpoint);
        if (settings.ClientSecret is not { Length: > 0 } secret)
            form["client_id"] = settings.ClientId;
        else
            asked.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}"))
            );
        asked.Content = new FormUrlEncodedContent(form);
        return Read(asked, stop);
    }

    private async Task<IDictionary<string, object>> Check(string token, OpenIdConnectConfiguration known, ProviderJourney journey)
    {
        var wanted = new TokenValidationParameters
        {
            ValidIssuer = known.Issuer,
            ValidAudience = settings.ClientId,
            IssuerSigningKeys = known.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromMinutes(2),
        };
        var found = await Tokens.ValidateTokenAsync(token, wanted);
        if (found.Exception is SecurityTokenSignatureKeyNotFoundException)
            facts.RequestRefresh(); // it has new keys; the next attempt knows them
        if (!found.IsValid)
            throw new ProviderRefused(found.Exception?.GetType().Name ?? "token");
        if (found.Claims.TryGetValue("nonce", out var nonce) is false || nonce as string != journey.Nonce)
            throw new ProviderRefused("nonce");
        if (found.Claims.TryGetValue("azp", out var party) && party as string != settings.ClientId)
            throw new ProviderRefused("authorised party");
        return found.Claims.ContainsKey("sub") ? found.Claims : throw new ProviderRefused("subject");
    }

    private static string? Verified(IDictionary<string, object> claims) =>
        claims.TryGetValue("email", out var email)
        && email is string { Length: > 0 } address
        && claims.TryGetValue("email_verified", out var verified)
        && string.Equals(verified.ToString(), "true", StringComparison.OrdinalIgnoreCase)
            ? address
            : null;

    private static async Task<JsonDocument> Read(HttpRequestMessage asked, CancellationToken stop)
    {
        using var answer = await Http.SendAsync(asked, stop);
        if (!answer.IsSuccessStatusCode)
            throw new ProviderRefused($"status {(int)answer.StatusCode}");
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stop));
    }
}
