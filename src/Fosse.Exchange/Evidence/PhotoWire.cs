using System.Buffers.Binary;

namespace Fosse.Exchange.Evidence;

/// <summary>What the process that builds photos anew has found; words for it are the site's.</summary>
public enum PhotoVerdict : byte
{
    /// <summary>Built anew; the photo follows.</summary>
    Rebuilt = 1,
    Damaged = 2,
    CutOff = 3,
    TooManyPixels = 4,

    /// <summary>It needs more than the process may have; mostly not sent, for the process dies of it and who asked finds out.</summary>
    TooMuch = 5,

    /// <summary>There is no such process. Never sent.</summary>
    NotNow = 6,
}

/// <summary>
/// How the site and the process that builds photos anew speak: a byte when it is ready; then for each photo its length, its traits and
/// itself, and as an answer the verdict, a length and the photo built anew. Lengths are 32 bits, low byte first.
/// </summary>
public static class PhotoWire
{
    /// <summary>What the executable is called with for it. Nobody but the site does.</summary>
    public const string Command = "rebuild-photo";

    /// <summary>Said once when photos can come.</summary>
    public const byte Ready = 0x52;

    private const int QuestionHead = 6,
        AnswerHead = 5;

    private const byte Profile = 1,
        End = 2,
        Lossless = 4;

    public static byte[] Question(ReadOnlySpan<byte> photo, PhotoTraits traits)
    {
        var question = new byte[QuestionHead + photo.Length];
        BinaryPrimitives.WriteInt32LittleEndian(question, photo.Length);
        question[4] = traits.Orientation;
        question[5] = (byte)((traits.HasProfile ? Profile : 0) | (traits.Ends ? End : 0) | (traits.IsLossless ? Lossless : 0));
        photo.CopyTo(question.AsSpan(QuestionHead));
        return question;
    }

    /// <returns>None when whoever asks has gone.</returns>
    /// <exception cref="InvalidDataException">It is longer than any file that is taken.</exception>
    public static (byte[] Photo, PhotoTraits Traits)? ReadQuestion(Stream from, EvidenceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(limits);
        Span<byte> head = stackalloc byte[QuestionHead];
        if (from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var photo = new byte[Length(head, limits.FileBytes)];
        from.ReadExactly(photo);
        return (photo, new(head[4], (head[5] & Profile) != 0, (head[5] & End) != 0, (head[5] & Lossless) != 0));
    }

    public static void Answer(Stream to, PhotoVerdict verdict, ReadOnlySpan<byte> photo)
    {
        ArgumentNullException.ThrowIfNull(to);
        Span<byte> head = stackalloc byte[AnswerHead];
        head[0] = (byte)verdict;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], photo.Length);
        to.Write(head);
        to.Write(photo);
        to.Flush();
    }

    /// <exception cref="InvalidDataException">It is no answer.</exception>
    /// <exception cref="EndOfStreamException">The process has ended.</exception>
    public static async Task<(PhotoVerdict Verdict, byte[] Photo)> ReadAnswer(Stream from, EvidenceLimits limits, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(limits);
        var head = new byte[AnswerHead];
        await from.ReadExactlyAsync(head, stop);
        var verdict = (PhotoVerdict)head[0];
        if (verdict is < PhotoVerdict.Rebuilt or > PhotoVerdict.TooMuch)
            throw new InvalidDataException("An answer begins with a verdict.");
        var photo = new byte[Length(head.AsSpan(1), limits.RebuiltBytes)];
        await from.ReadExactlyAsync(photo, stop);
        return (verdict, photo);
    }

    private static int Length(ReadOnlySpan<byte> head, int most) =>
        BinaryPrimitives.ReadInt32LittleEndian(head) is >= 0 and var length && length <= most
            ? length
            : throw new InvalidDataException("A photo on its way is longer than any may be.");
}
