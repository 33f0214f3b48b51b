using Fosse.CrimeData;
using Fosse.Exchange;

namespace Fosse.Intake.Crime;

/// <summary>What is particular to one kind of file: how it is read, and where its rows are stored.</summary>
internal abstract class MonthlyKind<TEntity>(CrimeFileKind kind, string name, string table, string[] columns)
    where TEntity : class
{
    public CrimeFileKind Kind { get; } = kind;

    /// <summary>As people call it, in the list of imports.</summary>
    public string Name { get; } = name;

    public string Table { get; } = table;

    /// <summary>All columns of the table: id, file, month, then those that <see cref="MonthlyRow.Cells"/> fills.</summary>
    public IReadOnlyList<string> Columns { get; } = ["id", "file_id", "month", .. columns];

    public abstract void Read(Stream bytes, MonthlyFile into, ReadLimits limits, CancellationToken stop);

    public abstract (long Id, MonthlyRow Row) Held(TEntity stored);
}
