using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.CrimeData;

public sealed class WritingTurnsTests
{
    [Fact]
    public async Task Nobody_who_writes_waits_for_more_than_one_short_turn()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.Do(async db =>
        {
            await using var turns = await WritingTurns.On(db, CancellationToken.None);
            using var words = await BulkRows.Into(db, "coded_words", ["id", "kind", "word"], CancellationToken.None);
            for (var from = 0; from < 100_000; from += turns.Step)
            {
                await turns.Take(turns.Step, CancellationToken.None);
                await words.Write(
                    from,
                    turns.Step,
                    (index, cells) =>
                    {
                        cells.Number(index);
                        cells.Text("test");
                        cells.Text($"word {index}");
                    },
                    CancellationToken.None
                );
            }
            await turns.End(CancellationToken.None);

            Assert.InRange(turns.MostRows, turns.Step, WritingTurns.MostRowsOnSqlite);
        });
        Assert.Equal(100_000, await county.Do(db => db.Set<Fosse.CrimeData.CodedWord>().CountAsync()));
    }

    [Fact]
    public async Task Rows_that_belong_together_are_not_seen_in_parts()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.Do(async db =>
        {
            await using var turns = await WritingTurns.On(db, CancellationToken.None);
            using var words = await BulkRows.Into(db, "coded_words", ["id", "kind", "word"], CancellationToken.None);
            await turns.Together(WritingTurns.MostRowsOnSqlite, CancellationToken.None);
            for (var from = 0; from < WritingTurns.MostRowsOnSqlite; from += turns.Step)
            {
                await turns.Take(turns.Step, CancellationToken.None);
                await words.Write(
                    from,
                    turns.Step,
                    (index, cells) =>
                    {
                        cells.Number(index);
                        cells.Text("test");
                        cells.Text($"word {index}");
                    },
                    CancellationToken.None
                );
                Assert.Equal(0, await county.Do(other => other.Set<Fosse.CrimeData.CodedWord>().CountAsync()));
            }
            await turns.End(CancellationToken.None);
        });
        Assert.Equal(WritingTurns.MostRowsOnSqlite, await county.Do(db => db.Set<Fosse.CrimeData.CodedWord>().CountAsync()));
    }
}
