using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Import;

/// <summary>The stored rows of one kind of file. Everything is written here, in short transactions.</summary>
internal sealed class MonthlyRows<TEntity>(SafetyDb db, MonthlyKind<TEntity> kind, int chunk) where TEntity : class
{
    public static long FirstId(int fileId) => (long)fileId << RecordedCrime.PositionBits;

    public async Task<IReadOnlyList<(long Id, MonthlyRow Row)>> Of(int fileId, CancellationToken stop)
    {
        var rows = await In(fileId).AsNoTracking().OrderBy(r => EF.Property<long>(r, "Id")).Take(1 << RecordedCrime.PositionBits).ToListAsync(stop);
        return [.. rows.Select(kind.Held)];
    }

    public async Task Clear(int fileId, CancellationToken stop)
    {
        if (await In(fileId).MaxAsync(r => (long?)EF.Property<long>(r, "Id"), stop) is not { } last) return;
        for (var from = FirstId(fileId); from <= last; from += chunk)
        {
            var (first, next) = (from, from + chunk);
            await In(fileId).Where(r => EF.Property<long>(r, "Id") >= first && EF.Property<long>(r, "Id") < next).ExecuteDeleteAsync(stop);
        }
    }

    public async Task Remove(IReadOnlyList<long> ids, CancellationToken stop)
    {
        foreach (var part in ids.Chunk(chunk)) await db.Set<TEntity>().Where(r => part.Contains(EF.Property<long>(r, "Id"))).ExecuteDeleteAsync(stop);
    }

    /// <summary>Adds rows, or puts them in the place of the rows that have their ids.</summary>
    public async Task Put(int fileId, int month, IReadOnlyList<(long Id, MonthlyRow Row)> rows, bool instead, Action<int> onRows, CancellationToken stop)
    {
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Skip(start).Take(chunk).ToList();
            var cells = part.Select(r => (object?[])[r.Id, fileId, month, .. r.Row.Cells()]).ToList();
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (instead) await Remove([.. part.Select(r => r.Id)], stop);
            await BulkRows.Join(db, transaction, kind.Table, kind.Columns, cells, stop);
            await transaction.CommitAsync(stop);
            onRows(part.Count);
        }
    }

    private IQueryable<TEntity> In(int fileId)
    {
        var (from, to) = (FirstId(fileId), FirstId(fileId + 1));
        return db.Set<TEntity>().Where(r => EF.Property<long>(r, "Id") >= from && EF.Property<long>(r, "Id") < to);
    }
}
