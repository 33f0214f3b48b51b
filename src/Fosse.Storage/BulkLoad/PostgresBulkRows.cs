using Npgsql;

namespace Fosse.Storage.BulkLoad;

internal sealed class PostgresBulkRows(NpgsqlConnection connection, string table, IReadOnlyList<string> columns) : BulkRows(table, columns)
{
    public override async Task Write(IReadOnlyList<object?[]> rows, int count, CancellationToken stop)
    {
        if (count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {Table} ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)", stop);
        for (var r = 0; r < count; r++)
        {
            await copy.StartRowAsync(stop);
            foreach (var value in rows[r])
            {
                switch (value)
                {
                    case null: await copy.WriteNullAsync(stop); break;
                    case int number: await copy.WriteAsync(number, stop); break;
                    case long number: await copy.WriteAsync(number, stop); break;
                    case double number: await copy.WriteAsync(number, stop); break;
                    case string text: await copy.WriteAsync(text, stop); break;
                    case byte[] bytes: await copy.WriteAsync(bytes, stop); break;
                    default: throw new NotSupportedException($"{value.GetType().Name} is not written in bulk.");
                }
            }
        }
        await copy.CompleteAsync(stop);
    }
}
