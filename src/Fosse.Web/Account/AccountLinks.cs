namespace Fosse.Web.Account;

/// <summary>Where the pages are on which staff sign in and look after their own account.</summary>
internal static class AccountLinks
{
    public const string Code = "~/sign-in/code",
        Recovery = "~/sign-in/recovery",
        Passkey = "~/sign-in/passkey",
        Demonstration = "~/sign-in/demonstration",
        Password = "~/account/password",
        RecoveryCodes = "~/account/recovery-codes",
        Passkeys = "~/account/passkeys";

    /// <summary>Above the pages of every provider; no page of its own.</summary>
    public const string AboveProviders = "~/sign-in/provider";

    public static string Provider(string name) => $"~/sign-in/provider/{Uri.EscapeDataString(name)}";

    public static string ProviderBack(string name) => $"~/sign-in/provider/{Uri.EscapeDataString(name)}/back";
}
