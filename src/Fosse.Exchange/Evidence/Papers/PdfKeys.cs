namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// What a dictionary may say where a paper is written anew: what decides how a page looks (ISO 32000-1, tables 5, 11, 51, 58, 75 to 83, 87
/// to 97, 111 to 126 and 147), and nothing that acts, opens by itself, names a file or tells who made it.
/// </summary>
internal static class PdfKeys
{
    private static readonly HashSet<string> Shown = new(
        """
        Type Subtype Resources
        Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1
        DamagedRowsBeforeError ColorTransform
        Width Height ColorSpace Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte
        BBox Matrix FormType Group S CS I G BC TR
        LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR2 FL SM SA BM CA ca AIS TK
        PatternType PaintType TilingType XStep YStep Shading ExtGState
        ShadingType Background AntiAlias Coords Domain Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow
        FunctionType Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds
        Alternate WhitePoint BlackPoint Gamma Colorants Process Components
        BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo DW W DW2 W2 CIDToGIDMap
        FontBBox FontMatrix CharProcs FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight
        XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet CIDSet Length1 Length2 Length3
        Registry Ordering Supplement BaseEncoding Differences CMapName WMode UseCMap
        """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "Font", "ExtGState", "ColorSpace", "Pattern", "Shading" };

    /// <summary>How what stands under a key is to be read; none where it is left out.</summary>
    public static PdfSense? Of(string key, PdfSense within) =>
        within switch
        {
            PdfSense.Named => PdfSense.Drawing,
            PdfSense.Pictures => PdfSense.Picture,
            PdfSense.Resources when key == "XObject" => PdfSense.Pictures,
            PdfSense.Resources => Kinds.Contains(key) ? PdfSense.Named : null,
            _ when !Shown.Contains(key) => null,
            _ => key switch
            {
                "Resources" => PdfSense.Resources,
                "CharProcs" or "Colorants" => PdfSense.Named,
                "SMask" or "Mask" => PdfSense.Picture,
                _ => PdfSense.Drawing,
            },
        };
}

/// <summary>What the keys of a dictionary mean.</summary>
internal enum PdfSense
{
    /// <summary>They are the standard's.</summary>
    Drawing,

    /// <summary>They are kinds of things that a page uses.</summary>
    Resources,

    /// <summary>They are names that the paper itself gave.</summary>
    Named,

    /// <summary>They are names that the paper gave to what can be a picture.</summary>
    Pictures,

    /// <summary>They are the standard's, and a stream that says it is a picture is shown as one and as nothing else.</summary>
    Picture,
}
