namespace Fosse.Intake.Crime;

/// <summary>Gives what files publish the numbers of the database. It learns the words of every file, in the order of the files.</summary>
internal sealed class StreetCoder(CrimeWords words, CrimeAreas areas, int antiSocial)
{
    private readonly List<(KnownLsoa? Known, bool Stated)> lsoas = [];

    public CodedWords Categories { get; } = new(words, CrimeWords.Category, PublishedCategory.Of);
    public CodedWords Outcomes { get; } = new(words, CrimeWords.Outcome);
    public CodedWords Locations { get; } = new(words, CrimeWords.Location);

    /// <summary>The number of the category that is beside crime and never inside it.</summary>
    public int AntiSocial => antiSocial;

    public void Learn(FreshWords fresh)
    {
        Categories.Learn(fresh.Categories);
        Outcomes.Learn(fresh.Outcomes);
        Locations.Learn(fresh.Locations);
        foreach (var code in fresh.Lsoas)
            lsoas.Add((areas.Lsoa(code), code.AsSpan().Trim((byte)' ').Length > 0));
    }

    /// <summary>By the published code; where a row has none, by its point.</summary>
    public Placed Place(in PublishedRow row)
    {
        if (!row.HasPoint)
            return Placed.Nowhere;
        var (known, stated) = lsoas[row.Lsoa];
        return areas.Of(stated ? known : areas.At(row.Longitude, row.Latitude), row.Longitude, row.Latitude);
    }
}

/// <summary>The numbers that the words of one kind have in the database; a word gets one when a row that is kept uses it.</summary>
/// <param name="written">How a word is written in the database, where files write it in several ways.</param>
internal sealed class CodedWords(CrimeWords words, string kind, Func<byte[], byte[]>? written = null)
{
    private const int NotYet = 0; // no word has this number

    private readonly List<(byte[] Word, int Number)> known = [];

    public int Count => known.Count;

    public int this[int published]
    {
        get
        {
            var (word, number) = known[published];
            if (number != NotYet)
                return number;
            number = words[kind, Written(published)];
            known[published] = (word, number);
            return number;
        }
    }

    /// <summary>As the files write it.</summary>
    public byte[] Word(int published) => known[published].Word;

    /// <summary>As the database has it.</summary>
    public byte[] Written(int published) => written is null ? Word(published) : written(Word(published));

    public void Learn(IReadOnlyList<byte[]> fresh)
    {
        foreach (var word in fresh)
            known.Add((word, NotYet));
    }
}
