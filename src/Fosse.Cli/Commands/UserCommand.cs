using System.CommandLine;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Storage;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse user: lets the first administrator in, and whoever has lost their way.</summary>
internal static class UserCommand
{
    private const int Most = 100;

    public static Command Make() =>
        new("user", "People who sign in: add one, give one a new invitation, shut one out.") { Add(), Reset(), Disable() };

    private static Command Add()
    {
        var (email, db) = (Email(), CountyDatabase.Option());
        var name = new Option<string>("--name") { Description = "Their name as colleagues know it", Required = true };
        var agency = new Option<string>("--agency")
        {
            Description = "The agency they work for; with --kind it is made when it is not there",
            Required = true,
        };
        var kind = new Option<AgencyKind?>("--kind") { Description = "What a new agency is" };
        var role = new Option<string>("--role") { Description = "Their role", DefaultValueFactory = _ => StandardRoles.Administrator };
        var command = new Command(
            "add",
            """
            Make an account, and print the path of the invitation: put the site's address before it and hand it to the person.

            Examples:
              fosse user add jo.bell@council.example --name "Jo Bell" --agency "Soar District Council" --kind Council
              fosse user add sam.reed@police.example --name "Sam Reed" --agency "Fosse Police" --role Sergeant
            """
        )
        {
            email,
            name,
            agency,
            kind,
            role,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async house =>
                    {
                        var (county, clock) = (house.GetRequiredService<SafetyDb>(), house.GetRequiredService<CountyClock>());
                        await StandardRoles.Ensure(county, stop);
                        var add = new InvitedAccount(
                            await AgencyOf(county, clock, parsed.GetRequiredValue(agency), parsed.GetValue(kind), stop),
                            parsed.GetRequiredValue(name),
                            parsed.GetRequiredValue(email),
                            StartsOn: null,
                            EndsOn: null,
                            [await RoleOf(county, parsed.GetRequiredValue(role), stop)]
                        );
                        var made = await house.GetRequiredService<InviteAccount>().ByOperator(add, stop);
                        if (!made.Accepted(out var invited))
                            throw new FormatException(string.Join(' ', made.Refusals.Select(r => r.Message + ".")));
                        Console.WriteLine(invited.Link);
                    },
                    stop
                )
        );
        return command;
    }

    private static Command Reset()
    {
        var (email, db) = (Email(), CountyDatabase.Option());
        var command = new Command(
            "reset",
            "Make a new invitation for somebody who cannot sign in. When it is taken, the password, the app and the passkeys "
                + "until then are gone."
        )
        {
            email,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async house =>
                        Console.WriteLine(
                            await house
                                .GetRequiredService<InviteAccount>()
                                .AgainByOperator(
                                    (await AccountOf(house.GetRequiredService<SafetyDb>(), parsed.GetRequiredValue(email), stop)).Id,
                                    stop
                                )
                        ),
                    stop
                )
        );
        return command;
    }

    private static Command Disable()
    {
        var (email, db) = (Email(), CountyDatabase.Option());
        var command = new Command("disable", "Shut somebody out at their next request.") { email, db };
        command.SetAction(
            (parsed, stop) =>
                On(
                    CountyDatabase.Address(parsed.GetValue(db)),
                    async house =>
                    {
                        var county = house.GetRequiredService<SafetyDb>();
                        var account = await AccountOf(county, parsed.GetRequiredValue(email), stop);
                        await house.GetRequiredService<CloseAccount>().ByOperator(account, stop);
                    },
                    stop
                )
        );
        return command;
    }

    private static Argument<string> Email() => new("email") { Description = "The email address at work" };

    private static async Task<int> On(DatabaseAddress address, Func<IServiceProvider, Task> work, CancellationToken stop)
    {
        await using var services = CountyDatabase.Existing(address);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
        // What is refused in the end has made no agency on the way.
        await using var all = await scope.ServiceProvider.GetRequiredService<SafetyDb>().Database.BeginTransactionAsync(stop);
        await work(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<FindSilentAgencies>().Run(stop);
        await all.CommitAsync(stop);
        return ExitCodes.Done;
    }

    private static async Task<Account> AccountOf(SafetyDb db, string email, CancellationToken stop)
    {
        var normalized = Account.Normalize(email);
        return await db.Set<Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == normalized, stop)
            ?? throw new FormatException($"Nobody has the email address {email}.");
    }

    private static async Task<Guid> AgencyOf(SafetyDb db, CountyClock clock, string name, AgencyKind? kind, CancellationToken stop)
    {
        if (await db.Set<Agency>().SingleOrDefaultAsync(a => a.Name == name, stop) is { } held)
            return held.Id;
        if (kind is not { } made)
        {
            var names = await db.Set<Agency>().OrderBy(a => a.Name).Select(a => a.Name).Take(Most).ToListAsync(stop);
            throw new FormatException(
                $"There is no agency {name}. {(names.Count == 0 ? "" : $"There are: {string.Join(", ", names)}. ")}To make it, "
                    + $"say what it is with --kind: {string.Join(", ", Enum.GetNames<AgencyKind>())}."
            );
        }
        var agency = db.Add(
            new Agency
            {
                Name = name,
                Kind = made,
                Regime = made is AgencyKind.Police ? Regime.LawEnforcement : Regime.UkGdpr,
                Contact = "",
                JoinedOn = clock.Today,
            }
        ).Entity;
        await db.SaveChangesAsync(stop);
        return agency.Id;
    }

    private static async Task<Guid> RoleOf(SafetyDb db, string name, CancellationToken stop)
    {
        var roles = await db.Set<Role>().AsNoTracking().OrderBy(r => r.Name).Take(Most).ToListAsync(stop);
        return roles.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new FormatException($"There is no role {name}. There are: {string.Join(", ", roles.Select(r => r.Name))}.");
    }
}
