using System.Data.Common;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fosse.Storage.BulkLoad;

/// <summary>
/// Adds many rows to one table, past EF: prepared inserts on SQLite, binary COPY on PostgreSQL.
/// Each call of <see cref="Write"/> is one short transaction, so that nobody waits long for the writer.
/// </summary>
public abstract class BulkRows(string table, IReadOnlyList<string> columns) : IDisposable
{
    protected string Table { get; } = table;
    protected IReadOnlyList<string> Columns { get; } = columns;

    /// <param name="rows">One array a row, in the order of the columns; only the first <paramref name="count"/> are written.</param>
    public abstract Task Write(IReadOnlyList<object?[]> rows, int count, CancellationToken stop);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Adds the rows inside a transaction that is already open.</summary>
    public static async Task Join(SafetyDb db, IDbContextTransaction transaction, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        using var bulk = await Into(db, table, columns, stop);
        bulk.Joined = transaction.GetDbTransaction();
        await bulk.Write(rows, rows.Count, stop);
    }

    /// <summary>The transaction of somebody else that the rows go into; none: each write is its own.</summary>
    protected DbTransaction? Joined { get; private set; }

    public static async Task<BulkRows> Into(SafetyDb db, string table, IReadOnlyList<string> columns, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        var connection = db.Database.GetDbConnection();
        return connection is Microsoft.Data.Sqlite.SqliteConnection sqlite
            ? new SqliteBulkRows(sqlite, table, columns)
            : new PostgresBulkRows((Npgsql.NpgsqlConnection)connection, table, columns);
    }
}
