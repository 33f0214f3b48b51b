using System.Globalization;

namespace Fosse.Storage.BulkLoad;

/// <summary>
/// Tells whether another process has the SQLite database open. A connection to a database with a write-ahead log holds a shared
/// lock on its file for as long as it is open (SQLite documentation, "File Locking And Concurrency"), and Linux lists locks.
/// Where that list is not to be had or does not show our own lock, there may be others.
/// </summary>
internal static class OtherProcesses
{
    // The shared range of os_unix.c: 510 bytes from the second after 1 GiB.
    private const string SharedFrom = "1073741826",
        SharedTo = "1073742335";

    public static bool MayHaveDatabaseOpen()
    {
        try
        {
            return !File.Exists("/proc/locks") || MayHaveDatabaseOpen(File.ReadLines("/proc/locks"), Environment.ProcessId);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <param name="locks">Lines such as "1: POSIX  ADVISORY  READ 4711 fe:01:1572 1073741826 1073742335".</param>
    internal static bool MayHaveDatabaseOpen(IEnumerable<string> locks, int self)
    {
        HashSet<string> ours = [],
            theirs = [];
        foreach (var line in locks)
        {
            if (
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                is not [_, "POSIX", _, _, var process, var file, SharedFrom, SharedTo]
            )
                continue;
            (process == self.ToString(CultureInfo.InvariantCulture) ? ours : theirs).Add(file);
        }
        return ours.Count == 0 || ours.Overlaps(theirs);
    }
}
