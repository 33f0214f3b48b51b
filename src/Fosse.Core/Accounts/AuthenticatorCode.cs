using OtpNet;

namespace Fosse.Accounts;

/// <summary>
/// The six digits that an authenticator app shows (RFC 6238, SHA-1, half a minute), reckoned by Otp.NET. The framework's own would take the
/// time from the machine's clock and one code any number of times; here the clock is the county's, and who asks keeps the step.
/// </summary>
public static class AuthenticatorCode
{
    public const int Digits = 6,
        KeyBytes = 20;

    private const int Seconds = 30;

    // The step before and the one after, for clocks that disagree a little.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / Seconds;

    public static string At(long step, byte[] key) => Of(key).ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(step * Seconds).UtcDateTime);

    /// <returns>The step the code belongs to: now, the one before or the one after.</returns>
    public static long? StepOf(string code, byte[] key, DateTimeOffset now) =>
        Of(key).VerifyTotp(now.UtcDateTime, string.Concat(code.Where(char.IsAsciiDigit)), out var step, Window) ? step : null;

    /// <summary>The key as apps take it: base 32.</summary>
    public static string Text(byte[] key) => Base32Encoding.ToString(key);

    private static Totp Of(byte[] key) => new(key, Seconds, OtpHashMode.Sha1, Digits);
}
