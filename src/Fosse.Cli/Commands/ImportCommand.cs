using System.CommandLine;
using System.Text.Json;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Intake.Crime;

namespace Fosse.Cli.Commands;

/// <summary>fosse import county DIR | boundaries FILE… (and the other kinds) | crime PATH… | basemap FOLDER…</summary>
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
        import.Add(ImportBasemapCommand.Make());
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

    private static async Task<int> LoadCrime(Storage.DatabaseAddress address, string[] paths, bool asJson, CancellationToken stop)
    {
        foreach (var path in paths.Where(p => !Directory.Exists(p) && !File.Exists(p)))
            throw new FileNotFoundException($"{path} is not there. Give a folder, a .zip or a .csv of data.police.uk.");
        await using var intake = CrimeIntake.Begin(paths, ReadLimits.Default, stop);
        if (intake.FoundNothing)
        {
            await Console.Error.WriteLineAsync("No file there is named as data.police.uk names them (2022-10-leicestershire-street.csv).");
            foreach (var left in intake.Left.Take(20))
                await Console.Error.WriteLineAsync($"  left {left.Name}: {left.Reason}");
            return ExitCodes.BadInput;
        }
        var results = await CountyDatabase.Into(address, into => intake.Store(into, LongWork.Shown, stop), stop);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(new { files = results, left = intake.Left }, Json));
        else
            Show(results, intake.Left);
        return results.Any(r => r.Result == "refused") ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private static void Show(IReadOnlyList<FileResult> results, IReadOnlyList<LeftFile> left)
    {
        foreach (var r in results.Where(r => r.Result is "refused" or "revised" || r.Refused > 0 || r.Note is not null))
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
