using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fosse.Storage.BulkLoad;

/// <summary>A prepared statement without the cost of ADO.NET parameters, which for a row of fourteen cells is several times that of SQLite
/// itself.</summary>
internal sealed class SqliteStatement : BulkCells, IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int cells;
    private int at;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        cells = raw.sqlite3_bind_parameter_count(statement);
    }

    /// <summary>Runs it with the cells that were given since the last time.</summary>
    public void Run()
    {
        // A cell that was left out would keep the value of the row before.
        if (at != cells)
            throw new InvalidOperationException($"The row has {at} cells and must have {cells}.");
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        at = 0;
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    public override void Nothing() => Check(raw.sqlite3_bind_null(statement, ++at));

    public override void Number(int value) => Check(raw.sqlite3_bind_int(statement, ++at, value));

    public override void Big(long value) => Check(raw.sqlite3_bind_int64(statement, ++at, value));

    public override void Real(double value) => Check(raw.sqlite3_bind_double(statement, ++at, value));

    public override void Text(string value) => Check(raw.sqlite3_bind_text(statement, ++at, value));

    public override void Bytes(ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(statement, ++at, value));

    public override void Id(Guid value) => Text(value.ToString().ToUpperInvariant());

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, database);
    }
}
