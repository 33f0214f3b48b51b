using System.CommandLine;
using System.Text.Json;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse backup FOLDER: database and files together, verified.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "A new folder for the backup" };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "backup",
            """
            Copy the database and the stored files into a folder, while Fosse is at work, and verify the copy.

            Example:
              fosse backup /backups/2026-01-31
            """
        )
        {
            folder,
            json,
            db,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var services = CountyDatabase.Existing(CountyDatabase.Address(parsed.GetValue(db)));
                await using var scope = services.CreateAsyncScope();
                var made = await scope.ServiceProvider.GetRequiredService<Backup>().Make(parsed.GetRequiredValue(folder), stop);
                Say("backed up", made, parsed.GetValue(json));
                return ExitCodes.Done;
            }
        );
        return command;
    }

    internal static void Say(string done, BackupManifest held, bool asJson) =>
        Console.WriteLine(
            asJson
                ? JsonSerializer.Serialize(
                    new
                    {
                        held.Kind,
                        held.At,
                        held.Build,
                        held.Rows,
                        files = held.Files.Count,
                    },
                    ImportCommand.Json
                )
                : $"{done} and verified: {held.Rows.Values.Sum():N0} rows in {held.Rows.Count} tables, {held.Files.Count} files"
        );
}
