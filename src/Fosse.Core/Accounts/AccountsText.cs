using Fosse.Foundation;

namespace Fosse.Accounts;

/// <summary>What this room refuses with, in the reader's language.</summary>
internal static class AccountsText
{
    private static readonly RoomText Words = new(typeof(AccountsText));

    public static string Of(string key, params object?[] parts) => Words.Of(key, parts);
}
