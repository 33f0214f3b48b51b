using System.Runtime.InteropServices;

namespace Fosse.Cli.Photos;

/// <summary>What the process for photos forbids itself before it reads any, by the kernel, for good: it cannot take it back. Where there is
/// no Linux, whoever started it can only end it.</summary>
internal static partial class OwnLimits
{
    private const int Data = 2,
        Core = 4;

    private const int NoNewPrivileges = 38,
        Dumpable = 4;

    public static void Set(ulong memory)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Limit(Data, memory);
        Limit(Core, 0); // what it held when it died would lie on the disk
        Control(NoNewPrivileges, 1);
        // Pages come before photos, and when memory runs out this goes first.
        _ = SetPriority(0, 0, 10);
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    /// <summary>Its memory is read by no other process of the same user, and written down by nobody when it dies.</summary>
    public static void BeUnseen()
    {
        if (OperatingSystem.IsLinux())
            Control(Dumpable, 0);
    }

    /// <summary>Ends the process at once, whatever native code is doing.</summary>
    public static void Leave(int code)
    {
        if (OperatingSystem.IsWindows())
            Environment.Exit(code);
        else
            ExitNow(code);
    }

    private static void Control(int option, nuint value)
    {
        if (ProcessControl(option, value, 0, 0, 0) != 0)
            throw new InvalidOperationException($"prctl {option} was refused: {Marshal.GetLastPInvokeError()}.");
    }

    private static void Limit(int what, ulong most)
    {
        Span<ulong> softAndHard = [most, most];
        if (SetLimit(what, ref MemoryMarshal.GetReference(softAndHard)) != 0)
            throw new InvalidOperationException($"setrlimit {what} was refused: {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int what, ref ulong softAndHard);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int nice);

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ExitNow(int code);
}
