namespace Fosse.Browser.Tests;

/// <summary>What somebody does who has no mouse.</summary>
internal static class Keyboard
{
    /// <summary>Tabs until the thing has the focus.</summary>
    public static async Task Reach(Window window, string css)
    {
        for (var i = 0; i < 120; i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (await window.Page.EvaluateAsync<bool>("css => document.activeElement?.matches(css) ?? false", css))
                return;
        }
        Assert.Fail($"The keyboard does not reach {css}");
    }

    /// <summary>Goes on to a button and presses it, and waits for the page that it leads to.</summary>
    /// <param name="select">Chooses what has the focus before.</param>
    public static async Task Presses(Window window, string css, bool select = false)
    {
        if (select)
            await window.Page.Keyboard.PressAsync("Space");
        await Reach(window, css);
        var before = window.Page.Url;
        await window.Page.Keyboard.PressAsync("Enter");
        await Microsoft.Playwright.Assertions.Expect(window.Page).Not.ToHaveURLAsync(before);
        await window.Page.WaitForLoadStateAsync();
    }
}
