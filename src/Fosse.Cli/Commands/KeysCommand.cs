using System.CommandLine;
using System.Text.Json;
using Fosse.Privacy;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse keys: the key ring, and turning it while the site runs.</summary>
internal static class KeysCommand
{
    public static Command Make()
    {
        var keys = new Command("keys", "The key ring that wraps the keys of personal text.");
        keys.Add(List());
        keys.Add(Rotate());
        keys.Add(Retire());
        return keys;
    }

    private static Command List()
    {
        var db = CountyDatabase.Option();
        var command = new Command("list", "Name the keys of the ring, oldest first, and say where it is.") { db };
        command.SetAction(
            async (parsed, _) =>
            {
                await using var services = CountyDatabase.Existing(CountyDatabase.Address(parsed.GetValue(db)));
                var ring = services.GetRequiredService<KeyRing>();
                await Console.Error.WriteLineAsync(ring.Folder.Length > 0 ? $"The ring is in {ring.Folder}" : "Keys:Folder is not set.");
                foreach (var id in ring.Ids)
                    Console.WriteLine(id);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Command Rotate()
    {
        var retire = new Option<bool>("--retire")
        {
            Description = "Then destroy the old keys of the ring: what older backups hold can be read by nobody any more",
        };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "rotate",
            """
            Turn the ring: make a new key, and wrap every subject's key with it in short turns, while the site runs with both.

            Examples:
              fosse keys rotate
              fosse keys rotate --retire
            """
        )
        {
            retire,
            json,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    parsed.GetValue(json),
                    async ring =>
                    {
                        var turned = await ring.Rotate(ForgetCommand.Operator, stop);
                        return parsed.GetValue(retire)
                            ? turned with
                            {
                                Retired = (await ring.Retire(ForgetCommand.Operator, stop)).Retired,
                            }
                            : turned;
                    },
                    stop
                )
        );
        return command;
    }

    private static Command Retire()
    {
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "retire",
            "Destroy every key of the ring but the newest, after wrapping with it what is still left. This cannot be undone."
        )
        {
            json,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    parsed.GetValue(json),
                    ring => ring.Retire(ForgetCommand.Operator, stop),
                    stop
                )
        );
        return command;
    }

    private static async Task<int> On(
        DatabaseAddress address,
        bool asJson,
        Func<KeyRotation, Task<RingTurned>> deed,
        CancellationToken stop
    )
    {
        await using var services = CountyDatabase.Existing(address);
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().IsCurrent(stop))
            throw new SchemaRefused("The database is older than this build. Run 'fosse update'.");
        var turned = await deed(services.GetRequiredService<KeyRotation>());
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(turned, ImportCommand.Json));
        else
        {
            Console.WriteLine($"{turned.Current} wraps new keys and {turned.Rewrapped:N0} old ones");
            foreach (var id in turned.Retired)
                Console.WriteLine($"retired {id}");
        }
        return ExitCodes.Done;
    }
}
