using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;

namespace Fosse.Intake.Crime;

/// <summary>Writes what a crime file brings, in bulk and in short turns.</summary>
internal sealed class CrimeTables : IDisposable
{
    private readonly byte[] key = new byte[CrimeKey.Length];
    private readonly WritingTurns turns;
    private BulkRows crimes = null!,
        counts = null!,
        words = null!,
        refused = null!;

    private CrimeTables(WritingTurns turns) => this.turns = turns;

    public static async Task<CrimeTables> Open(SafetyDb db, WritingTurns turns, CancellationToken stop) =>
        new(turns)
        {
            crimes = await BulkRows.Into(
                db,
                "recorded_crimes",
                [
                    "id",
                    "file_id",
                    "month",
                    "crime_key",
                    "category",
                    "outcome",
                    "location",
                    "longitude",
                    "latitude",
                    "lsoa_id",
                    "current_lsoa_id",
                    "ward_id",
                    "neighbourhood_id",
                    "placement",
                ],
                stop
            ),
            counts = await BulkRows.Into(db, "area_counts", ["file_id", "area_id", "by_category", "by_outcome"], stop),
            words = await BulkRows.Into(db, "coded_words", ["id", "kind", "word"], stop),
            refused = await BulkRows.Into(db, "refused_import_rows", ["run_id", "position", "line", "reason", "text"], stop),
        };

    /// <param name="id">The id of the row at an index.</param>
    public Task Add(CrimeFile file, Func<int, long> id, IReadOnlyList<StreetRecord> rows, Action<int> onRows, CancellationToken stop) =>
        turns.InSteps(
            rows.Count,
            1,
            async (from, count) =>
            {
                await crimes.Write(from, count, (index, cells) => Cells(file, id(index), rows[index], cells), stop);
                onRows(count);
            },
            stop
        );

    /// <summary>Puts rows in the place of those that have their ids.</summary>
    public Task Replace(CrimeFile file, IReadOnlyList<long> ids, IReadOnlyList<StreetRecord> rows, CancellationToken stop) =>
        turns.InSteps(
            rows.Count,
            2,
            async (from, count) =>
            {
                await crimes.Remove(ids, from, count, stop);
                await crimes.Write(from, count, (index, cells) => Cells(file, ids[index], rows[index], cells), stop);
            },
            stop
        );

    public Task Remove(IReadOnlyList<long> ids, CancellationToken stop) =>
        turns.InSteps(ids.Count, 1, (from, count) => crimes.Remove(ids, from, count, stop), stop);

    private void Cells(CrimeFile file, long id, in StreetRecord row, BulkCells cells)
    {
        cells.Big(id);
        cells.Number(file.Id);
        cells.Number(file.Month);
        if (row.Key is { } known)
        {
            known.CopyTo(key);
            cells.Bytes(key);
        }
        else
            cells.Nothing();
        cells.Number(row.Category);
        cells.Number(row.Outcome == 0 ? null : row.Outcome);
        cells.Number(row.Location);
        if (row.Placing != CrimePlacing.NoLocation)
        {
            cells.Real(row.Longitude);
            cells.Real(row.Latitude);
        }
        else
        {
            cells.Nothing();
            cells.Nothing();
        }
        var placed = row.Placed;
        cells.Number(placed.LsoaId);
        cells.Number(placed.CurrentLsoaId);
        cells.Number(placed.WardId);
        cells.Number(placed.NeighbourhoodId);
        cells.Number((int)placed.Placing);
    }

    /// <summary>The counts of a file that has none yet.</summary>
    public Task Add(IReadOnlyList<AreaCounts> held, CancellationToken stop) =>
        turns.InSteps(
            held.Count,
            1,
            (from, count) =>
                counts.Write(
                    from,
                    count,
                    (index, cells) =>
                    {
                        cells.Number(held[index].FileId);
                        cells.Number(held[index].AreaId);
                        cells.Bytes(held[index].ByCategory);
                        cells.Bytes(held[index].ByOutcome);
                    },
                    stop
                ),
            stop
        );

    public Task Add(IReadOnlyList<CodedWord> fresh, CancellationToken stop) =>
        turns.InSteps(
            fresh.Count,
            1,
            (from, count) =>
                words.Write(
                    from,
                    count,
                    (index, cells) =>
                    {
                        cells.Number(fresh[index].Id);
                        cells.Text(fresh[index].Kind);
                        cells.Text(fresh[index].Word);
                    },
                    stop
                ),
            stop
        );

    public Task Add(Guid runId, int position, IReadOnlyList<RefusedRow> rows, CancellationToken stop) =>
        turns.InSteps(
            rows.Count,
            1,
            (from, count) =>
                refused.Write(
                    from,
                    count,
                    (index, cells) =>
                    {
                        cells.Id(runId);
                        cells.Number(position);
                        cells.Number(rows[index].Line);
                        cells.Text(rows[index].Reason);
                        cells.Text(rows[index].Text);
                    },
                    stop
                ),
            stop
        );

    public void Dispose()
    {
        foreach (var table in new[] { crimes, counts, words, refused })
            table.Dispose();
    }
}
