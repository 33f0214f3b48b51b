using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Fosse.Browser.Tests.Browser))]

namespace Fosse.Browser.Tests;

/// <summary>One Chromium for the whole run; each test opens its own fresh window in it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>The browser of this machine, never a downloaded one; null when there is none.</summary>
    public static string? Executable { get; } =
        Environment.GetEnvironmentVariable("FOSSE_CHROMIUM") is { Length: > 0 } chosen
            ? chosen
            : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;

        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Executable,
                Headless = true,
                // Root in a container has no sandbox; and a test run speaks to nobody but the demonstration county.
                Args =
                [
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--no-default-browser-check",
                ],
            }
        );
    }

    internal async Task<Window> Open(Look look, bool withScript = true, string? session = null, string locale = "en-GB")
    {
        if (chromium is null)
            Assert.Skip("There is no Chromium: install it, or name one in FOSSE_CHROMIUM.");

        var context = await chromium.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                JavaScriptEnabled = withScript,
                Locale = locale,
                TimezoneId = "Europe/London",
                StorageState = session,
            }
        );
        return new Window(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>A screen that a resident may have.</summary>
internal sealed record Look(int Width, int Height, bool Dark = false)
{
    public static readonly Look Desktop = new(1200, 900);
    public static readonly Look Phone = new(320, 640);
    public static readonly Look DarkDesktop = Desktop with { Dark = true };

    /// <summary>The widest first, which is what a page is loaded with.</summary>
    public static readonly string[] Names = ["desktop", "dark", "phone"];

    public static Look Named(string name) =>
        name switch
        {
            "desktop" => Desktop,
            "phone" => Phone,
            "dark" => DarkDesktop,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such look"),
        };
}

/// <summary>A window of its own: no cookies, no cache, closed at the end of the test.</summary>
internal sealed class Window(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    /// <summary>Goes to an address and insists that the page is there.</summary>
    public async Task Visit(Uri address)
    {
        var answer = await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Load });
        Assert.True(answer is { Ok: true }, $"{address.PathAndQuery} answered {answer?.Status}");
    }

    /// <summary>The cookies of this window, for another window that goes on where this one is.</summary>
    public Task<string> Session() => context.StorageStateAsync();

    /// <summary>Shows the same page on another screen.</summary>
    public async Task LookWith(Look look)
    {
        await page.SetViewportSizeAsync(look.Width, look.Height);
        await page.EmulateMediaAsync(
            new() { ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce }
        );
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
