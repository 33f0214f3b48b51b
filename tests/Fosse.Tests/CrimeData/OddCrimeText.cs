using System.Globalization;
using System.Text;

namespace Fosse.Tests.CrimeData;

/// <summary>
/// The text of odd files of recorded crime, from a seed: headings, rows and cells as spreadsheets, editors, scripts and broken
/// downloads leave them. Most of each file is as it is published, so that most files are taken and some of their rows refused.
/// </summary>
internal sealed class OddCrimeText(Random random)
{
    public enum Kind
    {
        Street,
        Outcomes,
        Stops,
    }

    public static string End(Kind kind) =>
        kind switch
        {
            Kind.Street => "street",
            Kind.Outcomes => "outcomes",
            _ => "stop-and-search",
        };

    /// <summary>The bytes of a file of that kind whose name says that month (2021-05).</summary>
    public byte[] Of(Kind kind, string month)
    {
        if (random.Next(25) == 0)
            return NoTable(kind, month);
        var lines = new List<string> { Heading(kind) };
        var ids = new[] { Id(), Id(), Id() };
        // A file of which every row is odd is refused whole, so most files have some rows that are.
        var odd = random.Next(5) switch
        {
            0 => 0,
            1 => .5,
            _ => .08,
        };
        for (var row = random.Next(4) == 0 ? random.Next(3) : random.Next(5, 30); row > 0; row--)
            lines.Add(Row(kind, month, ids, odd));
        var end = random.Next(12) > 0 ? One("\n", "\r\n") : One("\r", "\n\r", "\r\r\n", "\n\n");
        var text = string.Join(end, lines) + (random.Next(5) == 0 ? "" : end);
        return Saved(text);
    }

    private static string[] Columns(Kind kind) =>
        kind switch
        {
            Kind.Street => StreetFiles.Header.Split(','),
            Kind.Outcomes => MonthlyFiles.OutcomesHeader.Split(','),
            _ => MonthlyFiles.StopsHeader.Split(','),
        };

    private string Heading(Kind kind)
    {
        var names = Columns(kind);
        switch (random.Next(60))
        {
            case 0:
                Array.Reverse(names);
                break;
            case 1:
                names = names[..^1];
                break;
            case 2:
                names = [.. names, "Notes"];
                break;
            case 3:
                names = [.. names.Select(n => n.ToLowerInvariant())];
                break;
            case 4:
                names = [.. names.Select(n => " " + n)];
                break;
            case 5:
                names[random.Next(names.Length)] = One("", "Crime  type", "Month\u00A0", "Längengrad", "Lon", "\uFEFFMonth");
                break;
            case 6:
                return string.Join(One(";", "\t", "|", ", "), names);
            case 7:
                return One("", " ", "sep=,", "# downloaded", "Crime") + "\n" + string.Join(',', names);
            case 8:
                return Row(kind, "2022-10", [Id()], 0); // none at all
            case 9:
                names = Columns(One(Kind.Street, Kind.Outcomes, Kind.Stops));
                break;
            case < 16:
                names = [.. names.Select(n => $"\"{n}\"")];
                break;
        }
        return string.Join(',', names);
    }

    private string Row(Kind kind, string month, string[] ids, double odd)
    {
        var cells = kind is Kind.Stops ? Stop(month) : Crime(kind, month, ids);
        if (random.NextDouble() < odd)
        {
            for (var n = random.Next(1, 3); n > 0; n--)
                cells[random.Next(cells.Length)] = OddCrimeCells.One(random);
        }
        var row = string.Join(',', cells);
        return random.NextDouble() < odd / 3 ? OddRow(kind, row, cells) : row;
    }

    private string OddRow(Kind kind, string row, string[] cells) =>
        random.Next(14) switch
        {
            0 => row + ",",
            1 => string.Join(',', cells[..^random.Next(1, cells.Length)]),
            2 => "\"" + row,
            3 => row.Replace(",", "\",\"", StringComparison.Ordinal),
            4 => row + "\"",
            5 => row.Insert(random.Next(row.Length), "\n"),
            6 => "",
            7 => "   ",
            8 => new string(',', cells.Length - 1),
            9 => string.Join(',', Columns(kind)),
            10 => "#" + row,
            11 => row + "\n" + row,
            12 => string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")),
            _ => row.Insert(random.Next(row.Length), One("\r", "\v", "\u2028", "\u0085", "\u001A", "\"", "\"\"", "\u202E", "\uFEFF", "\0")),
        };

    private string[] Crime(Kind kind, string month, string[] ids)
    {
        var (where, none) = (random.Next(3) > 0, random.Next(12) == 0);
        string[] cells =
        [
            random.Next(4) == 0 ? One(ids) : Id(),
            month,
            "Leicestershire Police",
            "Leicestershire Police",
            none ? ""
            : where ? Number(-1.28, -1.01)
            : Number(-1.95, -1.85),
            none ? ""
            : where ? Number(52.51, 52.69)
            : Number(52.35, 52.45),
            none ? "No Location" : One("On or near Hobill Close", "On or near High Street", "On or near Parking Area"),
            none ? ""
            : where ? "E01025631"
            : "E01009999",
            none ? ""
            : where ? "Blaby 002A"
            : "Birmingham 001A",
        ];
        if (kind is Kind.Outcomes)
            return [.. cells, One("Under investigation", "Offender given a caution", "Local resolution")];
        var type = One("Burglary", "Drugs", "Anti-social behaviour", "Violence and sexual offences", "Other theft", "Vehicle crime");
        if (type[0] == 'A')
            return ["", .. cells[1..], type, "", ""];
        return [.. cells, type, One("", "Under investigation", "Unable to prosecute suspect"), ""];
    }

    private string[] Stop(string month)
    {
        var none = random.Next(6) == 0;
        return
        [
            One("Person search", "Vehicle search", "Person and Vehicle search"),
            string.Create(CultureInfo.InvariantCulture, $"{month}-{random.Next(1, 28):00}T{random.Next(24):00}:05:00+00:00"),
            One("", "True", "False"),
            "",
            none ? "" : Number(52.51, 52.69),
            none ? "" : Number(-1.28, -1.01),
            One("Male", "Female", ""),
            One("18-24", "over 34", ""),
            "Other ethnic group - Not stated",
            One("White", "Black", ""),
            "Misuse of Drugs Act 1971 (section 23)",
            One("Controlled drugs", "Stolen goods", ""),
            One("Arrest", "A no further action disposal", ""),
            One("", "True", "False"),
            "False",
        ];
    }

    private byte[] NoTable(Kind kind, string month) =>
        random.Next(9) switch
        {
            0 => [],
            1 => [0xEF, 0xBB, 0xBF],
            2 => Encoding.UTF8.GetBytes(One("\n", " \r\n\r\n", "\t", "not found", "<!DOCTYPE html><title>504</title>", "{}")),
            3 => [0x1F, 0x8B, 8, 0, .. Bytes(60)],
            4 => [.. "PK\u0003\u0004"u8, .. Bytes(60)],
            5 => [.. "%PDF-1.7\n"u8, .. Bytes(60)],
            6 => Encoding.Unicode.GetBytes("\uFEFF" + Heading(kind) + "\r\n" + Row(kind, month, [Id()], 0)),
            7 => Encoding.UTF8.GetBytes(string.Join(',', Columns(kind))),
            _ => Bytes(300),
        };

    // How an editor or a download leaves the whole of it.
    private byte[] Saved(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(40) switch
        {
            0 => Encoding.Latin1.GetBytes(text.Replace("Close", "Clôse", StringComparison.Ordinal)),
            1 => [.. bytes, .. bytes],
            2 => [.. bytes, 0x1A],
            3 => [.. bytes, .. new byte[random.Next(1, 600)]],
            4 => [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. bytes],
            5 => Flipped(bytes),
            6 or 7 => bytes[..random.Next(bytes.Length)],
            < 14 => [0xEF, 0xBB, 0xBF, .. bytes],
            _ => bytes,
        };
    }

    private byte[] Flipped(byte[] bytes)
    {
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private byte[] Bytes(int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Number(double from, double to) =>
        (from + random.Next(20) * (to - from) / 20).ToString("F6", CultureInfo.InvariantCulture);

    private string Id() => Convert.ToHexStringLower(Enumerable.Range(0, 32).Select(_ => (byte)random.Next(256)).ToArray());

    private T One<T>(params T[] of) => of[random.Next(of.Length)];
}
