using System.Buffers.Binary;
using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>What is not taken is named for what it is, with how to make a photo of it that is taken.</summary>
public sealed class OtherKindsTests
{
    [Theory]
    [InlineData("heic", "HEIC photos are not taken")]
    [InlineData("heix", "HEIC photos are not taken")]
    [InlineData("heim", "HEIC photos are not taken")]
    [InlineData("heis", "HEIC photos are not taken")]
    [InlineData("hevc", "HEIC photos are not taken")]
    [InlineData("hevx", "HEIC photos are not taken")]
    [InlineData("mif1", "HEIC photos are not taken")]
    [InlineData("mif1 heic miaf", "HEIC photos are not taken")]
    [InlineData("mif2", "HEIC photos are not taken")]
    [InlineData("mif3", "HEIC photos are not taken")]
    [InlineData("msf1", "HEIC photos are not taken")]
    [InlineData("MiHE", "HEIC photos are not taken")]
    [InlineData("MiHB", "HEIC photos are not taken")]
    [InlineData("MiHA", "HEIC photos are not taken")]
    [InlineData("miaf", "HEIC photos are not taken")]
    [InlineData("avci", "HEIC photos are not taken")]
    [InlineData("jpeg", "HEIC photos are not taken")]
    [InlineData("XYZ0 mif1 heic", "HEIC photos are not taken")]
    [InlineData("avif", "AVIF photos are not taken")]
    [InlineData("avis", "AVIF photos are not taken")]
    [InlineData("avio", "AVIF photos are not taken")]
    [InlineData("MA1A", "AVIF photos are not taken")]
    [InlineData("MA1B", "AVIF photos are not taken")]
    [InlineData("mif1 avif miaf", "AVIF photos are not taken")]
    [InlineData("mif1 miaf MA1B avif", "AVIF photos are not taken")]
    [InlineData("crx  isom", "raw photo (Canon CR3)")]
    [InlineData("mp42 isom", "Videos are not taken")]
    [InlineData("qt  ", "Videos are not taken")]
    [InlineData("3gp4", "Videos are not taken")]
    [InlineData("M4V ", "Videos are not taken")]
    [InlineData("XYZ1", "Videos are not taken")]
    public void A_file_in_boxes_is_named_by_its_brands(string brands, string says) => Says(Boxes(brands), says);

    [Theory]
    [InlineData("hvc1", "HEIC photos are not taken")]
    [InlineData("av01", "AVIF photos are not taken")]
    public void A_photo_whose_brands_nobody_knows_is_known_by_what_it_holds(string item, string says) =>
        Says(
            [
                .. Boxes("XYZ2"),
                .. "\0\0\0\u0050meta\0\0\0\0"u8,
                .. "\0\0\0\u0021hdlr\0\0\0\0\0\0\0\0pict"u8,
                .. new byte[13],
                .. Encoding.ASCII.GetBytes($"\0\0\0\u0015infe\u0002\0\0\0\0\u0001\0\0{item}\0"),
            ],
            says
        );

    [Theory]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "raw photo (Canon CR2)")]
    [InlineData("II\u001a\0\0\0HEAPCCDR", "raw photo (Canon CRW)")]
    [InlineData("FUJIFILMCCD-RAW 0201FF383501", "raw photo (Fujifilm RAF)")]
    [InlineData("IIRO\u0008\0\0\0", "raw photo (Olympus ORF)")]
    [InlineData("IIRS\u0008\0\0\0", "raw photo (Olympus ORF)")]
    [InlineData("MMOR\0\0\0\u0008", "raw photo (Olympus ORF)")]
    [InlineData("IIU\0\u0018\0\0\0", "raw photo (Panasonic RW2)")]
    [InlineData("FOVb\0\0\u0002\0", "raw photo (Sigma X3F)")]
    [InlineData("\0MRM\0\0\0\0", "raw photo (Minolta MRW)")]
    [InlineData("GIF87a", "This is a GIF")]
    [InlineData("GIF89a\u0001\0", "This is a GIF")]
    [InlineData("BM6\0\0\0\0\0\0\0", "BMP pictures are not taken")]
    [InlineData("II*\0\u0008\0\0\0", "TIFF pictures are not taken")]
    [InlineData("MM\0*\0\0\0\u0008", "TIFF pictures are not taken")]
    [InlineData("II+\0\u0008\0\0\0", "TIFF pictures are not taken")]
    [InlineData("\u00ff\u000a\u00fa\u001f", "JPEG XL pictures are not taken")]
    [InlineData("\0\0\0\u000cJXL \u000d\u000a\u0087\u000a", "JPEG XL pictures are not taken")]
    [InlineData("\0\0\0\u000cjP  \u000d\u000a\u0087\u000a", "JPEG 2000 pictures are not taken")]
    [InlineData("\u00ff\u004f\u00ff\u0051\0", "JPEG 2000 pictures are not taken")]
    [InlineData("II\u00bc\u0001\u0008\0", "JPEG XR pictures are not taken")]
    [InlineData("8BPS\0\u0001", "Photoshop pictures are not taken")]
    [InlineData("\0\0\u0001\0\u0001\0\u0010\u0010", "Icons are not taken")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>", "drawing (SVG)")]
    [InlineData("\u00ef\u00bb\u00bf<?xml version='1.0'?>\n<!-- Made by hand -->\n<svg>", "drawing (SVG)")]
    [InlineData("<!DOCTYPE html><html>", "web page")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0", "PostScript")]
    [InlineData("\u001f\u008b\u0008\0", "packed")]
    [InlineData("Rar!\u001a\u0007\u0001\0", "packed")]
    [InlineData("7z\u00bc\u00af\u0027\u001c", "packed")]
    [InlineData("#!AMR\n", "Sound and video are not taken")]
    [InlineData("fLaC\0\0\0\"", "Sound and video are not taken")]
    [InlineData("RIFF\0\0\0\0AVI LIST", "Sound and video are not taken")]
    [InlineData("\u001a\u0045\u00df\u00a3", "Sound and video are not taken")]
    [InlineData("\u0030\u0026\u00b2\u0075\u008e\u0066", "Sound and video are not taken")]
    [InlineData("\0\0\u0001\u00ba", "Sound and video are not taken")]
    [InlineData("\0\0\0\u0008wide\0\0\0\u0010mdat", "Videos are not taken")]
    [InlineData("\0\0\0\u0020moov\0\0\0\u0010mvhd", "Videos are not taken")]
    [InlineData("#!/bin/sh\n", "program")]
    public void Others_are_named_by_how_they_begin(string start, string says) => Says(Encoding.Latin1.GetBytes(start), says);

    [Theory]
    [InlineData("NIKON CORPORATION", "raw photo (Nikon NEF)")]
    [InlineData("SONY", "raw photo (Sony ARW)")]
    [InlineData("PENTAX", "raw photo (Pentax PEF)")]
    [InlineData("SAMSUNG", "raw photo (Samsung SRW)")]
    [InlineData("Hasselblad", "raw photo (Hasselblad 3FR)")]
    [InlineData("Somebody else", "raw photo")]
    public void A_raw_photo_in_a_tiff_is_named_by_its_camera(string maker, string says)
    {
        Says(Tiff(false, (0x010F, maker), (0x014A, "abc")), says);
        Says(Tiff(true, (0x010F, maker), (0x014A, "abc")), says);
        Says(Tiff(false, (0x010F, maker)), maker == "Somebody else" ? "TIFF pictures are not taken" : says);
    }

    [Fact]
    public void A_digital_negative_is_named_and_a_scan_is_a_tiff()
    {
        Says(Tiff(false, (0x010F, "Apple"), (0x014A, "abc"), (0xC612, "\u0001\u0004\0")), "raw photo (DNG)");
        Says(Tiff(true, (0x0131, "Scanner of a library")), "TIFF pictures are not taken");
    }

    [Fact]
    public void Text_in_two_bytes_a_letter_is_looked_at_too() =>
        Says([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<?xml version='1.0' encoding='UTF-16'?><svg/>")], "drawing (SVG)");

    private static void Says(byte[] content, string says)
    {
        var problem = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(content)).Problem;
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.Matches("JPEG|PDF|creenshot|Say in your report", problem); // a way that leads on
        Assert.DoesNotContain("gain", problem, StringComparison.Ordinal);
    }

    private static byte[] Boxes(string brands)
    {
        var each = brands.Length == 4 ? [brands] : brands.Split(' ').Select(b => b.PadRight(4)).Where(b => b.Trim().Length > 0).ToArray();
        var box = new byte[12 + 4 * each.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "ftyp"u8.CopyTo(box.AsSpan(4));
        Encoding.ASCII.GetBytes(each[0], box.AsSpan(8));
        for (var i = 1; i < each.Length; i++)
            Encoding.ASCII.GetBytes(each[i], box.AsSpan(12 + 4 * i));
        return box;
    }

    /// <summary>One directory of entries in words, after the head.</summary>
    private static byte[] Tiff(bool big, params (int Tag, string Value)[] entries)
    {
        var tiff = new byte[10 + 12 * entries.Length + 4];
        (big ? "MM\0*\0\0\0\u0008"u8 : "II*\0\u0008\0\0\0"u8).CopyTo(tiff);
        Half(8, entries.Length);
        var words = new List<byte>();
        for (var i = 0; i < entries.Length; i++)
        {
            var (tag, value) = entries[i];
            Half(10 + 12 * i, tag);
            Half(12 + 12 * i, 2);
            Whole(14 + 12 * i, value.Length + 1);
            if (value.Length < 4)
                Encoding.Latin1.GetBytes(value, tiff.AsSpan(18 + 12 * i));
            else
            {
                Whole(18 + 12 * i, tiff.Length + words.Count);
                words.AddRange([.. Encoding.Latin1.GetBytes(value), 0]);
            }
        }
        return [.. tiff, .. words];

        void Half(int at, int value)
        {
            if (big)
                BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value);
            else
                BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);
        }

        void Whole(int at, int value)
        {
            if (big)
                BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at), value);
            else
                BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at), value);
        }
    }
}
