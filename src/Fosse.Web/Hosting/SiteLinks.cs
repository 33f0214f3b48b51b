namespace Fosse.Web.Hosting;

/// <summary>Pages that other faces lead to. A link is the page's address beneath the site: it begins with "~", which Url.Content, a
/// redirect or a part of the design turns into the path that the site is served under.</summary>
internal static class SiteLinks
{
    public const string Home = "~/",
        Accessibility = "~/accessibility",
        Privacy = "~/privacy",
        SignIn = "~/sign-in",
        SignOut = "~/sign-out",
        OwnAccount = "~/account",
        Invitation = "~/invitation",
        Authenticator = "~/account/authenticator",
        Work = "~/work",
        Admin = "~/admin",
        Map = "~/map",
        Methods = "~/methods",
        Compare = "~/compare";

    /// <param name="format">Nothing for the page, ".csv" or ".json" for its figures.</param>
    public static string Place(string slug, string? format = null) => $"~/place/{slug}{format}";

    public static string Error(string code) => $"~/errors/{code}";
}
