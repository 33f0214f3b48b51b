using System.Buffers.Binary;
using System.Text;

namespace Fosse.Exchange.Evidence;

/// <summary>Photos and videos in boxes (ISO/IEC 14496-12). They name their kind at the ninth byte and after it what else can open them: a
/// photo of Canon, of a burst or with more light than one has a name of its own in front.</summary>
internal static class BoxedKinds
{
    private const int Looked = 4096;

    // ISO/IEC 23008-12 with its annexes, and MIAF: whatever packs the photo, it is shown by what shows HEIC; a series counts as photos.
    private static readonly HashSet<string> Heif = Words(
        "heic heix heim heis hevc hevx hevm hevs heif mif1 mif2 mif3 msf1 miaf MiHB MiHA MiHE MiHM MiAn avci avcs jpeg jpgs j2ki j2is vvic "
            + "vvis evbi evbs tmap unif 1pic"
    );

    private static readonly HashSet<string> Avif = Words("avif avis avio MA1A MA1B");

    // How a video of QuickTime begins that does not name its kind.
    private static readonly HashSet<string> Boxes = Words("moov mdat wide free skip pnot");

    /// <returns>None where it is not in boxes.</returns>
    public static string? Says(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12)
            return null;
        var kind = Encoding.Latin1.GetString(bytes[4..8]);
        if (kind != "ftyp")
            return Boxes.Contains(kind) ? Video : null;
        var start = bytes[..Math.Min(bytes.Length, Looked)];
        var brands = Brands(start);
        if (brands.Contains("crx "))
            return OtherKinds.Raw("Canon CR3");
        if (brands.Exists(Avif.Contains))
            return Photo("AVIF");
        if (brands.Exists(Heif.Contains))
            return Photo("HEIC");
        if (!IsOfPictures(start))
            return Video;
        return Photo(start.IndexOf("av01"u8) >= 0 ? "AVIF" : "HEIC");
    }

    private static string Video => "Videos are not taken here. Say in your report that you have one, and we will ask for it safely.";

    private static string Photo(string kind) =>
        $"{kind} photos are not taken. Save or share it as a JPEG: on an iPhone, a screenshot of the photo does.";

    // Who handles what is inside is said in a box of its own: a picture, or a track of sound or film.
    private static bool IsOfPictures(ReadOnlySpan<byte> start) =>
        start.IndexOf("hdlr"u8) is >= 0 and var at && at + 16 <= start.Length && start.Slice(at + 12, 4).SequenceEqual("pict"u8);

    private static List<string> Brands(ReadOnlySpan<byte> start)
    {
        var brands = new List<string>();
        var length = BinaryPrimitives.ReadUInt32BigEndian(start);
        var first = length == 1 ? 16 : 8; // a long length stands before them
        var end = (int)Math.Min((uint)start.Length, length == 1 ? (uint)start.Length : length);
        for (var at = first; at + 4 <= Math.Max(end, 12); at += at == first ? 8 : 4) // the version stands between
            brands.Add(Encoding.Latin1.GetString(start.Slice(at, 4)));
        return brands;
    }

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
