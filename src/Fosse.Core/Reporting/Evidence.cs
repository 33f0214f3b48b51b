using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;

namespace Fosse.Reporting;

/// <summary>A file as it may be kept: its kind by its content, and its bytes without what was said about them.</summary>
public sealed record CleanedEvidence(string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>Decides whether a file may be kept and takes out what was said about it; refuses with words that say how to mend it.</summary>
public delegate Task<Outcome<CleanedEvidence>> CleanEvidence(ReadOnlyMemory<byte> content, CancellationToken stop);

/// <summary>Photos and papers that come with a report: cleaned, locked with a key of their own each, and put into the store. The key lies
/// with whoever was given the <see cref="DraftFile"/>.</summary>
public sealed class Evidence(FileStore files, CleanEvidence clean)
{
    public const int LargestBytes = 10 * 1024 * 1024;

    private const int LongestName = 100;
    private const string About = "fosse report file";

    // Each holds a few times its size in memory, so only some are looked at at once; the others wait.
    private static readonly SemaphoreSlim Turns = new(4);

    /// <param name="content">What has arrived whole, as the file of a form: a slow sender would keep others waiting.</param>
    /// <param name="name">As the browser gave it: it decides nothing.</param>
    public async Task<Outcome<DraftFile>> Take(Stream content, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(name);
        var outcome = await Clean(content, stop);
        if (!outcome.Accepted(out var cleaned))
            return outcome.Refusals.ToList();
        var key = BoxKey.New();
        using var locked = new MemoryStream(key.Lock(cleaned.Content.Span, About), writable: false);
        var stored = await files.Put(locked, stop);
        return new DraftFile(
            stored.Hash,
            key.Text,
            cleaned.MediaType,
            cleaned.Content.Length,
            Tidy(name, cleaned.MediaType),
            Convert.ToHexStringLower(SHA256.HashData(cleaned.Content.Span))
        );
    }

    /// <summary>Only the first half, for those who keep it in another place.</summary>
    public async Task<Outcome<CleanedEvidence>> Clean(Stream content, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(content);
        await Turns.WaitAsync(stop);
        try
        {
            if (await Whole(content, stop) is not { } whole)
                return new Refusal("files", ReportingText.Of("Evidence.TooLarge", LargestBytes / 1024 / 1024));
            var outcome = await clean(whole, stop);
            return outcome.Accepted(out _) ? outcome : outcome.Refusals.Select(r => r with { Field = "files" }).ToList();
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <returns>None where the file is gone, was changed, or the key is another's.</returns>
    public Task<byte[]?> Read(DraftFile file, CancellationToken stop) => Read(files, file, stop);

    /// <summary>The same for those who only read, and so need nothing that cleans.</summary>
    internal static async Task<byte[]?> Read(FileStore files, DraftFile file, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        await using var locked = files.Open(file.File);
        if (locked is null || BoxKey.From(file.Key) is not { } key || locked.Length > 4L * LargestBytes)
            return null;
        var bytes = new byte[locked.Length];
        await locked.ReadExactlyAsync(bytes, stop);
        return key.TryOpen(bytes, About, out byte[]? content) ? content : null;
    }

    private static async Task<byte[]?> Whole(Stream content, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0; )
        {
            if (whole.Length + read > LargestBytes)
                return null;
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }

    /// <summary>A name to show and to save under: no folders, nothing that cannot be seen or turns the line round, and the ending that fits
    /// the content.</summary>
    public static string Tidy(string name, string mediaType)
    {
        var plain = new StringBuilder();
        foreach (var rune in name[(name.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (
                !Rune.IsWhiteSpace(rune)
                && (
                    rune == Rune.ReplacementChar
                    || Rune.GetUnicodeCategory(rune)
                        is UnicodeCategory.Control
                            or UnicodeCategory.Format
                            or UnicodeCategory.PrivateUse
                            or UnicodeCategory.OtherNotAssigned
                )
            )
                continue;
            plain.Append(
                Rune.IsWhiteSpace(rune) || (rune.IsAscii && "\"<>:|?*%;".Contains((char)rune.Value, StringComparison.Ordinal))
                    ? " "
                    : rune.ToString()
            );
        }
        var tidy = string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string[] endings = mediaType switch
        {
            "image/jpeg" => [".jpg", ".jpeg"],
            "image/png" => [".png"],
            "image/webp" => [".webp"],
            _ => [".pdf"],
        };
        var ending = endings.FirstOrDefault(e => tidy.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var stem = (ending is null ? Path.GetFileNameWithoutExtension(tidy) : tidy[..^ending.Length]).Trim('.', ' ');
        if (stem.Length == 0)
            stem = mediaType == "application/pdf" ? "paper" : "photo";
        ending ??= endings[0];
        if (stem.Length + ending.Length > LongestName)
            stem = Cut(stem, LongestName - ending.Length);
        return stem + ending;
    }

    // Not through the middle of a letter that two characters make.
    private static string Cut(string text, int length) =>
        (char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length]).TrimEnd(' ', '.');
}
