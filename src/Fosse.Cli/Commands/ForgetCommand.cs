using System.CommandLine;
using System.Text.Json;
using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse forget SUBJECT: destroys a person's keys, deletes their rows, and leaves a certificate.</summary>
internal static class ForgetCommand
{
    public static Command Make()
    {
        var subject = new Argument<string>("subject")
        {
            Description = "The id of the subject, or the reference of the record (CB-2025-0042)",
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var ground = new Option<string>("--ground")
        {
            Description = "Why, for the certificate and the ledger; name nobody",
            DefaultValueFactory = _ => "Asked for on the command line",
        };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "forget",
            """
            Forget a person for good. The keys of everything that was sealed about them are destroyed, so that no backup gives it back,
            and a certificate is printed. With a record goes what other agencies asked about it. This cannot be undone.

            Examples:
              fosse forget CB-2025-0042 --ground "Retention period over"
              fosse forget 0195a000-0000-7000-8000-000000000001 --yes
            """
        )
        {
            subject,
            yes,
            ground,
            json,
            db,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var services = CountyDatabase.Existing(CountyDatabase.Address(parsed.GetValue(db)));
                if (await Find(services, parsed.GetRequiredValue(subject), stop) is not { } id)
                {
                    await Console.Error.WriteLineAsync("There is no such record. Give the id of a subject or the reference of a record.");
                    return ExitCodes.BadInput;
                }
                if (!parsed.GetValue(yes) && !Agreed(id))
                    return ExitCodes.BadInput;
                return await Run(services, id, parsed.GetRequiredValue(ground), parsed.GetValue(json), stop);
            }
        );
        return command;
    }

    /// <summary>Whoever has the machine acts for its operator; the ledger says under which name of the machine.</summary>
    internal static Actor Operator => new(Actor.TheHouse, Guid.Empty, $"operator {Environment.UserName}");

    private static async Task<int> Run(ServiceProvider services, Guid subject, string ground, bool asJson, CancellationToken stop)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            // With a record goes what was asked about it; anything else has one subject of its own.
            var isRecord = await scope
                .ServiceProvider.GetRequiredService<SafetyDb>()
                .Set<SubjectRecord>()
                .AnyAsync(r => r.Id == subject, stop);
            var certificate = isRecord
                ? await scope.ServiceProvider.GetRequiredService<ForgetRecord>().Run(subject, Operator, ground, stop)
                : await services.GetRequiredService<ForgetSubject>().Run(subject, Operator, ground, stop);
            if (!await scope.ServiceProvider.GetRequiredService<CompactFiles>()(stop))
                await Console.Error.WriteLineAsync("The database's files are in use: what they keep of deleted rows goes tonight.");
            Console.WriteLine(asJson ? JsonSerializer.Serialize(certificate, ImportCommand.Json) : certificate.ToString());
            return ExitCodes.Done;
        }
        catch (ForgettingRefused refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
    }

    internal static async Task<Guid?> Find(ServiceProvider services, string named, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().IsCurrent(stop))
            throw new SchemaRefused("The database is older than this build. Run 'fosse update'.");
        if (Guid.TryParse(named, out var id))
            return id;
        return await scope
            .ServiceProvider.GetRequiredService<SafetyDb>()
            .Set<SubjectRecord>()
            .Where(r => r.Reference == named)
            .Select(r => (Guid?)r.Id)
            .SingleOrDefaultAsync(stop);
    }

    private static bool Agreed(Guid subject)
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("This cannot be undone, and nobody is here to ask. Add --yes.");
            return false;
        }
        Console.Error.Write($"Everything about {subject} will be gone for good. Type 'forget' to go on: ");
        return Console.ReadLine()?.Trim() == "forget";
    }
}
