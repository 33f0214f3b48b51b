using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Account.Provider;

/// <summary>What this browser carries while its owner is at the provider, so that only they come back, once.</summary>
internal sealed record ProviderJourney(string Provider, string State, string Nonce, string Verifier, string? Return)
{
    private const string Cookie = "fosse-provider";
    private static readonly TimeSpan For = TimeSpan.FromMinutes(10);

    internal string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    internal static ProviderJourney Begin(string provider, string? asked) => new(provider, Secret(), Secret(), Secret(), asked);

    internal bool Answers(string provider, string? state) =>
        string.Equals(Provider, provider, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state ?? ""), Encoding.UTF8.GetBytes(State));

    internal void Keep(HttpContext context, IDataProtectionProvider protection) =>
        context.Response.Cookies.Append(Cookie, Protector(protection).Protect(JsonSerializer.Serialize(this), For), Options(context));

    internal static ProviderJourney? Take(HttpContext context, IDataProtectionProvider protection)
    {
        var kept = context.Request.Cookies[Cookie];
        context.Response.Cookies.Delete(Cookie, Options(context));
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<ProviderJourney>(Protector(protection).Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection) =>
        protection.CreateProtector("Fosse.ProviderJourney").ToTimeLimitedDataProtector();

    // Lax: who comes back comes from the provider's site.
    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = AccountLinks.AboveProviders.AsPath(),
            IsEssential = true,
        };

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
