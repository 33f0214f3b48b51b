namespace Fosse.Web.Hosting;

/// <summary>A link as routes and cookies have it.</summary>
internal static class LinkPath
{
    public static string AsPath(this string link) => link[1..];
}
