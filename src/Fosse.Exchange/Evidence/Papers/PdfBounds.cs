namespace Fosse.Exchange.Evidence.Papers;

/// <summary>How much one paper may ask of the machine, whatever shape it has: what is held of it in memory, and the steps that are taken
/// over it. A few bytes can say a great deal: one list that a thousand pages share, one object that a million heads lead to.</summary>
internal sealed class PdfBounds
{
    // A place is about 64 bytes.
    private const int MostHeld = 3_000_000,
        MostSteps = 10_000_000,
        MostUnpacked = 256 * 1024 * 1024;

    private int held,
        steps,
        unpacked;

    /// <summary>Something is kept in memory: so many places.</summary>
    public void Hold(int places)
    {
        if ((held += places) > MostHeld)
            throw TooMuch();
    }

    /// <summary>Something is looked at or written.</summary>
    public void Step()
    {
        if (++steps > MostSteps)
            throw TooMuch();
    }

    /// <summary>So many bytes were unpacked to be looked into.</summary>
    public void Unpack(int bytes)
    {
        if (bytes > MostUnpacked - unpacked)
            throw TooMuch();
        unpacked += bytes;
    }

    public static ExchangeFormatException TooMuch() =>
        EvidenceFile.Wrong("This PDF has too many parts. Open it and print it to PDF, and add that.");
}
