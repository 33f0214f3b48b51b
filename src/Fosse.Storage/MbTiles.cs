using Microsoft.Data.Sqlite;

namespace Fosse.Storage;

/// <summary>Reads the tiles of an <c>.mbtiles</c> file (MBTiles 1.3): an SQLite database whose rows are counted from the south.</summary>
public sealed class MbTiles : IDisposable
{
    private readonly SqliteConnection file;
    private readonly string name;

    /// <exception cref="FormatException">It is no such file.</exception>
    public MbTiles(string path)
    {
        name = path;
        file = new(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        Asking(() =>
        {
            file.Open();
            return 0;
        });
    }

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Says() =>
        Asking(() =>
        {
            using var ask = Ask("SELECT name, value FROM metadata");
            using var rows = ask.ExecuteReader();
            var said = new Dictionary<string, string>(StringComparer.Ordinal);
            while (rows.Read())
                said[rows.GetString(0)] = rows.IsDBNull(1) ? "" : rows.GetString(1);
            return said;
        });

    /// <summary>Zoom, column from the west and row from the north of each tile.</summary>
    public IReadOnlyList<(int Zoom, int X, int Y)> Tiles() =>
        Asking(() =>
        {
            using var ask = Ask("SELECT zoom_level, tile_column, tile_row FROM tiles WHERE zoom_level BETWEEN 0 AND 22");
            using var rows = ask.ExecuteReader();
            var all = new List<(int, int, int)>();
            while (rows.Read())
                all.Add((rows.GetInt32(0), rows.GetInt32(1), (1 << rows.GetInt32(0)) - 1 - rows.GetInt32(2)));
            return all;
        });

    /// <summary>A tile as it is stored, packed or not.</summary>
    public byte[] Read(int zoom, int x, int y) =>
        Asking(() =>
        {
            using var ask = Ask("SELECT tile_data FROM tiles WHERE zoom_level = $z AND tile_column = $x AND tile_row = $y");
            ask.Parameters.AddWithValue("$z", zoom);
            ask.Parameters.AddWithValue("$x", x);
            ask.Parameters.AddWithValue("$y", (1 << zoom) - 1 - y);
            return ask.ExecuteScalar() as byte[] ?? [];
        });

    public void Dispose() => file.Dispose();

    private SqliteCommand Ask(string sql)
    {
        var command = file.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private T Asking<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException or OverflowException)
        {
            throw new FormatException($"{name} is no .mbtiles file that can be read. Download or make it again.", e);
        }
    }
}
