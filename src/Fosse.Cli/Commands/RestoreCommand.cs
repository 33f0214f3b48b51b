using System.CommandLine;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse restore FOLDER: a backup into an empty place, verified.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "The folder of a backup" };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "restore",
            """
            Bring a backup into an empty place, and verify it. Nothing is overwritten: move the old database away first,
            with its -wal and -shm beside it, and the folder of the stored files.

            Example:
              fosse restore /backups/2026-01-31 --db "Data Source=fosse.db"
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
                await using var services = CountyDatabase.Services(CountyDatabase.Address(parsed.GetValue(db)));
                await using var scope = services.CreateAsyncScope();
                var restored = await scope.ServiceProvider.GetRequiredService<Restore>().Run(parsed.GetRequiredValue(folder), stop);
                BackupCommand.Say("restored", restored.Backup, parsed.GetValue(json));
                foreach (var note in restored.Notes)
                    await Console.Error.WriteLineAsync(note);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
