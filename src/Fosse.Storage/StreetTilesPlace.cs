using Fosse.Foundation;
using Fosse.Places;
using Microsoft.Extensions.Configuration;

namespace Fosse.Storage;

/// <summary>Where the street map of a database lies: beside its file, else beside the stored files.</summary>
internal static class StreetTilesPlace
{
    public static StreetTiles Find(DatabaseAddress address, FileStoreOptions files, IConfiguration settings) =>
        new(settings["Map:Tiles"] ?? "", settings["Map:Attribution"] ?? "", Path.Combine(Data(address, files), StreetTiles.Usual));

    private static string Data(DatabaseAddress address, FileStoreOptions files) =>
        Path.GetDirectoryName(
            Path.GetFullPath(address.Kind is DatabaseKind.Sqlite ? address.File : Path.TrimEndingDirectorySeparator(files.Folder))
        )!;
}
