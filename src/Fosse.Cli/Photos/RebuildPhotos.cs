using System.Globalization;
using System.Runtime.InteropServices;
using Fosse.Exchange.Evidence;

namespace Fosse.Cli.Photos;

/// <summary>
/// fosse rebuild-photo: what the site starts to build photos anew, because it reads strangers' bytes with native code. It asks no
/// database and knows no setting; it takes photos from standard input one after the other, gives them back on standard output
/// (<see cref="PhotoWire"/>), and ends when nobody asks any more.
/// </summary>
internal static class RebuildPhotos
{
    public const string Command = PhotoWire.Command;

    private const int Left = 0,
        Wrong = 2,
        TooLong = 3;

    /// <param name="args">The command, the bytes of memory that it may have, and the seconds that one photo may take.</param>
    public static int Run(string[] args)
    {
        if (
            args is not [_, var memory, var seconds]
            || !ulong.TryParse(memory, CultureInfo.InvariantCulture, out var bytes)
            || !int.TryParse(seconds, CultureInfo.InvariantCulture, out var patience)
        )
            return Wrong;
        // Who asks decides when this ends: a signal to the whole group must not lose the photo at hand.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => c.Cancel = true);
        using var from = Console.OpenStandardInput();
        using var to = Console.OpenStandardOutput();
        // Should whoever asked be gone, nobody else would end it.
        using var watch = new Timer(_ => OwnLimits.Leave(TooLong));
        OwnLimits.Set(bytes);
        Practise(to, watch);
        OwnLimits.BeUnseen();
        ClosedDoors.Close();
        to.WriteByte(PhotoWire.Ready);
        to.Flush();
        while (PhotoWire.ReadQuestion(from, EvidenceLimits.Default) is var (photo, traits))
        {
            watch.Change(TimeSpan.FromSeconds(patience), Timeout.InfiniteTimeSpan);
            var verdict = SkiaPhoto.Of(
                photo,
                traits,
                EvidenceLimits.Default,
                rebuilt => PhotoWire.Answer(to, PhotoVerdict.Rebuilt, rebuilt)
            );
            if (verdict != PhotoVerdict.Rebuilt)
                PhotoWire.Answer(to, verdict, []);
            watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        return Left;
    }

    // Whatever code and library is needed is loaded by this, for later no file can be opened.
    private static void Practise(Stream to, Timer watch)
    {
        to.Write([]);
        watch.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var kind in SkiaPhoto.Kinds)
        {
            var photo = SkiaPhoto.Sample(kind);
            Try(photo, new(6, HasProfile: false, Ends: true, IsLossless: false));
            Try(photo, new(1, HasProfile: true, Ends: false, IsLossless: true));
            Try(photo.AsSpan(0, photo.Length / 2).ToArray(), new(1, HasProfile: false, Ends: true, IsLossless: false));
        }

        static void Try(byte[] photo, PhotoTraits traits)
        {
            using var asked = new MemoryStream(PhotoWire.Question(photo, traits));
            var (read, told) = PhotoWire.ReadQuestion(asked, EvidenceLimits.Default)!.Value;
            SkiaPhoto.Of(read, told, EvidenceLimits.Default, rebuilt => PhotoWire.Answer(Stream.Null, PhotoVerdict.Rebuilt, rebuilt));
        }
    }
}
