using System.Globalization;
using Fosse.Bench;

switch (args)
{
    case ["parse", var folder]:
        return Parse.Run(folder, rounds: 5);
    case ["analysis", .. var only]:
        return new Analyses(string.Join(" ", only), bits: false).Run();
    case ["bits", .. var only]:
        return new Analyses(string.Join(" ", only), bits: true).Run();
    case ["data", var folder]:
        new MadeUp().Write(folder);
        return 0;
    case ["count", var what, var file, .. var columns]:
        return new Analyses("", bits: false).Count(what, file, columns);
    case ["waits", var database, var marker]:
        return await Waits.Run(database, marker);
    case ["sending", var address, var key, var rate, var seconds]:
        return await Sending.Run(
            address,
            key,
            int.Parse(rate, CultureInfo.InvariantCulture),
            int.Parse(seconds, CultureInfo.InvariantCulture)
        );
    case ["inserts", var database, var writers]:
        return await Inserts.Run(database, int.Parse(writers, CultureInfo.InvariantCulture), seconds: 5);
    case ["open", var database, .. var more]:
        return await Open.Run(database, more.Length > 0 ? long.Parse(more[0], CultureInfo.InvariantCulture) : 1_000_000, rounds: 2000);
    default:
        Console.Error.WriteLine(
            "parse POLICE_DIR | analysis [PART OF A NAME] | bits [PART OF A NAME] | data FOLDER | count NAME FILE COLUMN... | "
                + "waits DATABASE MARKER | open DATABASE [LINES] | sending ADDRESS KEY RATE SECONDS | inserts DATABASE WRITERS: see "
                + "bench/README.md"
        );
        return 2;
}
