using System.CommandLine;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Web.Account.SignIn;
using Fosse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse demo: the whole product on a made-up county in a file of its own.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var fresh = new Option<bool>("--fresh") { Description = "Throw the demonstration county away and make it anew" };
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; 0 takes a free one",
            DefaultValueFactory = _ => ServeCommand.StandardPort,
        };
        var db = CountyDatabase.Option(CountyDatabase.Demonstration);
        var command = new Command(
            "demo",
            """
            Make a made-up county (the first time) and serve it on this machine. What was changed in it is kept for the next time.

            Examples:
              fosse demo
              fosse demo --fresh --port 8080
            """
        )
        {
            fresh,
            port,
            db,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                var address = CountyDatabase.Address(parsed.GetValue(db), CountyDatabase.Demonstration);
                if (parsed.GetValue(fresh))
                    await Demonstration.DemonstrationDatabase.Clear(address, stop);
                if (!await Demonstration.DemonstrationDatabase.IsThere(address, stop))
                    await Demonstration.DemonstrationDatabase.Make(address, stop);
                await Demonstration.DemonstrationStory.Play(
                    time => CountyDatabase.Services(address, time),
                    TimeProvider.System.GetUtcNow(),
                    stop
                );
                return await ServeCommand.Serve(
                    address,
                    ServeCommand.AtPort(parsed.GetValue(port)),
                    await WhatToLookAt(address, stop),
                    OneClickSignIn,
                    stop,
                    $"--Faces={Faces.All}"
                );
            }
        );
        return command;
    }

    /// <summary>Sign-in as anybody with one click: registered here and nowhere else.</summary>
    internal static void OneClickSignIn(WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IDemonstrationPeople, DemonstrationPeople>();
        builder.Services.AddSingleton(new FaceRoutes(Faces.Staff, DemonstrationSignIn.Map));
    }

    private sealed class DemonstrationPeople(SafetyDb db) : IDemonstrationPeople
    {
        public async Task<IReadOnlyList<DemonstrationPerson>> All(CancellationToken stop) =>
            [
                .. (await AdministrationDemonstration.All(db, stop)).Select(p => new DemonstrationPerson(
                    p.Account,
                    p.Name,
                    p.Role,
                    p.Agency
                )),
            ];
    }

    private static async Task<IReadOnlyList<string>> WhatToLookAt(Storage.DatabaseAddress address, CancellationToken stop)
    {
        await using var services = CountyDatabase.Services(address, TimeProvider.System);
        var examples = (await services.GetRequiredService<Fosse.Places.PlaceFinder>().Now(stop)).Examples;
        return examples is null
            ? Pages
            :
            [
                .. Pages,
                "  to type into the search or a report:",
                $"    {examples.Postcode}",
                $"    {examples.Street}",
                $"    {examples.Town}",
            ];
    }

    private static readonly string[] Pages =
    [
        "A made-up county: real names of places, invented people and figures. Things to look at:",
        "  /                               the county at a glance, and the search",
        "  /place/north-west-leicestershire  a district, its rates with intervals",
        "  /map                            recorded crime by small area",
        "  /compare?places=leicester&places=rutland",
        "  /county                         every district in one table",
        "  /sign-in                        the work of the partnership, as any of its people with one click",
    ];
}
