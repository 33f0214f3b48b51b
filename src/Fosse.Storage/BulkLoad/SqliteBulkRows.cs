using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fosse.Storage.BulkLoad;

internal sealed class SqliteBulkRows(SqliteConnection connection, string table, IReadOnlyList<string> columns) : BulkRows(table, columns)
{
    private readonly SqliteStatement insert = new(
        connection,
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})"
    );
    private SqliteStatement? delete;

    public override Task Write(int from, int count, BulkRow row, CancellationToken stop)
    {
        if (count == 0)
            return Task.CompletedTask;
        using var own = Own();
        for (var r = from; r < from + count; r++)
        {
            row(r, insert);
            insert.Run();
        }
        own?.Commit();
        return Task.CompletedTask;
    }

    public override Task Remove(IReadOnlyList<long> numbers, int from, int count, CancellationToken stop)
    {
        if (count == 0)
            return Task.CompletedTask;
        delete ??= new(connection, $"DELETE FROM {Table} WHERE {Columns[0]} = ?1");
        using var own = Own();
        for (var i = from; i < from + count; i++)
        {
            delete.Big(numbers[i]);
            delete.Run();
        }
        own?.Commit();
        return Task.CompletedTask;
    }

    private SqliteTransaction? Own() => raw.sqlite3_get_autocommit(connection.Handle) != 0 ? connection.BeginTransaction() : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            insert.Dispose();
            delete?.Dispose();
        }
        base.Dispose(disposing);
    }
}
