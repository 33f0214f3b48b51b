using System.Globalization;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// What was filled in, signed or marked lies upon a page in a picture of its own (ISO 32000-1, 12.5.5): it stays as a stamp that does
/// nothing. What a program would have to draw first is refused, for it would be missing.
/// </summary>
/// <param name="drawnAnew">The form asks programs to draw its answers anew, whatever their pictures show.</param>
internal sealed class PdfStamps(PdfObjectsOf paper, PdfCopy copy, PdfBounds bounds, bool drawnAnew)
{
    private const int NotSeen = 2 | 32, // table 165: hidden, or not on a screen
        Placed = 4 | 8 | 16, // printed, and how it lies on a turned page
        Fixed = 64 | 128; // read only and locked

    private static readonly HashSet<string> Drawn = new(StringComparer.Ordinal)
    {
        "Caret",
        "Circle",
        "FreeText",
        "Highlight",
        "Ink",
        "Line",
        "PolyLine",
        "Polygon",
        "Redact",
        "Square",
        "Squiggly",
        "Stamp",
        "StrikeOut",
        "Underline",
    };

    public List<PdfValue> On(PdfDictionary page)
    {
        var stamps = new List<PdfValue>();
        foreach (var item in (paper.Follow(page["Annots"]) as PdfList)?.Items ?? [])
        {
            bounds.Step();
            if (paper.Dictionary(item) is { } said && Stamp(said) is { } stamp)
                stamps.Add(stamp);
        }
        return stamps;
    }

    private PdfDictionary? Stamp(PdfDictionary said)
    {
        var kind = (paper.Follow(said["Subtype"]) as PdfName)?.Text ?? "";
        if (kind == "FileAttachment")
            throw PdfElsewhere.OtherFiles();
        var flags = paper.Number(said["F"]) ?? 0;
        if (
            (flags & NotSeen) != 0
            || kind == "Popup"
            || paper.Follow(said["Rect"]) is not PdfList { Items: [var x1, var y1, var x2, var y2] } place
        )
            return null;
        if (Same(x1, x2) || Same(y1, y2))
            return null; // of no size
        PdfElsewhere.RefuseLayer(paper, said["OC"]);
        var look = Look(said);
        if (look is null ? Drawn.Contains(kind) || kind == "Widget" && IsAnswered(said) : drawnAnew && kind == "Widget" && IsTyped(said))
            throw PdfElsewhere.Answers();
        return look is null
            ? null
            : PdfPages.Entries(
                ("Type", new PdfName("Annot")),
                ("Subtype", new PdfName("Stamp")),
                ("Rect", copy.Of(place, PdfSense.Drawing)),
                ("F", new PdfPlain((flags & Placed | Fixed).ToString(CultureInfo.InvariantCulture))),
                ("AP", PdfPages.Entries(("N", copy.Of(look, PdfSense.Drawing))))
            );
    }

    private PdfReference? Look(PdfDictionary said)
    {
        var look = paper.Dictionary(said["AP"])?["N"];
        if (paper.Follow(look) is PdfDictionary states)
            look = paper.Follow(said["AS"]) is PdfName { Text: var state } ? states[state] : null;
        return paper.Follow(look) is PdfStream ? look as PdfReference : null;
    }

    // A box that is not ticked has no picture for it, and no need of one.
    private bool IsAnswered(PdfDictionary said) =>
        IsTyped(said) || (said["AP"] is null && paper.Follow(Inherited(said, "V")) is PdfName { Text: not "Off" });

    private bool IsTyped(PdfDictionary said) =>
        paper.Follow(Inherited(said, "V")) switch
        {
            PdfWords { Bytes: [] or [0xFE, 0xFF] } => false,
            PdfWords or PdfStream or PdfList { Items.Count: > 0 } => true,
            _ => false,
        };

    // A field says for those beneath it what they do not say themselves.
    private PdfValue? Inherited(PdfDictionary said, string key)
    {
        for (var (field, height) = (said, 0); field is not null && height < 16; height++)
        {
            bounds.Step();
            if (field[key] is { } value)
                return value;
            field = paper.Dictionary(field["Parent"]);
        }
        return null;
    }

    private bool Same(PdfValue one, PdfValue other) =>
        paper.Follow(one) is PdfPlain { Text: var a } && paper.Follow(other) is PdfPlain { Text: var b } && a == b;
}
