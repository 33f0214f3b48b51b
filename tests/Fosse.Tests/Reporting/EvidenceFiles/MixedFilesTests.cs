using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Thousands of odd photos and papers: none stops anything, each is taken or refused with a reason, and no word comes out of one
/// that was said beside what it shows.</summary>
public sealed class MixedFilesTests(TestDarkroom darkroom) : IClassFixture<TestDarkroom>
{
    [Fact]
    public async Task Each_is_taken_without_what_was_said_about_it_or_refused_with_a_reason()
    {
        var (taken, refused) = (0, 0);
        var all = LongRun.Of(2_000, 20_000);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, all),
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            async (i, stop) =>
            {
                var content = File(i);
                var outcome = await darkroom.Clean(content, stop);
                if (!outcome.Accepted(out var clean))
                {
                    Interlocked.Increment(ref refused);
                    var says = Assert.Single(outcome.Refusals).Message;
                    Assert.True(says is { Length: > 20 and < 220 } && says.EndsWith('.'), $"{i}: {says}");
                    // That the process died of it, or came to no end in time.
                    Assert.False(says.Contains("asks too much of our machine", StringComparison.Ordinal), $"{i} killed the process");
                    Assert.False(says.Contains("just now", StringComparison.Ordinal), $"{i}: {says}");
                    return;
                }
                Interlocked.Increment(ref taken);
                var kept = clean.Content.ToArray();
                if (clean.MediaType == "application/pdf")
                    Assert.False(Paper.Everything(kept).Contains(MadeUpFiles.Canary, StringComparison.Ordinal), $"{i}: the canary");
                else
                    Assert.True(Judge.Finds(kept) is { Count: 0 }, $"{i}: {string.Join(", ", Judge.Finds(kept))}");
            }
        );
        Assert.Equal(all, taken + refused);
        Assert.True(taken > all / 3 && refused > all / 5, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void The_same_come_again_and_hold_what_is_looked_for()
    {
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(File(i), File(i)));
        var said = Enumerable
            .Range(0, 300)
            .Count(i => Encoding.Latin1.GetString(File(i)).Contains(MadeUpFiles.Canary, StringComparison.Ordinal));
        Assert.InRange(said, 150, 299);
    }

    private static byte[] File(int number) =>
        (number % 10) switch
        {
            0 or 1 or 2 => new MixedFiles(number).Jpeg(),
            3 or 4 => new MixedFiles(number).Png(),
            5 => new MixedFiles(number).Webp(),
            6 or 7 => new MixedPapers(number).Paper(),
            8 => new MixedPapers(number).Flipped(),
            _ => new MixedFiles(number).Other(),
        };
}
