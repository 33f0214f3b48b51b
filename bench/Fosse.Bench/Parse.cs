using System.Diagnostics;
using System.Globalization;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Bench;

/// <summary>How fast street files are read and checked when nothing is done with their rows.</summary>
internal static class Parse
{
    public static int Run(string folder, int rounds)
    {
        var files = PoliceUkFiles.Find([folder], ReadLimits.Default).Files.Where(f => f.Kind == PoliceUkKind.Street).ToList();
        var contents = files.Select(f => (f.Name, Bytes: ReadWhole(f))).ToList();
        var bytes = contents.Sum(c => (long)c.Bytes.Length);
        var (rows, seconds) = (0L, new List<double>());
        for (var round = 0; round <= rounds; round++) // the first is for the compiler
        {
            rows = 0;
            var watch = Stopwatch.StartNew();
            foreach (var (name, content) in contents)
            {
                rows += StreetCsv
                    .Read(new MemoryStream(content), name, (in StreetRow _) => { }, _ => { }, ReadLimits.Default, CancellationToken.None)
                    .Rows;
            }
            if (round > 0)
                seconds.Add(watch.Elapsed.TotalSeconds);
        }
        seconds.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"parse\t{rows:N0} rows in {files.Count} files\tbest {seconds[0]:0.000} s\tmiddle {seconds[rounds / 2]:0.000} "
                    + $"s\t{rows / seconds[rounds / 2]:N0} rows/s\t{bytes / seconds[rounds / 2] / 1e6:N0} MB/s"
            )
        );
        return 0;
    }

    private static byte[] ReadWhole(PoliceUkFile file)
    {
        using var from = file.Open();
        using var all = new MemoryStream();
        from.CopyTo(all);
        return all.ToArray();
    }
}
