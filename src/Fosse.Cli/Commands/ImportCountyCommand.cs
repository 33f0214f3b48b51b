using System.CommandLine;
using System.Text.Json;
using Fosse.Exchange;
using Fosse.Intake.County;

namespace Fosse.Cli.Commands;

/// <summary>fosse import county DIR, and one command for each kind of its files.</summary>
internal static class ImportCountyCommand
{
    private const int MostLeftShown = 20,
        MostRefusedShown = 10;

    public static Command Make()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Folders (searched through) or single files of boundaries, lookups, population, postcodes, places",
            Arity = ArgumentArity.OneOrMore,
        };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            CountyLoad.Whole,
            "Load boundaries, lookups, residents, postcodes and places. Files are recognised by their columns, not their names. "
                + "Loading them again changes nothing that has not changed.\n\n"
                + """
                Example:
                  fosse import county ./open-data
                """
        )
        {
            paths,
            json,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                Load(CountyDatabase.Address(parsed.GetValue(db)), parsed.GetRequiredValue(paths), parsed.GetValue(json), null, stop)
        );
        return command;
    }

    /// <summary>The same for files of one kind: a file of another kind is refused, and nothing of it is stored.</summary>
    public static IEnumerable<Command> MakeKinds() =>
        CountyKinds.All.Select(kind =>
        {
            var paths = new Argument<string[]>("path") { Description = kind.Files, Arity = ArgumentArity.OneOrMore };
            var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
            var command = new Command(kind.Name, $"{kind.What}\n\nExample:\n  fosse import {kind.Name} {kind.Example}") { paths, json, db };
            command.SetAction(
                (parsed, stop) =>
                    Load(CountyDatabase.Address(parsed.GetValue(db)), parsed.GetRequiredValue(paths), parsed.GetValue(json), kind, stop)
            );
            return command;
        });

    private static async Task<int> Load(
        Storage.DatabaseAddress address,
        string[] paths,
        bool asJson,
        KindOfFile? kind,
        CancellationToken stop
    )
    {
        foreach (var path in paths.Where(p => !Directory.Exists(p) && !File.Exists(p)))
            throw new FileNotFoundException(
                $"{path} is not there. Give {(kind is null ? "the folder that holds the county's open data" : $"a file of {kind.Name}")}."
            );
        var found = await CountyIntake.Read(CountyFolder.FilesIn(paths), ReadLimits.Default, LongWork.Shown, stop);
        kind?.Check(found);
        if (found.Took.Count == 0)
        {
            await Console.Error.WriteLineAsync(
                $"Nothing in {string.Join(", ", paths)} was recognised as a county's boundaries, lookups, population, postcodes or places."
            );
            foreach (var left in found.Left.Take(MostLeftShown))
                await Console.Error.WriteLineAsync($"  left {left.Name}: {left.Why}");
            return ExitCodes.BadInput;
        }
        var loaded = await CountyDatabase.Into(
            address,
            into => CountyIntake.Store(found, kind?.Name ?? CountyLoad.Whole, into, LongWork.Shown, stop),
            stop
        );
        if (asJson)
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        took = found.Took.Select(t => new
                        {
                            t.Name,
                            kind = t.Kind.ToString().ToLowerInvariant(),
                            t.What,
                            t.Count,
                            refused = t.Refused.Select(r => new { r.Line, r.Reason }),
                            t.Notes,
                        }),
                        found.Left,
                        loaded.Added,
                        loaded.Changed,
                        loaded.Removed,
                        loaded.NotHeld,
                        loaded.FilesToPlace,
                        loaded.Outside,
                        loaded.Again,
                    },
                    ImportCommand.Json
                )
            );
        else
            Show(found, loaded);
        return ExitCodes.Done;
    }

    private static void Show(CountyFolder found, CountyLoaded loaded)
    {
        foreach (var file in found.Took)
        {
            Console.WriteLine($"took {file.Count, 7:N0}  {file.What, -52} {file.Name}");
            foreach (var note in file.Notes)
                Console.WriteLine($"                {note}");
            foreach (var row in file.Refused.Take(MostRefusedShown))
                Console.WriteLine($"      refused   line {row.Line:N0}: {row.Reason}");
            if (file.Refused.Count > MostRefusedShown)
                Console.WriteLine($"      refused   {file.Refused.Count - MostRefusedShown:N0} more; all of them are kept with the import");
        }
        foreach (var (name, why) in found.Left)
            Console.WriteLine($"left          {name}: {why}");
        if (found.Left.Count > 0)
            Console.WriteLine(
                $"{found.Left.Count:N0} {(found.Left.Count == 1 ? "file was" : "files were")} left: "
                    + "that is well where they are of another use"
            );
        Console.WriteLine($"{loaded.Added:N0} rows added, {loaded.Changed:N0} changed, {loaded.Removed:N0} removed");
        foreach (var leftOut in loaded.LeftOut)
            Console.WriteLine(leftOut);
        if (loaded.FilesToPlace > 0)
            Console.WriteLine(
                $"{loaded.FilesToPlace:N0} files of recorded crime that are held were placed by the areas as they were before: "
                    + $"run 'fosse import crime' with them again"
            );
    }
}
