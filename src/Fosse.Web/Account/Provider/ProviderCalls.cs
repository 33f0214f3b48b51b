using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Fosse.Web.Account.Provider;

/// <summary>
/// The calls that go out to agencies' providers, the only ones this server makes by itself: bounded in time and size, along no redirect,
/// and
/// asked again where asking twice does no harm.
/// </summary>
internal static class ProviderCalls
{
    internal const string Name = "agency-provider";

    private const int MostBytes = 512 * 1024,
        AskedAgain = 2;

    // Somebody waits before a page.
    private static readonly TimeSpan EachTime = TimeSpan.FromSeconds(4),
        AllTimes = TimeSpan.FromSeconds(10),
        FirstWait = TimeSpan.FromMilliseconds(300);

    internal static void Add(IServiceCollection services)
    {
        var client = services
            .AddHttpClient(Name)
            .ConfigureHttpClient(http => (http.Timeout, http.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, MostBytes))
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // kept by the scheme; its connections are what grows old
            .RemoveAllLoggers() // they write addresses
            .AddHttpMessageHandler(() => new SecretInHeader());
        client.AddStandardResilienceHandler(calls =>
        {
            calls.TotalRequestTimeout.Timeout = AllTimes;
            calls.AttemptTimeout.Timeout = EachTime;
            (calls.Retry.MaxRetryAttempts, calls.Retry.Delay) = (AskedAgain, FirstWait);
            calls.Retry.DisableForUnsafeHttpMethods(); // a code can be turned in once
        });
    }

    /// <summary>Says the client's secret as RFC 6749 asks every provider to take it; the framework knows only the form.</summary>
    private sealed class SecretInHeader : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is FormUrlEncodedContent form)
            {
                var fields = QueryHelpers.ParseQuery(await form.ReadAsStringAsync(cancellationToken));
                if (fields.Remove("client_secret", out var secret) && fields.Remove("client_id", out var client))
                {
                    var both = $"{Uri.EscapeDataString(client.ToString())}:{Uri.EscapeDataString(secret.ToString())}";
                    request.Headers.Authorization = new AuthenticationHeaderValue(
                        "Basic",
                        Convert.ToBase64String(Encoding.ASCII.GetBytes(both))
                    );
                    request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())));
                }
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
