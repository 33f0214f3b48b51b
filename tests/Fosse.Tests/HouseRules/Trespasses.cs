namespace Fosse.Tests.HouseRules;

/// <summary>What a house rule has found: each line says what it is, where, and what to do instead.</summary>
internal static class Trespasses
{
    /// <summary>Fails with every line in full: what compares texts or lists shows the first fifty characters, and so hides what to
    /// do.</summary>
    public static void None(IEnumerable<string> found)
    {
        var lines = found.ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
