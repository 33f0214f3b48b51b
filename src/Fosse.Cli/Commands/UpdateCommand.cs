using System.CommandLine;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse update: brings the database up to this build.</summary>
internal static class UpdateCommand
{
    public static Command Make()
    {
        var db = CountyDatabase.Option();
        var command = new Command("update", "Bring the database up to this build (a copy of an SQLite file is taken first).") { db };
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var services = CountyDatabase.Services(CountyDatabase.Address(parsed.GetValue(db)));
                await using var scope = services.CreateAsyncScope();
                var done = await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
                await StandardRoles.Ensure(scope.ServiceProvider.GetRequiredService<SafetyDb>(), stop);
                foreach (var step in done.Applied)
                    Console.WriteLine($"applied {step}");
                if (done.CopiedTo is { } copy)
                    Console.WriteLine($"copied the database to {copy} before");
                foreach (var note in done.Notes)
                    await Console.Error.WriteLineAsync(note);
                if (done.Applied.Count == 0)
                    Console.WriteLine("The database is up to date.");
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
