using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>The stored rows of one kind of file. Everything is written here, in short turns.</summary>
internal sealed class MonthlyRows<TEntity>(SafetyDb db, MonthlyKind<TEntity> kind, WritingTurns turns, BulkRows table)
    where TEntity : class
{
    public static long FirstId(int fileId) => (long)fileId << RecordedCrime.PositionBits;

    public async Task<IReadOnlyList<(long Id, MonthlyRow Row)>> Of(int fileId, CancellationToken stop)
    {
        var rows = await In(fileId)
            .AsNoTracking()
            .OrderBy(r => EF.Property<long>(r, "Id"))
            .Take(1 << RecordedCrime.PositionBits)
            .ToListAsync(stop);
        return [.. rows.Select(kind.Held)];
    }

    public async Task Clear(int fileId, CancellationToken stop) =>
        await Remove(
            await In(fileId)
                .Select(r => EF.Property<long>(r, "Id"))
                .OrderBy(id => id)
                .Take(1 << RecordedCrime.PositionBits)
                .ToListAsync(stop),
            stop
        );

    public Task Remove(IReadOnlyList<long> ids, CancellationToken stop) =>
        turns.InSteps(ids.Count, 1, (from, count) => table.Remove(ids, from, count, stop), stop);

    /// <summary>Adds rows, or puts them in the place of the rows that have their ids.</summary>
    public Task Put(
        int fileId,
        int month,
        IReadOnlyList<(long Id, MonthlyRow Row)> rows,
        bool instead,
        Action<int> onRows,
        CancellationToken stop
    )
    {
        var ids = instead ? rows.Select(r => r.Id).ToList() : [];
        return turns.InSteps(
            rows.Count,
            instead ? 2 : 1,
            async (from, count) =>
            {
                if (instead)
                    await table.Remove(ids, from, count, stop);
                var cells = rows.Skip(from).Take(count).Select(r => (object?[])[r.Id, fileId, month, .. r.Row.Cells()]).ToList();
                await table.Write(cells, count, stop);
                onRows(count);
            },
            stop
        );
    }

    private IQueryable<TEntity> In(int fileId)
    {
        var (from, to) = (FirstId(fileId), FirstId(fileId + 1));
        return db.Set<TEntity>().Where(r => EF.Property<long>(r, "Id") >= from && EF.Property<long>(r, "Id") < to);
    }
}
