using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting.Open311;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse api-key: lets systems of partners send reports by Open311.</summary>
internal static class ApiKeyCommand
{
    public static Command Make() =>
        new("api-key", "Systems of partners that send reports by Open311: make a key, make it anew, end it, list all.")
        {
            Add(),
            Renew(),
            End(),
            List(),
        };

    private static Command Add()
    {
        var (name, db) = (Name(), CountyDatabase.Option());
        var agency = new Option<string>("--agency") { Description = "The agency that answers for the system", Required = true };
        var codes = new Option<bool>("--hands-on-codes")
        {
            Description = "The system shows each reporter the code of their report, and stores it nowhere",
        };
        var command = new Command(
            "add",
            """
            Make a key, and print it. It is stored nowhere: hand it to whoever looks after the system.

            Example:
              fosse api-key add "FixMyStreet of Soar District" --agency "Soar District Council"
            """
        )
        {
            name,
            agency,
            codes,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async house =>
                    {
                        var asked = parsed.GetRequiredValue(agency);
                        var id =
                            await house
                                .GetRequiredService<SafetyDb>()
                                .Set<Agency>()
                                .Where(a => a.Name == asked)
                                .Select(a => (Guid?)a.Id)
                                .SingleOrDefaultAsync(stop)
                            ?? throw new FormatException($"There is no agency {asked}.");
                        Console.WriteLine(
                            Made(
                                await house
                                    .GetRequiredService<ApiKeys>()
                                    .Add(null, parsed.GetRequiredValue(name), id, parsed.GetValue(codes), stop)
                            ).Secret
                        );
                    },
                    stop
                )
        );
        return command;
    }

    private static Command Renew()
    {
        var (name, db) = (Name(), CountyDatabase.Option());
        var command = new Command("renew", "Make a new key for a system, and print it. The old one is worth nothing from now on.")
        {
            name,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async house =>
                    {
                        var key = await Held(house, parsed.GetRequiredValue(name), stop);
                        Console.WriteLine(Made(await house.GetRequiredService<ApiKeys>().Renew(null, key.Id, key.Version, stop)).Secret);
                    },
                    stop
                )
        );
        return command;
    }

    private static Command End()
    {
        var (name, db) = (Name(), CountyDatabase.Option());
        var command = new Command("end", "Shut a system out at its next call. What it sent stays.") { name, db };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async house =>
                    {
                        var key = await Held(house, parsed.GetRequiredValue(name), stop);
                        Made(await house.GetRequiredService<ApiKeys>().End(null, key.Id, key.Version, stop));
                    },
                    stop
                )
        );
        return command;
    }

    private static Command List()
    {
        var db = CountyDatabase.Option();
        var json = new Option<bool>("--json") { Description = "As one JSON document" };
        var command = new Command("list", "Name all systems that have or had a key.") { json, db };
        command.SetAction(
            async (parsed, stop) =>
            {
                var rows = await CountyDatabase.Read(CountyDatabase.Address(parsed.GetValue(db)), county => county.ApiKeyRows(stop), stop);
                if (parsed.GetValue(json))
                    Console.WriteLine(
                        JsonSerializer.Serialize(
                            rows.Select(r => new
                            {
                                r.Key.Name,
                                r.Agency,
                                r.Sent,
                                r.Key.LastUsedOn,
                                InUse = r.Key.EndedAt is null,
                            }),
                            JsonSerializerOptions.Web
                        )
                    );
                else
                    foreach (var row in rows)
                        Console.WriteLine(
                            $"{row.Key.Name} ({row.Agency}): {(row.Key.EndedAt is null ? "in use" : "ended")}, {row.Sent} sent, "
                                + $"last used {row.Key.LastUsedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never"}"
                        );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "The system, such as \"FixMyStreet of Soar District\"" };

    private static MadeKey Made(Outcome<MadeKey> outcome) =>
        outcome.Accepted(out var made) ? made : throw new FormatException(string.Join(' ', outcome.Refusals.Select(r => r.Message + ".")));

    private static async Task<ApiKey> Held(IServiceProvider house, string name, CancellationToken stop) =>
        (await house.GetRequiredService<SafetyDb>().ApiKeyRows(stop))
            .FirstOrDefault(r => string.Equals(r.Key.Name, name, StringComparison.OrdinalIgnoreCase))
            ?.Key
        ?? throw new FormatException($"No system is called {name}. 'fosse api-key list' names all.");

    private static async Task<int> On(DatabaseAddress address, Func<IServiceProvider, Task> work, CancellationToken stop)
    {
        await using var services = CountyDatabase.Existing(address);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
        await work(scope.ServiceProvider);
        return ExitCodes.Done;
    }
}
