using System.Globalization;
using System.Security.Cryptography;
using Fosse.Exchange.Tables;

namespace Fosse.Cli.Analyse;

/// <summary>What was asked on the command line: options by name, the files that were read. Wrong words end as one line that says how to
/// mend it.</summary>
internal sealed class Question(
    Method method,
    string? input,
    IReadOnlyDictionary<string, string?> options,
    IReadOnlyDictionary<string, string> renamed
)
{
    private readonly Dictionary<string, IInput> files = [];

    public Method Method { get; } = method;

    /// <summary>The files read so far, in the order of reading.</summary>
    public IEnumerable<IInput> Files => files.Values;

    public bool HasInput => input is not null;

    /// <summary>What was read without being kept, for the card: name, rows, and the hash, which is taken only when it is asked
    /// for.</summary>
    public (string Name, long Rows, Func<string> Hash)? Passed { get; private set; }

    /// <summary>The main file's rows counted by these columns, for files too large for a table.</summary>
    public CsvGroups Counted(string[] columns, CancellationToken stop)
    {
        var path = input ?? throw Missing();
        var names = columns.Select(name => renamed.GetValueOrDefault(name, name)).ToArray();
        if (path == "-")
        {
            using var held = new MemoryStream();
            using var typed = Console.OpenStandardInput();
            typed.CopyTo(held);
            var bytes = held.ToArray();
            var found = CsvCount.Of(bytes, "standard input", names);
            Passed = ("standard input", found.Rows, () => Convert.ToHexStringLower(SHA256.HashData(bytes)));
            return found;
        }
        var groups = CsvCount.Of(path, names, stop);
        Passed = (Path.GetFileName(path), groups.Rows, () => HashOf(path));
        return groups;
    }

    private static string HashOf(string path)
    {
        using var file = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The main file.</summary>
    public CsvTable Input() => Read(input ?? throw Missing());

    private FormatException Missing() =>
        new($"fosse analyse {Method.Name} needs a CSV file: {Method.Input}. See 'fosse analyse {Method.Name} --help'.");

    /// <summary>The main file as a grid.</summary>
    public AsciiGrid InputGrid() =>
        Once(
            input
                ?? throw new FormatException(
                    $"fosse analyse {Method.Name} needs a file: {Method.Input}. See 'fosse analyse {Method.Name} --help'."
                ),
            AsciiGrid.Read
        );

    /// <summary>Boundaries of areas.</summary>
    public AreaFile Areas(string path) => Once(path, AreaFile.Read);

    /// <summary>Another file that an option names; none when it was not given.</summary>
    public CsvTable? File(string option) => Given(option) is { } path ? Read(path) : null;

    public CsvTable Needed(string option) =>
        File(option)
        ?? throw new FormatException($"fosse analyse {Method.Name} needs --{option} FILE. See 'fosse analyse {Method.Name} --help'.");

    private CsvTable Read(string path) => Once(path, p => CsvTable.Read(p, renamed));

    private T Once<T>(string path, Func<string, T> read)
        where T : IInput
    {
        if (!files.TryGetValue(path, out var file))
            files[path] = file = read(path);
        return file is T asked ? asked : throw new FormatException($"{path} was given for two kinds of file.");
    }

    public bool Has(string option) => Given(option) is not null;

    public string? Given(string option) => options.TryGetValue(option, out var value) ? value : null;

    public string Word(string option)
    {
        var parameter = Method.Parameters.Single(p => p.Name == option);
        var value =
            Given(option)
            ?? parameter.Default
            ?? throw new FormatException($"fosse analyse {Method.Name} needs --{option}: {parameter.Meaning}");
        if (parameter.Words.Count > 0 && !parameter.Words.Contains(value))
        {
            throw new FormatException($"--{option} must be one of {string.Join(", ", parameter.Words)}; it is '{value}'.");
        }
        return value;
    }

    public double Number(string option) => Parse(option, Word(option));

    public double? NumberIfGiven(string option) => Given(option) is { } value ? Parse(option, value) : null;

    public int Whole(string option)
    {
        var value = Word(option);
        return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"--{option} must be a whole number; it is '{value}'.");
    }

    public bool Flag(string option) => Given(option) == "true";

    /// <summary>Numbers with commas between them.</summary>
    public double[] Numbers(string option) =>
        [
            .. Word(option)
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(part => Parse(option, part)),
        ];

    private static double Parse(string option, string text)
    {
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase))
            return double.PositiveInfinity;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? number
            : throw new FormatException($"--{option} must be a number; it is '{text}'.");
    }
}
