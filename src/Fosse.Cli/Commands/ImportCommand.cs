using System.CommandLine;
using System.Text.Json;
using Fosse.Cli.Import;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Commands;

/// <summary>fosse import county DIR | boundaries FILE… (and the other kinds) | crime PATH…</summary>
internal static class ImportCommand
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Make()
    {
        var import = new Command("import", "Bring open data into the database.");
        import.Add(ImportCountyCommand.Make());
        foreach (var kind in ImportCountyCommand.MakeKinds())
            import.Add(kind);
        import.Add(Crime());
        return import;
    }

    private static Command Crime()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Folders, .zip or single .csv of a data.police.uk download",
            Arity = ArgumentArity.OneOrMore,
        };
        var (json, db) = (JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "crime",
            "Load street-level crime, outcomes, and stop and search as data.police.uk publishes them. "
                + "Loading the same file again changes nothing; a later revision changes what it changed.\n\n"
                + """
                Examples:
                  fosse import crime ./police
                  fosse import crime download.zip --db "Host=127.0.0.1;Database=fosse;Username=fosse"
                """
        )
        {
            paths,
            json,
            db,
        };
        command.SetAction(
            async (parsed, stop) =>
                await LoadCrime(CountyDatabase.Address(parsed.GetValue(db)), parsed.GetRequiredValue(paths), parsed.GetValue(json), stop)
        );
        return command;
    }

    internal static async Task<int> LoadCrime(Storage.DatabaseAddress address, string[] paths, bool asJson, CancellationToken stop)
    {
        foreach (var path in paths.Where(p => !Directory.Exists(p) && !File.Exists(p)))
            throw new FileNotFoundException($"{path} is not there. Give a folder, a .zip or a .csv of data.police.uk.");
        var found = PoliceUkFiles.Find(paths, ReadLimits.Default);
        if (found.Files.Count + found.Refused.Count == 0)
        {
            await Console.Error.WriteLineAsync("No file there is named as data.police.uk names them (2022-10-leicestershire-street.csv).");
            foreach (var left in found.Left.Take(20))
                await Console.Error.WriteLineAsync($"  left {left.Name}: {left.Reason}");
            return ExitCodes.BadInput;
        }
        var results = await Take(address, found, stop);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(new { files = results, left = found.Left }, Json));
        else
            Show(results, found.Left);
        return results.Any(r => r.Result == "refused") ? ExitCodes.BadInput : ExitCodes.Done;
    }

    internal static Task<IReadOnlyList<FileResult>> TakeCrime(Storage.DatabaseAddress address, string[] paths, CancellationToken stop) =>
        Take(address, PoliceUkFiles.Find(paths, ReadLimits.Default), stop);

    private static async Task<IReadOnlyList<FileResult>> Take(Storage.DatabaseAddress address, PoliceUkFiles found, CancellationToken stop)
    {
        const int BytesInARow = 215; // for the length of the bar only
        var streets = found.Files.Where(f => f.Kind == PoliceUkKind.Street).ToList();
        await using var reading = StreetReading.Begin(streets, ReadLimits.Default, stop); // while the database is being opened
        return await CountyDatabase.With<IReadOnlyList<FileResult>>(
            address,
            async (db, clock, beside) =>
            {
                var import = streets.Count + found.Refused.Count == 0 ? null : ImportCrime.Begin(db, clock, beside, stop);
                var placedBy = await AreaEdition.Held(db, stop);
                if (placedBy.Length == 0)
                    await Console.Error.WriteLineAsync(
                        "This database holds no areas yet, so every row is kept as outside the county. Run 'fosse import county' "
                            + "and then this again: it places them."
                    );
                var taken = import is null
                    ? []
                    : await LongWork.Run(
                        "Recorded crime",
                        streets.Sum(f => f.Length) / BytesInARow,
                        done => import.Run(reading, found.Refused, placedBy, (step, rows) => done(step, rows), stop)
                    );
                return [.. taken, .. await OutcomesAndStops.Take(db, clock, placedBy, found.Files, stop)];
            },
            stop
        );
    }

    private static void Show(IReadOnlyList<FileResult> results, IReadOnlyList<LeftFile> left)
    {
        foreach (var r in results.Where(r => r.Result is "refused" or "revised" || r.Refused > 0))
            Console.WriteLine(
                $"{r.Result, -9} {r.Name}{(r.Note is null ? "" : $": {r.Note}")}{(r.Refused > 0 ? $" ({r.Refused:N0} rows refused)" : "")}"
            );
        foreach (var l in left.Take(50))
            Console.WriteLine($"left      {l.Name}: {l.Reason}");
        Console.WriteLine(
            $"{results.Count:N0} files: {results.Sum(r => r.Added):N0} rows added, {results.Sum(r => r.Changed):N0} changed, "
                + $"{results.Sum(r => r.Removed):N0} removed, {results.Sum(r => r.Unchanged):N0} unchanged, "
                + $"{results.Sum(r => r.Refused):N0} refused; {results.Count(r => r.Result == "refused"):N0} files refused"
        );
    }

    internal static Option<bool> JsonOption() => new("--json") { Description = "Answer as JSON" };
}
