using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Fosse.CrimeData;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Commands;

/// <summary>fosse imports: what each run added, changed, refused and why.</summary>
internal static class ImportsCommand
{
    public static Command Make()
    {
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var last = new Option<int>("--last") { Description = "How many runs, newest first", DefaultValueFactory = _ => 5 };
        var command = new Command(
            "imports",
            """
            Show what each import added, changed and refused, and why. A run that did not end can be run again.

            Example:
              fosse imports --last 1
            """
        )
        {
            json,
            last,
            db,
        };
        command.SetAction(
            async (parsed, stop) =>
                await CountyDatabase.Read(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async data =>
                    {
                        var runs = await data.Set<ImportRun>()
                            .AsNoTracking()
                            .OrderByDescending(r => r.Id)
                            .Take(Math.Clamp(parsed.GetValue(last), 1, 1000))
                            .ToListAsync(stop);
                        var ids = runs.Select(r => r.Id).ToList();
                        var files = (
                            await data.Set<ImportedFile>()
                                .AsNoTracking()
                                .Where(f => ids.Contains(f.RunId))
                                .OrderBy(f => f.Position)
                                .Take(100_000)
                                .ToListAsync(stop)
                        ).ToLookup(f => f.RunId);
                        var refused = (
                            await data.Set<RefusedImportRow>()
                                .AsNoTracking()
                                .Where(r => ids.Contains(r.RunId))
                                .OrderBy(r => r.Position)
                                .ThenBy(r => r.Line)
                                .Take(1000)
                                .ToListAsync(stop)
                        ).ToLookup(r => (r.RunId, r.Position));
                        if (parsed.GetValue(json))
                        {
                            Console.WriteLine(
                                JsonSerializer.Serialize(
                                    runs.Select(r => new
                                    {
                                        run = r,
                                        files = files[r.Id].Select(f => new { file = f, rows = refused[(r.Id, f.Position)] }),
                                    }),
                                    ImportCommand.Json
                                )
                            );
                            return ExitCodes.Done;
                        }
                        if (runs.Count == 0)
                            Console.WriteLine(
                                "Nothing has been imported yet. Run 'fosse import county DIR' and 'fosse import crime PATH'."
                            );
                        foreach (var run in runs)
                        {
                            Console.WriteLine(
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{run.StartedAt:yyyy-MM-dd HH:mm}  "
                                        + $"{run.Kind}{(run.EndedAt is null ? "  (did not end)" : "")}  "
                                        + $"{files[run.Id].Count(f => f.Result != ImportedFile.Together)} files, "
                                        + $"{files[run.Id].Sum(f => f.Added):N0} added, {files[run.Id].Sum(f => f.Changed):N0} changed, "
                                        + $"{files[run.Id].Sum(f => f.Removed):N0} removed, {files[run.Id].Sum(f => f.Refused):N0} "
                                        + $"refused"
                                )
                            );
                            foreach (var f in files[run.Id].Where(f => f is { Result: ImportedFile.Together, Note: not null }))
                                Console.WriteLine($"  {f.Note!.Replace("; ", "\n  ", StringComparison.Ordinal)}");
                            foreach (var f in files[run.Id].Where(f => f.Result is "revised" or "refused" || f.Refused > 0))
                            {
                                Console.WriteLine($"  {f.Result, -9} {f.Name}{(f.Note is null ? "" : $": {f.Note}")}");
                                foreach (var row in refused[(run.Id, f.Position)].Take(20))
                                    Console.WriteLine($"    line {row.Line:N0}: {row.Reason}: {Shown(row.Text)}");
                            }
                        }
                        return ExitCodes.Done;
                    },
                    stop
                )
        );
        return command;
    }

    // The text is a stranger's: what would steer a terminal is not shown.
    private static string Shown(string text) => new([.. text.Take(120).Select(c => char.IsControl(c) ? '?' : c)]);
}
