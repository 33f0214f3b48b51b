using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Papers that say a great deal in a few bytes: what is asked of the machine stays bounded whatever shape they have.</summary>
public sealed class PaperBoundsTests
{
    // Far above what the papers take, and far below what each took without bounds: hours, or all memory.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const long MostAllocated = 1_500L * 1024 * 1024;

    public static TheoryData<string, Func<byte[]>> Hungry() =>
        new()
        {
            {
                "streams that all say they end behind a sea of white",
                () => Paper.Of(objects: [.. Many(15_000, Shortest), .. White(9_000_000)])
            },
            { "heads that all lead to one list", () => Paper.Of(objects: OneList()) },
            { "heads that lead ever deeper into one string", () => Paper.Of(objects: Nested()) },
            {
                "branches that share a list of pages",
                () =>
                    Paper.Of(
                        page: $"/Kids [{string.Concat(Enumerable.Range(9, 60_000).Select(n => $"{n} 0 R "))}]",
                        objects:
                        [
                            .. Many(60_000, n => $"{n} 0 obj<</Kids 8 0 R>>endobj\n", 9),
                            .. Paper.Object(8, $"[{Repeated("7 0 R ", 60_000)}]"),
                        ]
                    )
            },
            {
                "a thicket of branches without a page",
                () => Paper.Of(page: "/Kids [20 0 R]", objects: Many(39, n => $"{n} 0 obj<</Kids [{n + 1} 0 R {n + 1} 0 R]>>endobj\n", 20))
            },
            { "a branch within itself", () => Paper.Of(page: "/Kids [3 0 R 3 0 R]") },
            {
                "numbers without end",
                () =>
                    Paper.Of(
                        page: $"/Group << /I [[{Repeated("[0 0 0 0 0 0 0 0] ", 190_000)}][{Repeated("[0 0 0 0 0 0 0 0] ", 190_000)}]] >>"
                    )
            },
            {
                "dictionaries without end",
                () => Paper.Of(page: $"/Group [{string.Concat(Enumerable.Repeat($"[{Repeated("<</A 1>>", 100_000)}]", 10))}]")
            },
            { "packed numbers without end", () => Paper.Of(objects: PackedNumbers()) },
            {
                "what no page uses, on two thousand pages",
                () =>
                    Paper.Of(
                        page: $"/Kids [{Repeated("9 0 R ", 2_000)}] /Resources << /Font << {Numbered(150_000)} >> >>",
                        objects: Paper.Object(9, "<< /Type /Page >>")
                    )
            },
            {
                "marks without a picture, on two thousand pages",
                () =>
                    Paper.Of(
                        page: $"/Kids [{Repeated("9 0 R ", 2_000)}]",
                        objects:
                        [
                            .. Paper.Object(9, "<< /Type /Page /Annots 8 0 R >>"),
                            .. Paper.Object(8, $"[{Repeated("7 0 R ", 190_000)}]"),
                            .. Paper.Object(7, "<< /Subtype /Link >>"),
                        ]
                    )
            },
            {
                "fields above fields",
                () =>
                    Paper.Of(
                        page: $"/Annots [{Repeated("7 0 R ", 190_000)}]",
                        objects: Paper.Object(7, "<< /Subtype /Widget /Rect [0 0 9 9] /Parent 7 0 R >>")
                    )
            },
            {
                "references in a circle",
                () =>
                    Paper.Of(
                        page: $"/Contents [{Repeated("7 0 R ", 190_000)}]",
                        objects: [.. Paper.Object(7, "8 0 R"), .. Paper.Object(8, "7 0 R")]
                    )
            },
            { "lists in lists", () => Paper.Of(page: $"/Group {new string('[', 5_000_000)}") },
            { "a name without end", () => Paper.Of(page: "/" + new string('a', 9_000_000)) },
            { "a string without end", () => Paper.Of(page: "/X (" + new string('(', 9_000_000)) },
            { "a bomb", () => Paper.Of(objects: Bomb()) },
        };

    [Theory, MemberData(nameof(Hungry), DisableDiscoveryEnumeration = true)]
    public async Task A_paper_asks_no_more_than_its_share(string shape, Func<byte[]> made)
    {
        var paper = made();
        Assert.True(paper.Length < EvidenceLimits.Default.FileBytes, $"{shape}: {paper.Length} bytes would be refused for their number");
        var allocated = 0L;
        await Task
            .Factory.StartNew(() => allocated = Look(paper), default, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(Patience);
        Assert.True(allocated < MostAllocated, $"{shape}: {allocated / 1024 / 1024} MB");
    }

    private static long Look(byte[] paper)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var kept = EvidenceFile.Look(paper).Content;
            Assert.InRange(kept.Length, 100, EvidenceLimits.Default.RebuiltBytes);
        }
        catch (ExchangeFormatException refused)
        {
            Assert.Matches("[Pp]rint it to ", refused.Problem);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Many(int count, Func<int, string> one, int from = 100) =>
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(from, count).Select(one)));

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Numbered(int count) => string.Concat(Enumerable.Range(0, count).Select(n => $"/F{n} null "));

    // Where the white begins from the first of them, to within it from the last.
    private static string Shortest(int number) => $"{number} 0 obj<</Length 1500000>>stream\nx\nendstream endobj\n";

    private static byte[] White(int count) => [.. Enumerable.Repeat((byte)' ', count)];

    private static byte[] OneList() => Heads(400_000, _ => 0, $"[{Repeated("1 ", 190_000)}]");

    private static byte[] Nested() => Heads(400_000, n => n, new string('(', 400_000) + new string(')', 400_000));

    private static byte[] Heads(int count, Func<int, int> place, string content)
    {
        var heads = string.Concat(Enumerable.Range(0, count).Select(n => $"{n % 90_000 + 100} {place(n)} "));
        return Paper.Packed(9, $"/Type /ObjStm /N {count} /First {heads.Length} /Filter /FlateDecode", heads + content);
    }

    private static byte[] PackedNumbers() =>
        [
            .. Enumerable
                .Range(0, 6)
                .SelectMany(n =>
                    Paper.Packed(
                        9 + n,
                        "/Type /ObjStm /N 1 /First 7 /Filter /FlateDecode",
                        $"{100 + n} 0  [{Repeated($"[{Repeated("1 ", 1_000)}]", 7_900)}]"
                    )
                ),
        ];

    private static byte[] Bomb() =>
        [
            .. Enumerable
                .Range(0, 8)
                .SelectMany(n =>
                    Paper.Packed(9 + n, "/Type /ObjStm /N 1 /First 7 /Filter /FlateDecode", $"{100 + n} 0  1" + new string(' ', 15_900_000))
                ),
        ];
}
