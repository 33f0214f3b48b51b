using System.Net;
using System.Text.RegularExpressions;

namespace Fosse.Tests.Accounts;

/// <summary>A program that keeps one form and sends it again and again.</summary>
internal sealed partial class Guesser(Staff staff, string address) : IDisposable
{
    private readonly HttpClient client = staff.From(address);
    private string? token;

    /// <returns>Status and words of the answer, without what was typed and the form's token.</returns>
    public async Task<string> Tries(string email, string password)
    {
        token ??= Token().Match(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative))).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["email"] = email,
                ["password"] = password,
                ["__RequestVerificationToken"] = token,
            }
        );
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        var page = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} "
            + $"{Token().Replace(page, "").Replace(WebUtility.HtmlEncode(email), "", StringComparison.Ordinal)}";
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
