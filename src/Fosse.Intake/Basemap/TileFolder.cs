using Fosse.Exchange.Tiles;
using Fosse.Places;

namespace Fosse.Intake.Basemap;

/// <summary>A new folder of tiles, which nobody sees before it is whole, and nothing of which is left where it never is.</summary>
internal sealed class TileFolder : IDisposable
{
    private const string Half = "half-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private readonly string whole,
        half,
        name = Guid.NewGuid().ToString("n")[..16];

    public TileFolder(string whole)
    {
        this.whole = whole;
        half = Path.Combine(whole, Half + name);
        Directory.CreateDirectory(half);
    }

    public void Put(TileNumber at, ReadOnlySpan<byte> tile)
    {
        var column = Path.Combine(half, FormattableString.Invariant($"{at.Zoom}"), FormattableString.Invariant($"{at.X}"));
        Directory.CreateDirectory(column);
        File.WriteAllBytes(Path.Combine(column, FormattableString.Invariant($"{at.Y}.pbf")), tile);
    }

    /// <summary>Shows it in the place of the last one. That one stays until the next import, for whoever is in the middle of it.</summary>
    public void Show(string makers)
    {
        File.WriteAllText(Path.Combine(half, StreetTiles.Makers), makers);
        Directory.Move(half, Path.Combine(whole, name));
        var last = StreetTiles.Version(whole);
        var pointer = Path.Combine(whole, $"{Half}{name}.txt");
        File.WriteAllText(pointer, name);
        File.Move(pointer, Path.Combine(whole, StreetTiles.Current), overwrite: true);
        foreach (var folder in new DirectoryInfo(whole).GetDirectories().Where(f => f.Name != name && f.Name != last && IsOurs(f)))
            folder.Delete(recursive: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
    }

    // Another import may be writing beside this one.
    private static bool IsOurs(DirectoryInfo folder) =>
        folder.Name.StartsWith(Half, StringComparison.Ordinal)
            ? folder.LastWriteTimeUtc < TimeProvider.System.GetUtcNow().UtcDateTime - Abandoned
            : folder.Name.Length == 16 && folder.Name.All(char.IsAsciiHexDigitLower);
}
