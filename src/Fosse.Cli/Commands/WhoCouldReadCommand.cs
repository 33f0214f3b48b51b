using System.CommandLine;
using System.Text.Json;
using Fosse.Accountability.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse who-could-read RECORD: every person who could open it today, and by which right.</summary>
internal static class WhoCouldReadCommand
{
    public static Command Make()
    {
        var subject = new Argument<string>("record") { Description = "The id or the reference of the record (CB-2025-0042)" };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "who-could-read",
            """
            Say who could open a record today, for which purpose and by which right. The access policy is asked for everybody and every
            purpose; nothing is opened and nothing personal is shown.

            Examples:
              fosse who-could-read CB-2025-0042
              fosse who-could-read CB-2025-0042 --json
            """
        )
        {
            subject,
            json,
            db,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var services = CountyDatabase.Existing(CountyDatabase.Address(parsed.GetValue(db)));
                if (await ForgetCommand.Find(services, parsed.GetRequiredValue(subject), stop) is not { } id)
                {
                    await Console.Error.WriteLineAsync("There is no such record. Give the id or the reference of a record.");
                    return ExitCodes.BadInput;
                }
                await using var scope = services.CreateAsyncScope();
                var found = await scope.ServiceProvider.GetRequiredService<WhoCouldRead>().Of(id, stop);
                if (parsed.GetValue(json))
                    Console.WriteLine(JsonSerializer.Serialize(found, JsonSerializerOptions.Web));
                else
                    foreach (var line in found)
                        Console.WriteLine($"{line.Name} ({line.Agency}): {line.Purpose}. {line.Ground}{How(line)}");
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string How(Readable line) =>
        line.Glass ? " In an emergency only."
        : line.Asked ? " Has to say why."
        : "";
}
