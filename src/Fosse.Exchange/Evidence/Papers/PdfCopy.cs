using System.Globalization;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>Copies what a page shows, object by object, into a paper of our own: each once, under a number of ours, with the keys of
/// <see cref="PdfKeys"/> and no other.</summary>
internal sealed class PdfCopy(PdfObjectsOf paper, PdfWriter to, PdfBounds bounds)
{
    private readonly Dictionary<(int, PdfSense), int> numbers = [];
    private readonly Queue<(int Number, PdfValue Value, PdfSense Sense)> waiting = [];

    /// <summary>As it may stand in another value of ours; what it refers to is copied by <see cref="Rest"/>.</summary>
    public PdfValue Of(PdfValue? value, PdfSense sense)
    {
        bounds.Step();
        return value switch
        {
            PdfReference reference => Referred(reference, sense),
            PdfList list => new PdfList([.. list.Items.Select(item => Of(item, sense))]),
            PdfDictionary dictionary => Dictionary(dictionary, sense),
            PdfStream or null => PdfWriter.Nothing, // a stream is always an object of its own
            _ => value,
        };
    }

    public void Rest()
    {
        while (waiting.TryDequeue(out var next))
            to.Put(next.Number, next.Value is PdfStream stream ? Stream(stream, next.Sense) : Of(next.Value, next.Sense));
    }

    private PdfValue Referred(PdfReference reference, PdfSense sense)
    {
        // PostScript is a program that printers run.
        if (
            paper.Follow(reference) is not { } value
            || (value is PdfStream { Dictionary: var about } && paper.Follow(about["Subtype"]) is PdfName { Text: "PS" })
        )
            return PdfWriter.Nothing;
        if (!numbers.TryGetValue((reference.Number, sense), out var number))
        {
            numbers.Add((reference.Number, sense), number = to.Next());
            waiting.Enqueue((number, value, sense));
        }
        return new PdfReference(number);
    }

    private PdfDictionary Dictionary(PdfDictionary dictionary, PdfSense sense)
    {
        var copy = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        foreach (var (key, value) in dictionary.Entries)
        {
            bounds.Step();
            if (key is "OC" && IsStandard(sense))
                PdfElsewhere.RefuseLayer(paper, value);
            if (key is "Properties" && sense is PdfSense.Resources)
                LookAtLayers(paper.Dictionary(value));
            if (PdfKeys.Of(key, sense) is { } under && (key != "S" || !IsStandard(sense) || IsOfDrawing(value)))
                copy[key] = Of(value, under);
        }
        return new(copy);
    }

    private void LookAtLayers(PdfDictionary? properties)
    {
        foreach (var property in properties?.Entries.Values ?? [])
        {
            bounds.Step();
            PdfElsewhere.RefuseLayer(paper, property);
        }
    }

    private static bool IsStandard(PdfSense sense) => sense is PdfSense.Drawing or PdfSense.Picture;

    // The kinds of groups and soft masks; of actions it would be theirs.
    private bool IsOfDrawing(PdfValue value) => paper.Follow(value) is PdfName { Text: "Transparency" or "Luminosity" or "Alpha" };

    private PdfStream Stream(PdfStream stream, PdfSense sense)
    {
        var filters = PdfFilters.Of(stream, paper);
        // What a page or a pattern is drawn by may call itself a picture, and readers draw by it all the same.
        if (sense is not PdfSense.Picture || paper.Follow(stream.Dictionary["Subtype"]) is not PdfName { Text: "Image" })
            PdfFilters.RefuseInline(stream, filters, paper, bounds);
        var about = new Dictionary<string, PdfValue>(Dictionary(stream.Dictionary, sense).Entries, StringComparer.Ordinal)
        {
            ["Length"] = new PdfPlain(stream.Packed.Length.ToString(CultureInfo.InvariantCulture)),
        };
        if (filters.Count == 0)
            return new PdfStream(new(about), stream.Packed);
        about["Filter"] = new PdfList([.. filters.Select(f => new PdfName(f))]);
        if (paper.Follow(stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]) is { } how)
            about["DecodeParms"] = Of(how is PdfList ? how : new PdfList([how]), PdfSense.Drawing);
        return new PdfStream(new(about), stream.Packed);
    }
}
