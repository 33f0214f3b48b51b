using System.CommandLine;
using System.Text.Json;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Commands;

/// <summary>fosse check-rates: adds every published count up again from the raw rows, by a second way, and compares.</summary>
internal static class CheckRatesCommand
{
    public static Command Make()
    {
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "check-rates",
            """
            Recompute every figure of the place pages from the raw rows and compare. Ends with 1 when one differs.

            Example:
              fosse check-rates --json
            """
        )
        {
            json,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                CountyDatabase.Read(CountyDatabase.Address(parsed.GetValue(db)), data => Check(data, parsed.GetValue(json), stop), stop)
        );
        return command;
    }

    private static async Task<int> Check(SafetyDb db, bool asJson, CancellationToken stop)
    {
        var figures = await db.LoadFigures(stop);
        var counted = await Recount(db, figures, stop);
        var (compared, wrong) = (0L, 0L);
        foreach (var area in figures.Areas)
        {
            foreach (var month in figures.Months)
            {
                for (var c = 0; c <= figures.Categories.Count; c++)
                {
                    var category = c < figures.Categories.Count ? figures.Categories[c] : "Anti-social behaviour";
                    var published =
                        c < figures.Categories.Count ? figures.InCategory(area, c, month, month) : figures.In(area, month).AntiSocial;
                    var raw = counted.GetValueOrDefault((area.Id, month.Number, category));
                    compared++;
                    if (published == raw)
                        continue;
                    if (++wrong <= 20)
                        await Console.Error.WriteLineAsync($"{area.Slug} {month} {category}: published {published}, raw rows {raw}");
                }
            }
        }
        Console.WriteLine(
            asJson
                ? JsonSerializer.Serialize(new { compared, differ = wrong }, ImportCommand.Json)
                : $"{compared:N0} counts compared, {wrong:N0} differ"
        );
        return wrong == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    // The second way: row by row, straight from the codes of each row, without the stored counts.
    private static async Task<Dictionary<(int Area, int Month, string Category), long>> Recount(
        SafetyDb db,
        CountyFigures figures,
        CancellationToken stop
    )
    {
        const int RowsBetweenSteps = 10_000;
        var files = (
            await db.Set<CrimeFile>()
                .AsNoTracking()
                .Where(f => f.State == CrimeFileState.Current && f.Force == figures.Force && f.Kind == CrimeFileKind.Street)
                .Select(f => f.Id)
                .Take(100_000)
                .ToListAsync(stop)
        ).ToHashSet();
        var words = await db.Set<CodedWord>()
            .AsNoTracking()
            .Where(w => w.Kind == "category")
            .Take(1000)
            .ToDictionaryAsync(w => w.Id, w => w.Word, stop);
        var areas = await db.Set<Area>().AsNoTracking().Take(500_000).ToDictionaryAsync(a => a.Id, stop);
        var county = areas.Values.FirstOrDefault(a => a.Kind == AreaKind.County)?.Id;
        var sums = new Dictionary<(int, int, string), long>();
        var rows = db.Set<RecordedCrime>()
            .AsNoTracking()
            .Where(c => c.Placement == CrimePlacing.Inside)
            .Select(c => new
            {
                c.FileId,
                c.Month,
                c.Category,
                c.LsoaId,
                c.CurrentLsoaId,
                c.WardId,
                c.NeighbourhoodId,
            });
        return await LongWork.Shown.During(
            "Counting",
            await rows.LongCountAsync(stop),
            async done =>
            {
                var seen = 0;
                await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
                {
                    if (++seen % RowsBetweenSteps == 0)
                        done("", RowsBetweenSteps);
                    if (!files.Contains(row.FileId))
                        continue;
                    var published = areas[row.LsoaId!.Value];
                    var current = row.CurrentLsoaId is { } id ? areas[id] : published;
                    foreach (
                        var area in new HashSet<int?>
                        {
                            published.Id,
                            row.CurrentLsoaId,
                            row.WardId,
                            row.NeighbourhoodId,
                            current.ParentId,
                            published.DistrictId,
                            county,
                        }
                    )
                    {
                        if (area is { } a)
                            sums[(a, row.Month, words[row.Category])] = sums.GetValueOrDefault((a, row.Month, words[row.Category])) + 1;
                    }
                }
                return sums;
            }
        );
    }
}
