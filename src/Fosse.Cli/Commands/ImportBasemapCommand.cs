using System.CommandLine;
using System.Text.Json;
using Fosse.Foundation;
using Fosse.Intake.Basemap;
using Fosse.Places;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse import basemap FOLDER…: the street map, from open extracts.</summary>
internal static class ImportBasemapCommand
{
    private const int MostShown = 20;

    public static Command Make()
    {
        var paths = new Argument<string[]>("path")
        {
            Description =
                "Folders of vector tiles (z/x/y.pbf, packed or not; searched through), or .mbtiles files, in the OpenMapTiles schema",
            Arity = ArgumentArity.OneOrMore,
        };
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "basemap",
            "Prepare the street map, for residents who point and for staff who look. Several extracts are joined where they meet. The map "
                + "lies in the folder 'basemap' beside the data, and 'fosse serve' and 'fosse demo' show it from their next page on, "
                + "without a setting. Running it again replaces the whole map; where it is refused, the map stays as it was.\n\n"
                + """
                Examples:
                  fosse import basemap ./leicestershire/tiles ./rutland/tiles
                  fosse import basemap england-east-midlands.mbtiles
                """
        )
        {
            paths,
            json,
            db,
        };
        command.SetAction(
            (parsed, stop) => Load(CountyDatabase.Address(parsed.GetValue(db)), parsed.GetRequiredValue(paths), parsed.GetValue(json), stop)
        );
        return command;
    }

    private static async Task<int> Load(DatabaseAddress address, string[] paths, bool asJson, CancellationToken stop)
    {
        foreach (var path in paths.Where(p => !Directory.Exists(p) && !File.Exists(p)))
            throw new FileNotFoundException($"{path} is not there. Give a folder of vector tiles, or an .mbtiles file.");
        await using var services = CountyDatabase.Services(address);
        var tiles = services.GetRequiredService<StreetTiles>();
        var result = await ImportBasemap.Run(paths, tiles.Beside, LongWork.Shown, stop);
        var cover = await Covered(address, services, result, stop);
        if (asJson)
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        folder = tiles.Beside,
                        result.Sources,
                        tiles = result.Zooms.Select(z => new { zoom = z.Key, count = z.Value }),
                        result.Joined,
                        result.Refused,
                        result.Attribution,
                        squaresOfCounty = cover?.All,
                        squaresHeld = cover?.Held,
                    },
                    ImportCommand.Json
                )
            );
        else
            Show(result, cover, tiles);
        return result.Refused.Count > 0 ? ExitCodes.BadInput : ExitCodes.Done;
    }

    // The map can be there before the county is.
    private static async Task<BasemapCover?> Covered(
        DatabaseAddress address,
        ServiceProvider services,
        BasemapResult result,
        CancellationToken stop
    )
    {
        if (address.Kind is DatabaseKind.Sqlite && !File.Exists(address.File))
            return null;
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().IsCurrent(stop))
            return null;
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        db.NewDataVersion("street map imported", services.GetRequiredService<CountyClock>().Now); // pages that are kept are made anew
        await db.SaveChangesAsync(stop);
        return await BasemapCover.Of(db, result.Deepest, stop);
    }

    private static void Show(BasemapResult result, BasemapCover? cover, StreetTiles tiles)
    {
        foreach (var source in result.Sources)
            Console.WriteLine($"read      {source}");
        foreach (var (name, why) in result.Refused.Take(MostShown))
            Console.WriteLine($"refused   {name}: {why}");
        if (result.Refused.Count > MostShown)
            Console.WriteLine($"refused   {result.Refused.Count - MostShown:N0} more");
        foreach (var (zoom, count) in result.Zooms)
            Console.WriteLine($"zoom {zoom, 2}   {count, 7:N0} tiles");
        if (result.Joined > 0)
            Console.WriteLine($"{result.Joined:N0} of them lie in several extracts and were joined");
        if (result.TooDeep > 0)
            Console.WriteLine($"{result.TooDeep:N0} deeper than zoom {StreetMap.Deepest} were left: the map draws that one larger");
        if (result.LayersLeft.Count > 0)
            Console.WriteLine($"layers that the map does not draw: {string.Join(", ", result.LayersLeft.Take(MostShown))}");
        var (west, south, east, north) = result.Bounds();
        var (up, across) = ($"{Degrees(south)} to {Degrees(north)} north", $"{Degrees(west)} to {Degrees(east)} east");
        Console.WriteLine($"from {up} and {across}");
        Console.WriteLine(
            cover switch
            {
                null => "No county is loaded, so it was not held against an outline: run it again after 'fosse import county' to see",
                { All: var all, Held: var held } when held == all => $"The whole county is covered: {all:N0} squares of about 1.5 km",
                { All: var all, Held: 0 } => $"None of the county is covered ({all:N0} squares): is this the extract of another place?",
                { All: var all, Held: var held } =>
                    $"{held:N0} of the county's {all:N0} squares are covered: give the extract of the rest beside this one",
            }
        );
        Console.WriteLine($"On the map stands: {result.Attribution}");
        Console.WriteLine($"The street map lies in {tiles.Beside}");
        if (tiles.Named.Length > 0)
            Console.WriteLine($"Map:Tiles is set to {tiles.Named}, so the site goes on showing that: leave it empty to show this one");
    }

    private static string Degrees(double degrees) => FormattableString.Invariant($"{degrees:0.00}°");
}
