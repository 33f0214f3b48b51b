using Npgsql;

namespace Fosse.Storage.BulkLoad;

internal sealed class PostgresBulkRows(NpgsqlConnection connection, string table, IReadOnlyList<string> columns) : BulkRows(table, columns)
{
    private readonly CopyFormat format = new((short)columns.Count);

    public override async Task Write(int from, int count, BulkRow row, CancellationToken stop)
    {
        if (count == 0)
            return;
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY {Table} ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)",
            stop
        );
        try
        {
            format.Begin();
            for (var r = from; r < from + count; r++)
            {
                format.Row();
                row(r, format);
                if (format.IsLarge)
                    await Send(copy, stop);
            }
            format.End();
            await Send(copy, stop);
        }
        catch
        {
            await copy.CancelAsync(); // or closing it would keep what was sent
            throw;
        }
    }

    private async Task Send(NpgsqlRawCopyStream copy, CancellationToken stop)
    {
        await copy.WriteAsync(format.Filled, stop);
        format.Clear();
    }

    public override async Task Remove(IReadOnlyList<long> numbers, int from, int count, CancellationToken stop)
    {
        if (count == 0)
            return;
#pragma warning disable CA2100 // table and column names are the program's own
        await using var delete = new NpgsqlCommand($"DELETE FROM {Table} WHERE {Columns[0]} = ANY (@numbers)", connection);
#pragma warning restore CA2100
        delete.Parameters.AddWithValue("numbers", numbers.Skip(from).Take(count).ToArray());
        await delete.ExecuteNonQueryAsync(stop);
    }
}
