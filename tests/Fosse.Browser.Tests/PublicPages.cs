namespace Fosse.Browser.Tests;

/// <summary>The pages that every resident can reach, by address.</summary>
public static class PublicPages
{
    /// <summary>Pages whose figures must stand in a table, script or not.</summary>
    public static readonly TheoryData<string> WithFigures =
    [
        "/place/leicester",
        "/place/north-west-leicestershire",
        "/map",
        "/compare?places=leicester&places=rutland",
        "/county",
        "/county?by=ward",
        "/county?by=neighbourhood",
        "/place/leicester-001a",
        "/compare?places=leicester&places=leicester-001a",
    ];

    public static readonly TheoryData<string> All =
    [
        .. WithFigures.Select(page => page.Data),
        "/",
        "/how-safe",
        "/how-safe/leicester",
        "/compare",
        "/search?q=loughborough",
        "/downloads",
        "/matters",
        "/matters?place=rutland",
        "/accessibility",
        "/privacy",
        "/emergency",
        "/rising",
        "/methods",
        "/promise",
        "/ledger-head",
    ];

    /// <summary>Those that people look at in pictures.</summary>
    internal static readonly HashSet<string> Pictured = [.. ScreenshotTests.Pages.Select(page => page.Data.Item2)];

    public static MatrixTheoryData<string, string> InEveryLook => new(All.Select(page => page.Data), Look.Names);
}
