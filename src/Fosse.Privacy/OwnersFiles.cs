using System.Text;

namespace Fosse.Privacy;

/// <summary>Files that only the user may read whom Fosse runs as.</summary>
internal static class OwnersFiles
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, File600 | UnixFileMode.UserExecute);
    }

    /// <summary>The whole file or none: nobody ever reads half a key.</summary>
    public static void Write(string path, string words)
    {
        var half = path + ".half";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File600;
        using (var file = new FileStream(half, options))
        {
            file.Write(Encoding.UTF8.GetBytes(words));
            file.Flush(flushToDisk: true);
        }
        File.Move(half, path, overwrite: false);
    }

    /// <summary>True where others than the owner can read it; on Windows the folder's own rights decide.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(File600 | UnixFileMode.UserExecute)) != 0;
}
