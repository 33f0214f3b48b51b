using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.Extensions.Options;

namespace Fosse.Intake.Requests;

/// <summary>Files that were sent, each import's in a folder of its own, until it has ended.</summary>
public sealed class Uploads(IOptions<IntakeOptions> options)
{
    public const int MostFiles = 200;

    private const string Unpacked = "-unpacked";
    private const int LongestName = 120;

    /// <summary>The most bytes taken at a time, all files together.</summary>
    public long Largest => options.Value.Largest;

    private string Root => Path.GetFullPath(options.Value.Uploads);

    internal string FolderOf(Guid request) => Path.Combine(Root, request.ToString("n"));

    internal string UnpackedOf(Guid request) => FolderOf(request) + Unpacked;

    internal bool Has(Guid request) => Directory.Exists(FolderOf(request));

    /// <summary>What a kind of import takes, by the ends of the names.</summary>
    public static IReadOnlyList<string> Ends(ImportKind kind) =>
        kind is ImportKind.Crime ? [".zip", ".csv"] : [".zip", ".csv", ".geojson", ".json"];

    /// <summary>Takes one file as it comes in, without holding it in memory.</summary>
    /// <param name="room">How many bytes are left of what may be sent at a time.</param>
    /// <returns>The name under which it was put, and its bytes.</returns>
    public async Task<Outcome<(string Name, long Bytes)>> Put(
        Guid request,
        ImportKind kind,
        string? name,
        Stream content,
        long room,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        var safe = Safe(name ?? "");
        if (!Ends(kind).Contains(Path.GetExtension(safe).ToLowerInvariant()))
            return new Refusal(Field, IntakeText.Of("Uploads.WrongKind", safe, string.Join(", ", Ends(kind))));
        try
        {
            Make(FolderOf(request));
            await using var file = new FileStream(
                Path.Combine(FolderOf(request), safe),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                81_920,
                useAsync: true
            );
            var (buffer, bytes) = (new byte[81_920], 0L);
            for (int read; (read = await content.ReadAsync(buffer, stop)) > 0; )
            {
                if ((bytes += read) > room)
                    return TooMuch();
                await file.WriteAsync(buffer.AsMemory(0, read), stop);
            }
            return (safe, bytes);
        }
        catch (IOException) when (File.Exists(Path.Combine(FolderOf(request), safe)) && !stop.IsCancellationRequested)
        {
            return new Refusal(Field, IntakeText.Of("Uploads.NotKept", safe));
        }
    }

    /// <summary>The refusal of more than may be sent at a time.</summary>
    public Refusal TooMuch() => new(Field, IntakeText.Of("Uploads.TooMuch", Megabytes(Largest)));

    public void Remove(Guid request)
    {
        foreach (var folder in new[] { FolderOf(request), UnpackedOf(request) }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    public static string Megabytes(long bytes) => $"{bytes / (1 << 20):N0} MB";

    /// <summary>The form's field that files are sent in.</summary>
    public const string Field = "files";

    /// <summary>The imports that files lie here for, and since when.</summary>
    internal IEnumerable<(Guid Request, DateTimeOffset Since)> All() =>
        Directory.Exists(Root)
            ? new DirectoryInfo(Root)
                .EnumerateDirectories()
                .Select(d =>
                    (
                        Found: Guid.TryParseExact(d.Name.Replace(Unpacked, "", StringComparison.Ordinal), "n", out var id),
                        Id: id,
                        d.LastWriteTimeUtc
                    )
                )
                .Where(d => d.Found)
                .Select(d => (d.Id, new DateTimeOffset(d.LastWriteTimeUtc, TimeSpan.Zero)))
            : [];

    /// <summary>A name that can only be one of a file in the folder that it is put in, on any system.</summary>
    internal static string Safe(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new StringBuilder(last.Length);
        foreach (var c in last)
            safe.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' or '(' or ')' ? c : '_');
        var text = safe.ToString().Trim(' ', '.');
        return text.Length == 0 ? "file"
            : text.Length <= LongestName ? text
            : text[..(LongestName - 20)] + text[^20..];
    }

    // For the eyes of the user alone whom Fosse runs as; on Windows the folder's own rights decide.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
