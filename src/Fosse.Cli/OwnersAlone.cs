using System.Runtime.InteropServices;

namespace Fosse.Cli;

/// <summary>What Fosse writes (databases, backups, uploads, keys) is for the user alone whom it runs as, whatever the shell had set. There
/// is no managed call for it.</summary>
internal static partial class OwnersAlone
{
    private const int GroupAndOthers = 0x3F; // octal 077

    public static void FromHereOn()
    {
        if (!OperatingSystem.IsWindows())
            _ = Umask(GroupAndOthers);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int Umask(int mask);
}
