using Fosse.Bench;

switch (args)
{
    case ["parse", var folder]: return Parse.Run(folder, rounds: 5);
    case ["analysis", .. var only]: return Analyses.Run(string.Join(" ", only));
    case ["count", var file, .. var columns]: return Analyses.Count(file, columns);
    case ["waits", var database, var marker]: return await Waits.Run(database, marker);
    case ["open", var database, .. var more]:
        return await Open.Run(database, more.Length > 0 ? long.Parse(more[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000, rounds: 2000);
    default:
        Console.Error.WriteLine("parse POLICE_DIR | analysis [PART OF A NAME] | count FILE COLUMN... | waits DATABASE MARKER | open DATABASE [LINES]: see bench/README.md");
        return 2;
}
