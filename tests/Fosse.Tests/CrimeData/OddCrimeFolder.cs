using System.Globalization;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Tests.CrimeData;

/// <summary>A folder of odd crime files and zips, from a seed.</summary>
internal sealed class OddCrimeFolder
{
    private readonly Random random;
    private readonly OddCrimeText text;
    private readonly string folder;
    private readonly Dictionary<string, List<byte[]>> whole = new(StringComparer.OrdinalIgnoreCase);

    private OddCrimeFolder(string folder, int seed)
    {
        (this.folder, random) = (folder, new Random(seed));
        text = new(random);
    }

    /// <summary>What can be found there: files that are no zips, and what is in each zip by the name of the zip.</summary>
    public int Alone { get; private set; }
    public Dictionary<string, int> InZips { get; } = [];

    /// <param name="files">How many, those in zips counted too.</param>
    public static OddCrimeFolder Write(string folder, int seed, int files)
    {
        var made = new OddCrimeFolder(folder, seed);
        for (var left = files; left > 0; )
            left -= made.random.Next(9) == 0 ? made.Zip(left) : made.File();
        return made;
    }

    /// <summary>Whether a file in a zip was given so: what a zip says wrongly, or holds damaged, must not be read as something
    /// else.</summary>
    public bool Holds(PoliceUkFile file, byte[] read) =>
        whole.GetValueOrDefault(file.Name)?.Exists(c => c.AsSpan().SequenceEqual(read)) == true;

    private int File()
    {
        var (name, content) = Made();
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Below())).FullName, name);
        if (!System.IO.File.Exists(path))
        {
            System.IO.File.WriteAllBytes(path, content);
            Remember(name, content);
            Alone++;
        }
        return 1;
    }

    private int Zip(int most)
    {
        var files = new List<ToZip>();
        for (var n = Math.Min(most, random.Next(1, 6)); n > 0; n--)
        {
            var (name, content) = Made();
            var odd = random.Next(40);
            var file = new ToZip(Inside(name), content)
            {
                Stored = random.Next(3) == 0,
                Zip64 = random.Next(8) == 0,
                Locked = odd == 0,
                WrongSum = odd == 1,
                Flipped = odd is 2 or 3 && content.Length > 0,
                Longer = odd == 4 ? random.Next(-20, 400) : 0,
                Method = odd == 5 ? One<ushort>(1, 9, 12, 14, 93, 99) : null,
            };
            Remember(name, content);
            files.Add(file);
            if (random.Next(12) == 0)
                files.Add(file with { Content = [.. content, 10] });
        }
        if (random.Next(12) == 0)
            files.Add(new("more/inner.zip", OddZip.Of(new ToZip(Name("2022-10", OddCrimeText.Kind.Street), []))));
        if (random.Next(6) == 0)
            files.AddRange([
                new("__MACOSX/._2022-10-leicestershire-street.csv", [0, 5, 22, 7]),
                new("2022-10/", []),
                new("README.txt", []),
            ]);
        if (random.Next(12) == 0)
            files.Add(new(One("../2022-10-btp-street.csv", "/2022-10-btp-street.csv", "C:\\2022-10-btp-street.csv", ""), []));
        var zip = OddZip.Of(files);
        zip = random.Next(20) switch
        {
            0 => zip[..random.Next(zip.Length)],
            1 => [.. "#!/bin/sh\n"u8, .. zip],
            2 => [.. zip, .. new byte[random.Next(1, 300)]],
            3 => [],
            _ => zip,
        };
        var path = string.Create(CultureInfo.InvariantCulture, $"download ({InZips.Count}).zip");
        System.IO.File.WriteAllBytes(Path.Combine(folder, path), zip);
        InZips.Add(path, files.Count(f => !f.Name.EndsWith('/')));
        return files.Count;
    }

    private (string Name, byte[] Content) Made()
    {
        var kind = One(OddCrimeText.Kind.Street, OddCrimeText.Kind.Street, OddCrimeText.Kind.Outcomes, OddCrimeText.Kind.Stops);
        var month = string.Create(CultureInfo.InvariantCulture, $"{2021 + random.Next(3)}-{random.Next(1, 13):00}");
        var named = random.Next(20) == 0 ? One("2022-10", "2022-13", "202210", "2022-1", "1899-12", "Oct-22") : month;
        return (Name(named, kind), text.Of(random.Next(30) == 0 ? One(Enum.GetValues<OddCrimeText.Kind>()) : kind, month));
    }

    private string Name(string month, OddCrimeText.Kind kind)
    {
        var name = $"{month}-{One("leicestershire", "btp", "avon-and-somerset", "midshire", "north-wales")}-{OddCrimeText.End(kind)}.csv";
        return random.Next(30) switch
        {
            0 => name.ToUpperInvariant(),
            1 => name.Replace(".csv", One(" (1).csv", ".csv.csv", ".csv ", ".txt", "", ".CSV", "\u00A0.csv"), StringComparison.Ordinal),
            2 => One(" ", ".", "Copy of ", "ü", "\uFEFF") + name,
            3 => name.Replace('-', One('_', '–', ' ')),
            4 => One("notes.txt", "Übersicht.csv", "a\nb.csv", "-", "street.csv", "2022-10-.csv", "2022-10--street.csv"),
            _ => name,
        };
    }

    private string Inside(string name) =>
        random.Next(5) switch
        {
            0 => "2022-10\\" + name,
            1 => "2022-10/" + name,
            2 => "Ünder/a b/" + name,
            _ => name,
        };

    private string Below() =>
        random.Next(30) switch
        {
            0 => "2022-10",
            1 => "Mein Ordner (2)/ü",
            2 => ".hidden",
            3 => "folder.zip",
            4 => "a'b\"c/%20;#",
            5 => string.Join('/', Enumerable.Repeat("deep", random.Next(10, 20))),
            6 => "2022-10-leicestershire-street.csv.d",
            _ => "",
        };

    private void Remember(string name, byte[] content)
    {
        if (!whole.TryGetValue(name, out var contents))
            whole.Add(name, contents = []);
        contents.Add(content);
    }

    private T One<T>(params T[] of) => of[random.Next(of.Length)];
}
