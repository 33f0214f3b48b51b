using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Net.Http.Headers;

namespace Fosse.Tests;

/// <summary>Every cookie that a site of tests has set, whoever asked and however the answer came about.</summary>
public sealed class SetCookies : IStartupFilter
{
    private readonly ConcurrentQueue<(string Path, SetCookieHeaderValue Cookie)> set = new();

    /// <summary>Those that were given, without those that were taken away.</summary>
    public IReadOnlyList<(string Path, SetCookieHeaderValue Cookie)> Given => [.. set.Where(s => s.Cookie.Value.Length > 0)];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (context, then) =>
                {
                    // Asked to be called first, and so called last, when all are there.
                    context.Response.OnStarting(() =>
                    {
                        foreach (var cookie in SetCookieHeaderValue.ParseList([.. context.Response.Headers.SetCookie!]))
                            set.Enqueue((context.Request.Path, cookie));
                        return Task.CompletedTask;
                    });
                    await then(context);
                }
            );
            next(app);
        };
}
