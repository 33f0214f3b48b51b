using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Storage.BulkLoad;

/// <summary>
/// Adds many rows to one table, past EF: prepared inserts on SQLite, binary COPY on PostgreSQL.
/// Rows go into the transaction that is open; without one, each call is a short transaction of its own.
/// </summary>
public abstract class BulkRows(string table, IReadOnlyList<string> columns) : IDisposable
{
    protected string Table { get; } = table;
    protected IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>Adds <paramref name="count"/> rows beginning with the row at <paramref name="from"/>.</summary>
    public abstract Task Write(int from, int count, BulkRow row, CancellationToken stop);

    /// <summary>Removes the rows whose first column is one of these numbers; numbers that no row has do no harm.</summary>
    public abstract Task Remove(IReadOnlyList<long> numbers, int from, int count, CancellationToken stop);

    /// <param name="rows">One array a row, in the order of the columns; only the first <paramref name="count"/> are written.</param>
    public Task Write(IReadOnlyList<object?[]> rows, int count, CancellationToken stop) =>
        Write(
            0,
            count,
            (index, cells) =>
            {
                foreach (var cell in rows[index])
                    cells.Any(cell);
            },
            stop
        );

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    public static async Task<BulkRows> Into(SafetyDb db, string table, IReadOnlyList<string> columns, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.Database.OpenConnectionAsync(stop);
        var connection = db.Database.GetDbConnection();
        return connection is Microsoft.Data.Sqlite.SqliteConnection sqlite
            ? new SqliteBulkRows(sqlite, table, columns)
            : new PostgresBulkRows((Npgsql.NpgsqlConnection)connection, table, columns);
    }
}
