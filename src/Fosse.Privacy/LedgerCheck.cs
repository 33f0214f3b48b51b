using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Privacy;

/// <summary>What a walk along the ledger found.</summary>
/// <param name="Lines">How many lines were found in order.</param>
/// <param name="FirstBad">The first line that is not as it was written; none where the ledger is whole.</param>
/// <param name="Words">The same in words for whoever looks after the house.</param>
/// <param name="Head">Hash of the last line. Noted elsewhere, it shows later that even a ledger written anew from end to end is
/// another.</param>
public sealed record LedgerFinding(long Lines, long? FirstBad, string Words, string Head)
{
    public bool Whole => FirstBad is null;
}

/// <summary>Walks the ledger from its first line to its head, and names the first line that was changed, removed, moved or cut
/// off.</summary>
public sealed class LedgerCheck(GuardedDb db)
{
    public async Task<LedgerFinding> Run(CancellationToken stop)
    {
        if (await db.Set<LedgerHead>().AsNoTracking().SingleOrDefaultAsync(stop) is not { } head)
            return Bad(0, 1, "The ledger has lost its head (ledger_head).");

        var (lines, last) = (0L, LedgerHash.First);
        try
        {
            // Up to the head as it was just now: lines that come in during the walk are the next walk's.
            await foreach (
                var line in db.Set<LedgerLine>()
                    .AsNoTracking()
                    .Where(l => l.Sequence <= head.Sequence)
                    .OrderBy(l => l.Sequence)
                    .AsAsyncEnumerable()
                    .WithCancellation(stop)
            )
            {
                if (Fault(line, lines + 1, last) is { } fault)
                    return fault;
                (lines, last) = (line.Sequence, line.Hash);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidCastException)
        {
            return Bad(lines, lines + 1, $"Line {lines + 1} has been changed: it cannot be read.");
        }
        if (lines < head.Sequence)
            return Bad(lines, lines + 1, $"Lines {lines + 1} to {head.Sequence} have been cut off the end.");
        if (!last.AsSpan().SequenceEqual(head.Hash))
            return Bad(
                lines,
                Math.Max(1, lines),
                $"Line {lines} is not the one that was written last: it was replaced together with its hash."
            );
        return await Beyond(stop) is { } added
            ? Bad(lines, added, $"Line {added} was added past the ledger: its head does not know it.")
            : new(lines, null, Whole(lines, last), Convert.ToHexStringLower(last));
    }

    private static LedgerFinding? Fault(LedgerLine line, long expected, byte[] before)
    {
        if (line.Sequence != expected)
            return Bad(expected - 1, expected, $"Line {expected} has been removed.");
        var (follows, itself) = (line.Previous.AsSpan().SequenceEqual(before), LedgerHash.Of(line).AsSpan().SequenceEqual(line.Hash));
        return (follows, itself) switch
        {
            (true, true) => null,
            (true, false) => Bad(expected - 1, expected, $"Line {expected} has been changed."),
            (false, true) => Bad(
                expected - 1,
                expected - 1,
                $"Line {expected - 1} was replaced together with its hash: line {expected} does not follow from it."
            ),
            (false, false) => Bad(
                expected - 1,
                expected,
                $"Line {expected} is not the one that stood there: lines were moved, or one was removed and the rest numbered anew."
            ),
        };
    }

    // The last line is asked for before the head, so that one that comes in between is not taken for a stranger.
    private async Task<long?> Beyond(CancellationToken stop)
    {
        var last = await db.Set<LedgerLine>().MaxAsync(l => (long?)l.Sequence, stop) ?? 0;
        var head = await db.Set<LedgerHead>().AsNoTracking().Select(h => h.Sequence).SingleAsync(stop);
        return last > head ? head + 1 : null;
    }

    private static string Whole(long lines, byte[] last) =>
        lines switch
        {
            0 => "No line has been written yet.",
            1 => $"1 line: {Convert.ToHexStringLower(last)[..16]}.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{lines:N0} lines, each follows from the one before; the last is {Convert.ToHexStringLower(last)[..16]}."
            ),
        };

    private static LedgerFinding Bad(long lines, long at, string words) => new(lines, at, words, "");
}
