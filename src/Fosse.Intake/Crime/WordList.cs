namespace Fosse.Intake.Crime;

/// <summary>Numbers the words of one kind in the order in which files first use them, from 0.</summary>
internal sealed class WordList
{
    private readonly Dictionary<byte[], int> numbers = new(new SameBytes());
    private List<byte[]> fresh = [];

    /// <summary>How many words were new since they were taken last.</summary>
    public int Fresh => fresh.Count;

    /// <summary>The number of a word, UTF-8 as published, which is a new one the first time.</summary>
    public int Of(ReadOnlySpan<byte> word)
    {
        var known = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(word, out var number))
            return number;
        var kept = word.ToArray();
        numbers.Add(kept, numbers.Count);
        fresh.Add(kept);
        return numbers.Count - 1;
    }

    /// <summary>The words that were new since it was asked last, in the order of their numbers.</summary>
    public IReadOnlyList<byte[]> TakeFresh()
    {
        var taken = fresh;
        fresh = [];
        return taken;
    }

    private sealed class SameBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] word) => GetHashCode(word.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> word) => word.ToArray();

        public bool Equals(ReadOnlySpan<byte> word, byte[] other) => word.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> word)
        {
            var hash = new HashCode();
            hash.AddBytes(word);
            return hash.ToHashCode();
        }
    }
}

/// <summary>The words of the files that were read so far, each kind by numbers of its own.</summary>
internal sealed class PublishedWords
{
    public WordList Categories { get; } = new();
    public WordList Outcomes { get; } = new();
    public WordList Locations { get; } = new();
    public WordList Lsoas { get; } = new();

    public FreshWords TakeFresh() => new(Categories.TakeFresh(), Outcomes.TakeFresh(), Locations.TakeFresh(), Lsoas.TakeFresh());
}

/// <summary>The words that a file was the first to use, in the order of their numbers, for those who know the ones before.</summary>
internal sealed record FreshWords(
    IReadOnlyList<byte[]> Categories,
    IReadOnlyList<byte[]> Outcomes,
    IReadOnlyList<byte[]> Locations,
    IReadOnlyList<byte[]> Lsoas
);
