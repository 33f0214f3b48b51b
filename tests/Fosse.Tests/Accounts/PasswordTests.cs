using System.Buffers.Binary;
using Fosse.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

public sealed class PasswordTests
{
    private static readonly string[] Own = ["robin.field@soarcouncil.example", "Robin Field", "Soar Valley Borough Council"];

    [Fact]
    public void Common_words_with_years_digits_and_signs_are_refused_whatever_their_case()
    {
        string[] stems =
        [
            "password",
            "Welcome",
            "leicester",
            "football",
            "qwerty",
            "Summer",
            "police",
            "P@ssw0rd",
            "L3tme1n",
            "iloveyou",
            "dragon",
            "starwars",
        ];
        string[] endings = ["", "1", "!", "123", "123!", "2024", "2025!", "1999", "!!", "01", "12345678", "#1"];
        var made = stems
            .SelectMany(s => stems.Append("").SelectMany(t => endings.Select(e => s + t + e)))
            .Where(p => p.Length >= 12)
            .ToList();
        Assert.True(made.Count > 1_000);
        Assert.DoesNotContain(made, p => !CommonPasswords.IsOne(p, []));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiop12")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("poiuytrewq99")]
    [InlineData("RobinField2025")]
    [InlineData("r0binf13ld!!!!")]
    [InlineData("SoarCouncil2025!")]
    [InlineData("leicesterleicesterleicester")]
    public void Runs_repeats_and_the_words_of_the_account_are_refused(string password) => Assert.True(CommonPasswords.IsOne(password, Own));

    [Theory]
    [InlineData("wagtail under seven bridges")]
    [InlineData("correct horse battery staple")]
    [InlineData("heron beside a quiet weir")]
    [InlineData("kX7#vQ2!mZ9p")]
    [InlineData("gtwjhnvkxqpl")]
    public void What_nobody_would_try_first_is_taken(string password) => Assert.False(CommonPasswords.IsOne(password, Own));

    [Fact]
    public async Task The_page_says_how_to_choose_a_better_one_and_keeps_the_invitation()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var visitor = Visitor.Of(staff.Site.Client());
        await visitor.Opens(await staff.Invites());
        await visitor.Sends("Set password", ("password", "short"));
        Assert.Contains("at least 12", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await visitor.Sends("Set password", ("password", "Leicester2025!"));
        Assert.Contains("people try first", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await visitor.Sends("Set password", ("password", Staff.Password));
        Assert.Equal("Set up your authenticator app", visitor.Heading);
    }

    [Theory]
    [InlineData("kqz vm wj", "at least 12")]
    [InlineData("kqz       vm       wj", "at least 12")] // a run of spaces counts once
    [InlineData("🦊🌳🚂🌙🎸🧭", "at least 12")] // six signs, though twelve to the machine
    [InlineData("🦊 🌳 🚂 🌙 🎸 🧭 fox", "")]
    [InlineData("ねこは静かな川のそばで眠る", "")]
    public async Task Signs_are_counted_as_somebody_counts_who_types_them(string password, string refusal)
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var visitor = await Visitor.Of(staff.Site.Client()).Opens(await staff.Invites());
        await visitor.Sends("Set password", ("password", password));
        if (refusal.Length == 0)
            Assert.Equal("Set up your authenticator app", visitor.Heading);
        else
            Assert.Contains(refusal, visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_of_128_signs_is_taken_to_the_last_and_one_of_129_is_not()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var longest = string.Concat(Enumerable.Range(0, 128).Select(i => (char)('a' + (i * i + i / 3) % 26)));
        var visitor = await Visitor.Of(staff.Site.Client()).Opens(await staff.Invites());
        await visitor.Sends("Set password", ("password", longest + "x"));
        Assert.Contains("at most 128", visitor.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await visitor.Sends("Set password", ("password", longest));
        Assert.Equal("Set up your authenticator app", visitor.Heading);
        var other = await Visitor.Of(staff.Site.Client()).Opens("/sign-in");
        await other.Sends("Sign in", ("email", Staff.Email), ("password", longest[..^1]));
        Assert.Equal("Sign in", other.Heading);
        await other.Sends("Sign in", ("email", Staff.Email), ("password", longest));
        Assert.Equal("Set up your authenticator app", other.Heading);
    }

    // The framework's form: a byte for its version, then the function (2 is SHA-512), the rounds and the length of the salt, four bytes
    // each.
    [Fact]
    public async Task A_password_is_kept_with_a_salt_of_its_own_and_hashed_slowly()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var hashes = new List<byte[]>();
        for (var i = 0; i < 2; i++)
        {
            await staff.Arrives();
            hashes.Add(
                Convert.FromBase64String(
                    (await staff.County.Do(db => db.Set<Account>().Select(a => a.PasswordHash!).SingleAsync()))["p1$".Length..]
                )
            );
        }
        Assert.All(hashes, hash => Assert.Equal((1, 2, 210_000, 16), (hash[0], At(hash, 1), At(hash, 5), At(hash, 9))));
        Assert.NotEqual(hashes[0][13..29], hashes[1][13..29]);
    }

    private static int At(byte[] hash, int start) => BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(start));

    // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var key = "12345678901234567890"u8.ToArray();
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, AuthenticatorCode.At(AuthenticatorCode.StepAt(at), key));
        Assert.Equal(AuthenticatorCode.StepAt(at), AuthenticatorCode.StepOf(code, key, at.AddSeconds(29)));
        Assert.Null(AuthenticatorCode.StepOf(code, key, at.AddSeconds(90)));
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", AuthenticatorCode.Text(key));
    }
}
