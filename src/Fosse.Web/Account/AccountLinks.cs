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

    public static string Provider(string name) => $"~/sign-in/provider/{Uri.EscapeDataString(name)}";

    /// <summary>Not escaped, for it is compared with the path of requests.</summary>
    public static string ProviderBack(string name) => $"~/sign-in/provider/{name}/back";
}
