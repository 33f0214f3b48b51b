namespace Fosse.Cli.Import;

/// <summary>Numbers the words of one kind in the order in which a file first uses them, from 0.</summary>
internal sealed class WordList
{
    private readonly Dictionary<byte[], int> numbers = new(new SameBytes());
    private readonly List<byte[]> words = [];

    public int Count => words.Count;

    /// <summary>The word with a number, UTF-8 as published.</summary>
    public ReadOnlySpan<byte> this[int number] => words[number];

    /// <summary>The number of a word, which is a new one the first time.</summary>
    public int Of(ReadOnlySpan<byte> word)
    {
        var known = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(word, out var number)) return number;
        var kept = word.ToArray();
        numbers.Add(kept, words.Count);
        words.Add(kept);
        return words.Count - 1;
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
