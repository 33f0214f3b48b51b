using System.CommandLine;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse backup FOLDER and fosse restore FOLDER: database and files together, verified.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var (folder, db) = (new Argument<string>("folder") { Description = "A new folder for the backup" }, CountyDatabase.Option());
        var command = new Command("backup", "Copy the database and the stored files into a folder, and verify the copy.") { folder, db };
        command.SetAction(async (parsed, stop) =>
        {
            var address = CountyDatabase.Address(parsed.GetValue(db));
            await using var services = CountyDatabase.Services(address);
            await using var scope = services.CreateAsyncScope();
            var made = await scope.ServiceProvider.GetRequiredService<Backup>().Make(parsed.GetRequiredValue(folder), stop);
            Console.WriteLine($"backed up and verified: {made.Rows.Values.Sum():N0} rows in {made.Rows.Count} tables, {made.Files.Count} files");
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command MakeRestore()
    {
        var (folder, db) = (new Argument<string>("folder") { Description = "The folder of a backup" }, CountyDatabase.Option());
        var command = new Command("restore", "Bring a backup into an empty place, and verify it.") { folder, db };
        command.SetAction(async (parsed, stop) =>
        {
            await using var services = CountyDatabase.Services(CountyDatabase.Address(parsed.GetValue(db)));
            await using var scope = services.CreateAsyncScope();
            var restored = await scope.ServiceProvider.GetRequiredService<Restore>().Run(parsed.GetRequiredValue(folder), stop);
            Console.WriteLine($"restored and verified: {restored.Rows.Values.Sum():N0} rows in {restored.Rows.Count} tables, {restored.Files.Count} files");
            return ExitCodes.Done;
        });
        return command;
    }
}
