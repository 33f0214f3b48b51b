using System.Security.Cryptography;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>One row of an outcomes or stop-and-search file in coded form. Two records are equal when all of their columns are.</summary>
internal abstract record MonthlyRow(Placed Placed)
{
    /// <summary>The row as the file gives it, without what follows from the boundaries that are held.</summary>
    public MonthlyRow AsPublished() => this with { Placed = default };

    /// <summary>What stays the same when a later revision corrects the row; null where only the whole row says which one it is.</summary>
    public virtual object? Identity() => null;

    /// <summary>The columns after id, file and month, in the order of the table.</summary>
    public abstract object?[] Cells();
}

/// <summary>A whole file in memory: nothing of it is stored until all of it has been read.</summary>
internal sealed class MonthlyFile
{
    private const int MostRows = (1 << RecordedCrime.PositionBits) - 1;

    public required PoliceUkFile Source { get; init; }
    public string Sha256 { get; private set; } = "";
    public List<MonthlyRow> Rows { get; } = [];
    public List<RefusedRow> Refused { get; } = [];
    public int WithoutLocation { get; private set; }
    public int Outside { get; private set; }

    /// <exception cref="ExchangeFormatException">The file as a whole cannot be what its name says.</exception>
    public static MonthlyFile Read(PoliceUkFile source, Action<Stream, MonthlyFile> read)
    {
        var made = new MonthlyFile { Source = source };
        using var hash = SHA256.Create();
        using (var bytes = source.Open())
        using (var hashed = new CryptoStream(bytes, hash, CryptoStreamMode.Read))
        {
            read(hashed, made);
            hashed.CopyTo(Stream.Null);
        }
        if (made.Refused.Count > 10 && made.Refused.Count > made.Rows.Count)
        {
            throw new ExchangeFormatException(
                source.Name,
                null,
                $"{made.Refused.Count:N0} of {made.Refused.Count + made.Rows.Count:N0} rows cannot be taken, so none are. The "
                    + $"first, in line {made.Refused[0].Line:N0}: {made.Refused[0].Reason}."
            );
        }
        made.Sha256 = Convert.ToHexStringLower(hash.Hash!);
        return made;
    }

    public void Take(MonthlyRow row)
    {
        if (Rows.Count == MostRows)
            throw new ExchangeFormatException(
                Source.Name,
                null,
                $"The file has more than {MostRows:N0} rows. Download one force and month a file."
            );
        Rows.Add(row);
        if (row.Placed.Placing == CrimePlacing.NoLocation)
            WithoutLocation++;
        if (row.Placed.Placing == CrimePlacing.Outside)
            Outside++;
    }
}
