namespace Fosse.Tests;

/// <summary>
/// What takes minutes runs small in every run and at full size with FOSSE_LONG=1, which is done before each release. CONTRIBUTING.md
/// lists what that is.
/// </summary>
internal static class LongRun
{
    private static readonly bool Asked = Environment.GetEnvironmentVariable("FOSSE_LONG") == "1";

    public static T Of<T>(T small, T full) => Asked ? full : small;
}
