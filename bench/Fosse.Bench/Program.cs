using Fosse.Bench;

switch (args)
{
    case ["parse", var folder]: return Parse.Run(folder, rounds: 5);
    case ["waits", var database, var marker]: return await Waits.Run(database, marker);
    default:
        Console.Error.WriteLine("parse POLICE_DIR | waits DATABASE MARKER: see bench/README.md");
        return 2;
}
