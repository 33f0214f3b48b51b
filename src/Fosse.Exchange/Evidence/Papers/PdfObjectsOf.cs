using System.Globalization;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// All objects of a PDF by their numbers, the last one of each: found by walking from one to the next, as programs do that mend broken
/// files, because the list at the end may say otherwise than the file. Whatever lies between objects is not looked at and goes nowhere.
/// </summary>
internal sealed class PdfObjectsOf
{
    private const int MostObjects = 100_000,
        Furthest = 32;

    private readonly Dictionary<int, (int Position, PdfValue Value)> objects = [];
    private readonly List<PdfDictionary> ends = [];
    private readonly List<(int Number, int Start, PdfStream Found)> guessed = [];
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly EvidenceLimits limits;
    private readonly PdfBounds bounds;
    private int streams;
    private long unpacked;

    public PdfObjectsOf(ReadOnlyMemory<byte> bytes, EvidenceLimits limits, PdfBounds bounds)
    {
        (this.bytes, this.limits, this.bounds) = (bytes, limits, bounds);
        Walk();
        Measure();
        if (ends.FindLast(e => e["Encrypt"] is not null) is { } locked)
            Unlock(locked["Encrypt"]!);
        foreach (var (position, value) in objects.Values.OrderBy(o => o.Position).ToList())
        {
            if (value is PdfStream { Dictionary: var about } packed && IsA(about, "ObjStm"))
                Unpack(packed, position);
        }
    }

    /// <summary>What the reference leads to in the end; nothing where it leads nowhere or in circles.</summary>
    public PdfValue? Follow(PdfValue? value)
    {
        for (var steps = 0; value is PdfReference to; steps++)
        {
            bounds.Step();
            if (steps == Furthest || !objects.TryGetValue(to.Number, out var found))
                return null;
            value = found.Value;
        }
        return value is PdfPlain { Text: "null" } ? null : value;
    }

    public PdfDictionary? Dictionary(PdfValue? value) =>
        Follow(value) switch
        {
            PdfDictionary dictionary => dictionary,
            PdfStream stream => stream.Dictionary,
            _ => null,
        };

    /// <summary>Where the paper begins: what the last end says, or the last object that calls itself so.</summary>
    public PdfDictionary? Catalogue() =>
        Enumerable.Reverse(ends).Select(e => Dictionary(e["Root"])).FirstOrDefault(c => c?["Pages"] is not null)
        ?? objects
            .Values.OrderByDescending(o => o.Position)
            .Select(o => o.Value)
            .OfType<PdfDictionary>()
            .FirstOrDefault(d => IsA(d, "Catalog"));

    private bool IsA(PdfDictionary dictionary, string type) => dictionary["Type"] is { } said && Is(said, type);

    private bool Is(PdfValue value, string name) => Follow(value) is PdfName { Text: var text } && text == name;

    private void Walk()
    {
        var reader = new PdfReader(bytes, bounds);
        while (!reader.AtEnd)
        {
            var start = reader.At;
            if (reader.TakesNumber(out var number) && reader.TakesNumber(out _) && reader.Takes("obj"))
            {
                Keep(number, start, reader.Takes("endobj") ? PdfWriter.Nothing : WithStream(reader, number));
            }
            else
            {
                reader.At = start;
                if (reader.Takes("trailer") && reader.Value() is PdfDictionary end)
                    ends.Add(end);
                else if (reader.At == start)
                    reader.At += Math.Max(1, reader.Word().Length);
            }
        }
    }

    private PdfValue WithStream(PdfReader reader, int number)
    {
        var value = reader.Value();
        if (value is not PdfDictionary about || !reader.Takes("stream"))
            return value;
        if (++streams > limits.Streams)
            throw PdfBounds.TooMuch();
        var all = bytes.Span;
        var start = reader.At;
        if (start < all.Length && all[start] == '\r')
            start++;
        if (start < all.Length && all[start] == '\n')
            start++;
        var length = Length(about, start);
        reader.At = start + length;
        if (!reader.TakesStart("endstream")) // some write endstreamendobj
            throw EvidenceFile.DamagedPaper();
        if (IsA(about, "XRef"))
            ends.Add(about);
        var found = new PdfStream(about, bytes.Slice(start, length));
        if (about["Length"] is PdfReference)
            guessed.Add((number, start, found));
        return found;
    }

    // What it says where that is true; else up to the word that ends it.
    private int Length(PdfDictionary about, int start)
    {
        if (
            about["Length"] is PdfPlain { Text: var text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            && EndsAt(start + (long)said)
        )
            return said;
        var end = bytes.Span[start..].IndexOf("endstream"u8);
        if (end < 0)
            throw EvidenceFile.DamagedPaper();
        if (end > 0 && bytes.Span[start + end - 1] == '\n')
            end--;
        if (end > 0 && bytes.Span[start + end - 1] == '\r')
            end--;
        return end;
    }

    // A few bytes are looked at, for each of many streams may say so of the same place.
    private bool EndsAt(long at) =>
        at < bytes.Length
        && bytes.Span.Slice((int)at, (int)Math.Min(16, bytes.Length - at)).TrimStart(" \t\f\r\n\0"u8).StartsWith("endstream"u8);

    // A length that is told elsewhere is known when all has been read. Where it differs from what was found, that is by the end of a line
    // which belongs to the content.
    private void Measure()
    {
        foreach (var (number, start, found) in guessed)
        {
            var held = objects[number];
            if (
                ReferenceEquals(held.Value, found)
                && Number(found.Dictionary["Length"]) is { } said
                && said - found.Packed.Length is 1 or 2
                && EndsAt(start + (long)said)
            )
                objects[number] = held with { Value = found with { Packed = bytes.Slice(start, said) } };
        }
    }

    // What lies in another object is locked with it; the lock itself, and what tells the places of objects, is not.
    private void Unlock(PdfValue told)
    {
        var way = PdfLock.Of(Dictionary(told) ?? PdfDictionary.Empty, this);
        var itself = told is PdfReference { Number: var number } ? number : -1;
        foreach (var (of, (position, value)) in objects.ToList())
        {
            if (of != itself && !(value is PdfStream { Dictionary: var about } && IsA(about, "XRef")))
                objects[of] = (position, way.Open(value, bounds));
        }
    }

    private void Unpack(PdfStream packed, int position)
    {
        var content = PdfFilters.Unpack(packed, this, limits.StreamBytes);
        unpacked += content.Length;
        if (unpacked > limits.AllStreamBytes)
            throw EvidenceFile.Wrong("This PDF unpacks to too much. Open it and print it to PDF, and add that.");
        if (
            Number(packed.Dictionary["N"]) is not { } count
            || Number(packed.Dictionary["First"]) is not { } first
            || first > content.Length
        )
            throw EvidenceFile.DamagedPaper();
        var (heads, places) = (new PdfReader(content.AsMemory(0, first), bounds), new List<(int Number, int At)>());
        for (var i = 0; i < count; i++)
        {
            if (!heads.TakesNumber(out var number) || !heads.TakesNumber(out var at) || at >= content.Length - first)
                throw EvidenceFile.DamagedPaper();
            places.Add((number, at));
            bounds.Step();
        }
        // Each ends where the next begins, so that nothing is read twice however many heads lead there.
        var (order, end) = (places.OrderByDescending(p => p.At), content.Length - first);
        foreach (var (number, at) in order)
        {
            if (at == end)
                throw EvidenceFile.DamagedPaper();
            Keep(number, position, new PdfReader(content.AsMemory(first + at, end - at), bounds).Value());
            end = at;
        }
    }

    public int? Number(PdfValue? value) =>
        Follow(value) is PdfPlain { Text: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private void Keep(int number, int position, PdfValue value)
    {
        if (objects.TryGetValue(number, out var held) && held.Position > position)
            return;
        objects[number] = (position, value);
        if (objects.Count > MostObjects)
            throw PdfBounds.TooMuch();
    }
}
