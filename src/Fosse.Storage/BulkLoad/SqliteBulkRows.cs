using Microsoft.Data.Sqlite;

namespace Fosse.Storage.BulkLoad;

internal sealed class SqliteBulkRows : BulkRows
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    public SqliteBulkRows(SqliteConnection connection, string table, IReadOnlyList<string> columns) : base(table, columns)
    {
        this.connection = connection;
        insert = connection.CreateCommand();
#pragma warning disable CA2100 // table and column names are the program's own
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
#pragma warning restore CA2100
        for (var i = 0; i < columns.Count; i++) insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
    }

    public override Task Write(IReadOnlyList<object?[]> rows, int count, CancellationToken stop)
    {
        if (count == 0) return Task.CompletedTask;
        using var own = Joined is null ? connection.BeginTransaction() : null;
        insert.Transaction = own ?? (SqliteTransaction)Joined!;
        for (var r = 0; r < count; r++)
        {
            var row = rows[r];
            for (var c = 0; c < row.Length; c++) insert.Parameters[c].Value = row[c] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
        own?.Commit();
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) insert.Dispose();
        base.Dispose(disposing);
    }
}
