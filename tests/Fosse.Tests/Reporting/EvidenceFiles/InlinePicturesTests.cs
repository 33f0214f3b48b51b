using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>A picture in a way that has taken over readers is refused inside the marks of a page as it is outside them.</summary>
public sealed class InlinePicturesTests
{
    public static TheoryData<string, byte[]> Pictures()
    {
        var all = new TheoryData<string, byte[]>();
        foreach (var kind in (string[])["JBIG2Decode", "JPXDecode", "#4aBIG2Decode", "JPX#44ecode"])
        {
            var marks = Marks(kind);
            all.Add($"{kind}, plain", Drawn(Paper.Stream(9, "", marks)));
            all.Add($"{kind}, packed", Drawn(Paper.Stream(9, "/Filter /FlateDecode", MadeUpFiles.Packed(marks))));
            all.Add($"{kind}, as hexadecimal", Drawn(Paper.Stream(9, "/Filter /AHx", Hex(marks))));
            all.Add(
                $"{kind}, packed and as hexadecimal",
                Drawn(Paper.Stream(9, "/Filter [/AHx /Fl] /DecodeParms [null null]", Hex(MadeUpFiles.Packed(marks))))
            );
            all.Add($"{kind}, in runs", Drawn(Paper.Stream(9, "/Filter /RL", Runs(marks))));
            all.Add($"{kind}, as 85", Drawn(Paper.Stream(9, "/Filter /A85", Base85(marks))));
            all.Add($"{kind}, by codes", Drawn(Paper.Stream(9, "/Filter /LZW", Lzw(marks))));
            all.Add($"{kind}, in marks that call themselves a picture", Drawn(Paper.Stream(9, "/Subtype /Image", marks)));
            all.Add($"{kind}, in a form", Used("/XObject << /X 9 0 R >>", Paper.Stream(9, "/Subtype /Form /BBox [0 0 9 9]", marks)));
            all.Add(
                $"{kind}, in a pattern that calls itself a picture",
                Used("/Pattern << /P 9 0 R >>", Paper.Stream(9, "/Subtype /Image /PatternType 1 /BBox [0 0 9 9]", marks))
            );
            all.Add(
                $"{kind}, in a letter",
                Used(
                    "/Font << /F 8 0 R >>",
                    [.. Paper.Object(8, "<< /Type /Font /Subtype /Type3 /CharProcs << /a 9 0 R >> >>"), .. Paper.Stream(9, "", marks)]
                )
            );
        }
        return all;
    }

    [Theory, MemberData(nameof(Pictures))]
    public void Such_a_picture_is_refused_wherever_it_is_drawn(string how, byte[] paper)
    {
        Assert.NotEmpty(how);
        var refused = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(paper));
        Assert.Contains("cannot be looked into", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_pictures_in_marks_are_kept_to_the_byte()
    {
        var marks = Marks("DCTDecode");
        foreach (
            var stream in (byte[][])
                [
                    Paper.Stream(9, "", marks),
                    Paper.Stream(9, "/Filter /FlateDecode", MadeUpFiles.Packed(marks)),
                    Paper.Stream(9, "/Filter /LZW", Lzw(marks)),
                    Paper.Stream(9, "/Filter /RL", Runs(marks)),
                ]
        )
            Assert.Equal("application/pdf", EvidenceFile.Look(Drawn(stream)).MediaType);
    }

    [Fact]
    public void Marks_that_unpack_without_end_are_refused()
    {
        var bomb = MadeUpFiles.Packed(new byte[40 * 1024 * 1024]);
        var refused = Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(Drawn(Paper.Stream(9, "/Filter /FlateDecode", bomb))));
        Assert.Contains("too many parts", refused.Problem, StringComparison.Ordinal);
    }

    private static byte[] Marks(string kind) =>
        Encoding.Latin1.GetBytes($"q 9 0 0 9 0 0 cm\nBI /W 8 /H 8 /BPC 1 /CS /G /F /{kind} ID \0\0\0\u000cjP  \r\n\u0087\n\nEI Q\n");

    private static byte[] Drawn(byte[] stream) => Paper.Of(page: "/Contents 9 0 R", objects: stream);

    private static byte[] Used(string resources, byte[] objects) => Paper.Of(page: $"/Resources << {resources} >>", objects: objects);

    private static byte[] Hex(byte[] bytes) => Encoding.Latin1.GetBytes(Convert.ToHexString(bytes) + ">");

    private static byte[] Runs(byte[] bytes) => [.. bytes.Chunk(128).SelectMany(c => c.Prepend((byte)(c.Length - 1))), 128];

    private static byte[] Base85(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var four in bytes.Chunk(4))
        {
            var padded = new byte[4];
            four.CopyTo(padded, 0);
            var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(padded);
            var digits = new char[5];
            for (var i = 4; i >= 0; i--, value /= 85)
                digits[i] = (char)('!' + value % 85);
            text.Append(digits, 0, four.Length + 1);
        }
        return Encoding.Latin1.GetBytes(text + "~>");
    }

    // Codes of nine bits, with the table cleared before it would need more.
    private static byte[] Lzw(byte[] bytes)
    {
        var codes = bytes.Chunk(200).SelectMany(some => some.Select(b => (int)b).Prepend(256)).Append(257).ToList();
        var (packed, bits, held) = (new List<byte>(), 0, 0);
        foreach (var code in codes)
        {
            (bits, held) = (bits << 9 | code, held + 9);
            for (; held >= 8; held -= 8)
                packed.Add((byte)(bits >> (held - 8)));
            bits &= (1 << held) - 1;
        }
        if (held > 0)
            packed.Add((byte)(bits << (8 - held)));
        return [.. packed];
    }
}
