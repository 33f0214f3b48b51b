namespace Fosse.Exchange.Evidence.Papers;

/// <summary>A value of a PDF (ISO 32000-1, 7.3), as far as one must be told from another to write it anew.</summary>
internal abstract record PdfValue;

/// <summary>null, true, false or a number, as it is written.</summary>
internal sealed record PdfPlain(string Text) : PdfValue;

/// <summary>A name with its letters, whatever way they were written.</summary>
internal sealed record PdfName(string Text) : PdfValue;

internal sealed record PdfWords(byte[] Bytes) : PdfValue;

internal sealed record PdfReference(int Number) : PdfValue;

internal sealed record PdfList(IReadOnlyList<PdfValue> Items) : PdfValue;

internal sealed record PdfDictionary(IReadOnlyDictionary<string, PdfValue> Entries) : PdfValue
{
    public static PdfDictionary Empty { get; } = new(new Dictionary<string, PdfValue>());

    public PdfValue? this[string key] => Entries.GetValueOrDefault(key);
}

/// <summary>A dictionary with bytes, packed as its filters say.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Packed) : PdfValue;
