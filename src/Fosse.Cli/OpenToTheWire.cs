using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Fosse.Cli;

/// <summary>Whether anybody between could read what staff and residents send: plain HTTP on an address that other machines reach.</summary>
internal static class OpenToTheWire
{
    /// <returns>None where it is HTTPS, this machine alone, or behind a proxy that is named.</returns>
    public static string? Warning(WebApplication site) =>
        site.Configuration.GetSection("Web:Proxies").GetChildren().Any() ? null : Warning(site.Urls);

    internal static string? Warning(IEnumerable<string> urls) =>
        urls.Select(u => new Uri(
                u.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal)
            ))
            .FirstOrDefault(u => u.Scheme == Uri.UriSchemeHttp && !IsOwn(u))
            is { } open
            ? $"{open} is plain HTTP and other machines reach it: passwords and reports can be read on the way. Put a proxy with HTTPS "
                + "before it and name it in Web:Proxies, or listen on 127.0.0.1."
            : null;

    private static bool IsOwn(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
