using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Accounts;

/// <summary>A certified OpenID Connect server in a process of its own, on loopback; started and stopped by the test.</summary>
internal sealed partial class LoopbackProvider : IAsyncDisposable
{
    public const string Client = "fosse",
        Secret = "only-for-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private LoopbackProvider(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<LoopbackProvider> Start(Uri back)
    {
        var folder = Path.Combine(Repository.Root, "tests", "provider");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
            await Install(folder);
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "provider.mjs"), Client, Secret, back.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var line =
            await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException("The provider ended before it gave an address.");
        _ = process.StandardOutput.ReadToEndAsync();
        return new(process, new(line));
    }

    /// <summary>Somebody's browser goes to the provider, signs in and agrees.</summary>
    /// <returns>The address that it is sent back to, not yet opened.</returns>
    public static async Task<Uri> SignsIn(HttpClient browser, Uri asked, string email, Uri back)
    {
        var at = asked;
        for (var step = 0; step < 20; step++)
        {
            using var answer = await browser.GetAsync(at);
            if (answer.Headers.Location is { } on)
            {
                at = new(at, on);
                if (at.AbsoluteUri.StartsWith(back.AbsoluteUri, StringComparison.Ordinal))
                    return at;
                continue;
            }
            var page = await answer.Content.ReadAsStringAsync();
            var form = FormAction().Match(page);
            Assert.True(form.Success, $"{at.AbsolutePath}: {page}");
            var fields = new Dictionary<string, string>
            {
                ["prompt"] = page.Contains("value=\"login\"", StringComparison.Ordinal) ? "login" : "consent",
                ["login"] = email,
                ["password"] = "anything",
            };
            using var sent = await browser.PostAsync(new Uri(at, form.Groups[1].Value), new FormUrlEncodedContent(fields));
            at = new(at, sent.Headers.Location!);
        }
        throw new InvalidOperationException("The provider sends round in circles.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task Install(string folder)
    {
        using var npm = Process.Start(
            new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"The provider's packages were not installed: {said}");
    }

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"")]
    private static partial Regex FormAction();
}
