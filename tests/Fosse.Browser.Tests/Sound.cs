using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>What holds on every page: axe finds nothing, and nothing scrolls sideways.</summary>
internal static class Sound
{
    public static async Task Holds(Window window, string what, string look) => Assert.Null(await Fault(window, what, look));

    /// <returns>What does not hold, in words; null where all does.</returns>
    public static async Task<string?> Fault(Window window, string what, string look)
    {
        // A dark page is the same page in other colours.
        var found = look is "dark"
            ? await window.Page.RunAxe(
                new AxeRunOptions
                {
                    RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
                }
            )
            : await window.Page.RunAxe();
        Assert.NotEmpty(found.Passes); // a run that tested nothing would find nothing too
        if (found.Violations.Length > 0)
        {
            return $"{what} ({look}): "
                + string.Join(
                    '\n',
                    found.Violations.Select(v => $"{v.Id}: {v.Help}\n    {string.Join("\n    ", v.Nodes.Take(5).Select(n => n.Html))}")
                );
        }
        var width = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        return width <= Look.Named(look).Width ? null : $"{what} is {width} pixels wide on a screen of {Look.Named(look).Width}";
    }
}
