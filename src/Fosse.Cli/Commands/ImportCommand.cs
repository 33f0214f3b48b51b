using System.CommandLine;
using System.Text.Json;
using Fosse.Cli.Import;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Commands;

/// <summary>fosse import county DIR | crime PATH…</summary>
internal static class ImportCommand
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Make()
    {
        var import = new Command("import", "Bring open data into the database.");
        import.Add(County());
        import.Add(Crime());
        return import;
    }

    private static Command County()
    {
        var folder = new Argument<string>("folder") { Description = "Folder (searched through) or single file of boundaries, lookups, population, postcodes, places" };
        var (json, db) = (JsonOption(), CountyDatabase.Option());
        var command = new Command("county", """
            Load boundaries, lookups, residents, postcodes and places. Files are recognised by their columns, not their names.

            Example:
              fosse import county ./open-data
            """) { folder, json, db };
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(folder);
            if (!Directory.Exists(path) && !File.Exists(path)) throw new FileNotFoundException($"{path} is not there. Give the folder that holds the county's open data.");
            return await LoadCounty(CountyDatabase.Address(parsed.GetValue(db)), path, parsed.GetValue(json), stop);
        });
        return command;
    }

    internal static async Task<int> LoadCounty(Storage.DatabaseAddress address, string path, bool asJson, CancellationToken stop)
    {
        var found = await TakeCounty(address, path, stop);
        if (found.Took.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Nothing in {path} was recognised as a county's boundaries, lookups, population, postcodes or places.");
            foreach (var (name, why) in found.Left.Take(20)) await Console.Error.WriteLineAsync($"  left {name}: {why}");
            return ExitCodes.BadInput;
        }
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { took = found.Took.Select(t => new { t.Name, t.What, t.Count }), left = found.Left.Select(l => new { l.Name, l.Why }) }, Json));
            return ExitCodes.Done;
        }
        foreach (var (name, what, count) in found.Took) Console.WriteLine($"took {count,7:N0}  {what,-52} {name}");
        foreach (var (name, why) in found.Left) Console.WriteLine($"left          {name}: {why}");
        return ExitCodes.Done;
    }

    internal static async Task<CountyFolder> TakeCounty(Storage.DatabaseAddress address, string path, CancellationToken stop)
    {
        var found = new CountyFolder(ReadLimits.Default);
        found.Read(path, _ => { }, stop);
        if (found.Took.Count == 0) return found;
        return await CountyDatabase.With(address, async (db, clock) =>
        {
            await new CountyLoad(db, clock).Store(found, stop);
            return found;
        }, stop);
    }

    private static Command Crime()
    {
        var paths = new Argument<string[]>("path") { Description = "Folders, .zip or single .csv of a data.police.uk download", Arity = ArgumentArity.OneOrMore };
        var (json, db) = (JsonOption(), CountyDatabase.Option());
        var command = new Command("crime", """
            Load recorded crime as data.police.uk publishes it. Loading the same file again changes nothing; a later revision changes what it changed.

            Examples:
              fosse import crime ./police
              fosse import crime download.zip --db "Host=127.0.0.1;Database=fosse;Username=fosse"
            """) { paths, json, db };
        command.SetAction(async (parsed, stop) => await LoadCrime(CountyDatabase.Address(parsed.GetValue(db)), parsed.GetRequiredValue(paths), parsed.GetValue(json), stop));
        return command;
    }

    internal static async Task<int> LoadCrime(Storage.DatabaseAddress address, string[] paths, bool asJson, CancellationToken stop)
    {
        foreach (var path in paths.Where(p => !Directory.Exists(p) && !File.Exists(p))) throw new FileNotFoundException($"{path} is not there. Give a folder, a .zip or a .csv of data.police.uk.");
        var found = PoliceUkFiles.Find(paths, ReadLimits.Default);
        var streets = found.Files.Where(f => f.Kind == PoliceUkKind.Street).ToList();
        if (found.Files.Count + found.Refused.Count == 0)
        {
            await Console.Error.WriteLineAsync("No file there is named as data.police.uk names them (2022-10-leicestershire-street.csv).");
            foreach (var left in found.Left.Take(20)) await Console.Error.WriteLineAsync($"  left {left.Name}: {left.Reason}");
            return ExitCodes.BadInput;
        }
        var results = await Take(address, streets, found.Refused, stop);
        if (asJson) Console.WriteLine(JsonSerializer.Serialize(new { files = results, left = found.Left }, Json));
        else Show(results, found.Left);
        return results.Any(r => r.Result == "refused") ? ExitCodes.BadInput : ExitCodes.Done;
    }

    internal static Task<IReadOnlyList<FileResult>> TakeCrime(Storage.DatabaseAddress address, string[] paths, CancellationToken stop) =>
        Take(address, [.. PoliceUkFiles.Find(paths, ReadLimits.Default).Files.Where(f => f.Kind == PoliceUkKind.Street)], [], stop);

    private static Task<IReadOnlyList<FileResult>> Take(Storage.DatabaseAddress address, IReadOnlyList<PoliceUkFile> streets, IReadOnlyList<LeftFile> refused, CancellationToken stop)
    {
        const int BytesInARow = 215; // for the length of the bar only
        return CountyDatabase.With(address, (db, clock) => LongWork.Run("Recorded crime", streets.Sum(f => f.Length) / BytesInARow, done =>
            new ImportCrime(db, clock, ReadLimits.Default).Run(streets, refused, (step, rows) => done(step, rows), stop)), stop);
    }

    private static void Show(IReadOnlyList<FileResult> results, IReadOnlyList<LeftFile> left)
    {
        foreach (var r in results.Where(r => r.Result is "refused" or "revised" || r.Refused > 0)) Console.WriteLine($"{r.Result,-9} {Named(r)}{(r.Refused > 0 ? $" ({r.Refused:N0} rows refused)" : "")}");
        foreach (var l in left.Take(50)) Console.WriteLine($"left      {l.Name}: {l.Reason}");
        Console.WriteLine($"{results.Count:N0} files: {results.Sum(r => r.Added):N0} rows added, {results.Sum(r => r.Changed):N0} changed, {results.Sum(r => r.Removed):N0} removed, {results.Sum(r => r.Unchanged):N0} unchanged, {results.Sum(r => r.Refused):N0} refused; {results.Count(r => r.Result == "refused"):N0} files refused");
    }

    // Why a file was refused names the file already.
    private static string Named(FileResult r) => r.Note is null ? r.Name : r.Note.StartsWith(r.Name, StringComparison.Ordinal) ? r.Note : $"{r.Name}: {r.Note}";

    internal static Option<bool> JsonOption() => new("--json") { Description = "Answer as JSON" };
}
