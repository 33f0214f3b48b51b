using Deque.AxeCore.Commons;

namespace Fosse.Browser.Tests;

/// <summary>What holds on every page: axe finds nothing, and nothing scrolls sideways.</summary>
internal static class Sound
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // A dark page is the same page in other colours.
    private static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    // The package's own way opens a browser window for each run, for the sake of frames of other sites, and we have none.
    private const string Run = """
        rules => document.querySelector('iframe, frame')
            ? { passes: 1, faults: ['A frame, into which axe does not look here'] }
            : axe.run(document, rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {}).then(found => ({
                passes: found.passes.length,
                faults: found.violations.map(v => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 5).map(n => n.html).join('\n    ')}`),
            }))
        """;

    public static async Task Holds(Window window, string what, string look) => Assert.Null(await Fault(window, what, look));

    /// <returns>What does not hold, in words; null where all does.</returns>
    public static async Task<string?> Fault(Window window, string what, string look)
    {
        var page = window.Page;
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<Found>(Run, look is "dark" ? OfColours : []);
        Assert.NotEqual(0, found.Passes); // a run that tested nothing would find nothing too
        if (found.Faults.Length > 0)
            return $"{what} ({look}): {string.Join('\n', found.Faults)}";
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        return width <= Look.Named(look).Width ? null : $"{what} is {width} pixels wide on a screen of {Look.Named(look).Width}";
    }

    private sealed class Found
    {
        public int Passes { get; set; }
        public string[] Faults { get; set; } = [];
    }
}
