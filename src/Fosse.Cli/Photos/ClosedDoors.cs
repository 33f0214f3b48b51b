using System.Runtime.InteropServices;

namespace Fosse.Cli.Photos;

/// <summary>
/// Closes the doors of the process for photos once all it needs is loaded: no file is opened, changed or removed, no socket made, no
/// program started, no other process looked into. What stays open: clone, and tgkill, which .NET needs and which reaches threads of
/// the same user. Should a photo take it over, it can compute, and answer. A filter of the kernel (seccomp), for all threads and for good;
/// on Linux and x86-64, whose numbers these are.
/// </summary>
internal static partial class ClosedDoors
{
    private const uint X64 = 0xC000003E,
        OtherNumbers = 0x40000000,
        Allow = 0x7FFF0000,
        KillProcess = 0x80000000,
        Refuse = 0x00050000 | 1; // "operation not permitted"

    private const int Seccomp = 317,
        SetFilter = 1,
        AllThreads = 1;

    private static readonly uint[] Closed =
    [
        // open, creat, openat, openat2, open_by_handle_at, memfd_create
        2,
        85,
        257,
        437,
        304,
        319,
        // rename, mkdir, rmdir, link, unlink, symlink, chmod, chown, lchown, mknod and their younger kin, truncate
        82,
        83,
        84,
        86,
        87,
        88,
        90,
        92,
        94,
        133,
        76,
        258,
        259,
        260,
        263,
        264,
        265,
        266,
        268,
        316,
        452,
        // socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, accept4, sendmmsg
        41,
        42,
        43,
        44,
        46,
        49,
        50,
        53,
        288,
        307,
        // fork, vfork, execve, execveat
        57,
        58,
        59,
        322,
        // tkill, rt_sigqueueinfo, rt_tgsigqueueinfo, utime, utimes, futimesat, utimensat, setxattr and removexattr with their kin
        200,
        129,
        297,
        132,
        235,
        261,
        280,
        188,
        189,
        190,
        197,
        198,
        199,
        // kill, ptrace, process_vm_readv and writev, pidfd_open, pidfd_send_signal, pidfd_getfd, prlimit64
        62,
        101,
        310,
        311,
        434,
        424,
        438,
        302,
        // mount, umount2, pivot_root, chroot, unshare, setns, the new ways to mount
        165,
        166,
        155,
        161,
        272,
        308,
        428,
        429,
        430,
        431,
        432,
        433,
        442,
        // add_key, request_key, keyctl, perf_event_open, bpf, userfaultfd, io_uring
        248,
        249,
        250,
        298,
        321,
        323,
        425,
        426,
        427,
    ];

    public static void Close()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;
        var rules = Rules();
        unsafe
        {
            fixed (Rule* first = rules)
            {
                var program = new Program { Length = (ushort)rules.Length, First = first };
                if (SystemCall(Seccomp, SetFilter, AllThreads, &program) != 0)
                    throw new InvalidOperationException($"seccomp was refused: {Marshal.GetLastPInvokeError()}.");
            }
        }
    }

    // Loads the architecture, then the number of the call, and jumps to the last but one rule for each that is closed.
    private static Rule[] Rules()
    {
        const ushort load = 0x20,
            equal = 0x15,
            atLeast = 0x35,
            answer = 0x06;
        var rules = new List<Rule>
        {
            new(load, 0, 0, 4),
            new(equal, 1, 0, X64),
            new(answer, 0, 0, KillProcess),
            new(load, 0, 0, 0),
            new(atLeast, (byte)(Closed.Length + 1), 0, OtherNumbers),
        };
        for (var i = 0; i < Closed.Length; i++)
            rules.Add(new(equal, (byte)(Closed.Length - i), 0, Closed[i]));
        rules.Add(new(answer, 0, 0, Allow));
        rules.Add(new(answer, 0, 0, Refuse));
        return [.. rules];
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Rule(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Program
    {
        public ushort Length;
        public Rule* First;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial long SystemCall(long number, long operation, long flags, Program* program);
}
