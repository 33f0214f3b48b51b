using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Privacy;

/// <summary>
/// What the ledger ended with on a day. Kept by others than whoever owns the database, it shows later that the ledger is another, even
/// where it was written anew from end to end with hashes that are right.
/// </summary>
/// <param name="Day">As it was said; empty where it was not.</param>
/// <param name="Hash">Of that line, in hexadecimal.</param>
public sealed record LedgerMark(string Day, long Sequence, string Hash)
{
    private const int HashLength = 64;

    /// <summary>One a line, as they were mailed and published: the day, the line and its hash; or the last two, with a colon between
    /// them.</summary>
    /// <exception cref="FormatException">A line is none, or there is none at all.</exception>
    public static IReadOnlyList<LedgerMark> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var marks = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(Line)
            .ToList();
        return marks.Count > 0 ? marks : throw new FormatException("No head of a ledger is named: write LINE:HASH, as it was sent out.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day} {Sequence} {Hash}").TrimStart();

    private static LedgerMark Line(string line)
    {
        var parts = line.Split([' ', '\t', ':'], StringSplitOptions.RemoveEmptyEntries);
        return
            parts is [.., var number, { Length: HashLength } hash]
            && parts.Length <= 3
            && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new(parts.Length == 3 ? parts[0] : "", sequence, hash.ToLowerInvariant())
            : throw new FormatException("A head of a ledger is LINE:HASH or a line of 'DAY LINE HASH', as it was sent out.");
    }
}

/// <summary>The end of the ledger as it is now, and whether it still leads through ends that were sent out before.</summary>
public sealed class LedgerMarks(GuardedDb db)
{
    /// <returns>None where the ledger has lost its head.</returns>
    public async Task<LedgerMark?> Now(CancellationToken stop) =>
        await db.Set<LedgerHead>().AsNoTracking().SingleOrDefaultAsync(stop) is { } head
            ? new("", head.Sequence, Convert.ToHexStringLower(head.Sequence == 0 ? LedgerHash.First : head.Hash))
            : null;

    /// <summary>Whether the lines of these marks are the ones that stood there. That each line follows from the one before is for
    /// <see cref="LedgerCheck"/> to say.</summary>
    public async Task<LedgerFinding> Hold(IReadOnlyCollection<LedgerMark> marks, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(marks);
        var last = await db.Set<LedgerLine>().MaxAsync(l => (long?)l.Sequence, stop) ?? 0;
        var good = 0L;
        foreach (var mark in marks.OrderBy(m => m.Sequence))
        {
            if (mark.Sequence > last)
                return Bad(good, last + 1, $"it ends at line {last}, and {Named(mark)} was line {mark.Sequence}: its end was cut off.");
            if (await HashAt(mark.Sequence, stop) != mark.Hash)
                return Bad(good, good + 1, $"it parts after line {good} and by line {mark.Sequence} from {Named(mark)}.");
            good = mark.Sequence;
        }
        return new(
            last,
            null,
            string.Create(CultureInfo.InvariantCulture, $"It leads through {marks.Count} heads, the last at line {good}."),
            ""
        );
    }

    private async Task<string?> HashAt(long sequence, CancellationToken stop)
    {
        if (sequence == 0)
            return Convert.ToHexStringLower(LedgerHash.First);
        var hash = await db.Set<LedgerLine>().Where(l => l.Sequence == sequence).Select(l => l.Hash).SingleOrDefaultAsync(stop);
        return hash is null ? null : Convert.ToHexStringLower(hash);
    }

    private static string Named(LedgerMark mark) => mark.Day.Length > 0 ? $"its head of {mark.Day}" : "the head that was sent out";

    private static LedgerFinding Bad(long lines, long at, FormattableString words) =>
        new(lines, at, $"The ledger is not the one whose heads were sent out: {words.ToString(CultureInfo.InvariantCulture)}", "");
}
