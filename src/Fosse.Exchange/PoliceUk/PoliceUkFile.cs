namespace Fosse.Exchange.PoliceUk;

/// <summary>The three kinds of CSV file in a download from data.police.uk, in the order in which to take them in.</summary>
public enum PoliceUkKind
{
    Street,
    Outcomes,
    StopAndSearch,
}

/// <summary>One monthly file, in a folder or in a zip. It is recognised by its name alone; nothing of it has been read yet.</summary>
public sealed class PoliceUkFile
{
    private const int NameLength = 200;
    private static readonly (string End, PoliceUkKind Kind)[] Ends =
    [
        ("-street.csv", PoliceUkKind.Street),
        ("-outcomes.csv", PoliceUkKind.Outcomes),
        ("-stop-and-search.csv", PoliceUkKind.StopAndSearch),
    ];

    private readonly Func<Stream> _open;

    private PoliceUkFile(string name, string force, int month, PoliceUkKind kind, long length, Func<Stream> open) =>
        (Name, Force, Month, Kind, Length, _open) = (name, force, month, kind, length, open);

    /// <summary>The file's own name, such as 2022-10-leicestershire-street.csv.</summary>
    public string Name { get; }

    /// <summary>The force as data.police.uk spells it in names, such as "leicestershire" or "btp".</summary>
    public string Force { get; }

    /// <summary>The month as the number yyyymm.</summary>
    public int Month { get; }

    public PoliceUkKind Kind { get; }

    /// <summary>Bytes when unpacked, as the folder or the zip states it.</summary>
    public long Length { get; }

    /// <summary>Opens the file for one reading from front to end. Limits are enforced while it is read.</summary>
    public Stream Open() => _open();

    /// <summary>A file of this name, or null when the name is not one that data.police.uk gives.</summary>
    internal static PoliceUkFile? Named(string name, long length, Func<Stream> open)
    {
        if (name.Length is < 8 or > NameLength || name[7] != '-')
            return null;
        Span<byte> month = stackalloc byte[7];
        for (var i = 0; i < 7; i++)
            month[i] = char.IsAscii(name[i]) ? (byte)name[i] : (byte)'?';
        if (CrimeFields.Month(month, out var yyyymm) is not null)
            return null;
        foreach (var (end, kind) in Ends)
        {
            if (!name.EndsWith(end, StringComparison.OrdinalIgnoreCase) || name.Length <= 8 + end.Length)
                continue;
            var force = name[8..^end.Length];
            return force.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
                ? new(name, force.ToLowerInvariant(), yyyymm, kind, length, open)
                : null;
        }
        return null;
    }
}
