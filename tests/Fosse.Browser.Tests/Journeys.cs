using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>A resident's answers, as they are given on the pages of the journey.</summary>
internal static class Journeys
{
    /// <summary>Presses the button that is an answer; or chooses one, or none, and goes on.</summary>
    public static async Task Answers(IPage page, string? choose)
    {
        if (choose is not null && choose.StartsWith("button", StringComparison.Ordinal))
        {
            await page.ClickAsync(choose);
            return;
        }
        if (choose is not null)
            await page.CheckAsync(choose);
        await page.Locator(".fosse-journey__page form").Last.Locator("button[type=submit]").Last.ClickAsync();
    }

    public static async Task Goes(IPage page, string to, string? choose = null)
    {
        await Answers(page, choose);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"{to}($|\\?)"));
    }
}
