using Fosse.Privacy;

namespace Fosse.Storage;

/// <summary>Where the key ring of a database is.</summary>
internal static class RingPlace
{
    // Under the name of the file: two databases in one folder must not share a ring, or retiring a key for one would blind the other.
    public static KeyRing Find(DatabaseAddress address, KeyOptions options)
    {
        if (options.Folder.Length > 0)
            return new(options.Folder, options.Ring);
        if (address.Kind is not DatabaseKind.Sqlite)
            return new("", options.Ring);
        var file = Path.GetFullPath(address.File);
        return new(Path.Combine(Path.GetDirectoryName(file)!, "keys", Path.GetFileNameWithoutExtension(file)), options.Ring);
    }
}
