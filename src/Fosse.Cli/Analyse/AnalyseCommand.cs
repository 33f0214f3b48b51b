using System.CommandLine;
using System.Text;

namespace Fosse.Cli.Analyse;

/// <summary>fosse analyse METHOD: every method of Fosse.Analysis on plain files, without a database.</summary>
internal static class AnalyseCommand
{
    public static Command Make()
    {
        var list = new Option<bool>("--list") { Description = "List the methods with one line each" };
        var analyse = new Command(
            "analyse",
            """
            Analyse plain CSV files: rates, surfaces, clusters, repetition, series, concentration, predictions, places, privacy.

            Examples:
              fosse analyse --list
              fosse analyse kde points.csv --cell 100 --bandwidth 300 --output kde.png
              fosse analyse gi-star areas.csv --neighbours neighbours.csv --areas areas.geojson --output gi.geojson
              fosse analyse farrington weeks.csv --explain
            """
        )
        {
            list,
        };
        foreach (var method in AllMethods.Each)
            analyse.Subcommands.Add(Command(method));
        analyse.SetAction(_ => List());
        return analyse;
    }

    private static int List()
    {
        var wide = AllMethods.Each.Max(m => m.Name.Length);
        foreach (var family in AllMethods.Each.GroupBy(m => m.Family))
        {
            Console.WriteLine($"{family.Key}:");
            foreach (var method in family)
                Console.WriteLine($"  {method.Name.PadRight(wide)}  {method.Line}");
        }
        return ExitCodes.Done;
    }

    private static Command Command(Method method)
    {
        var file = new Argument<string?>("file")
        {
            Description = "The main CSV file, or - for standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var input = new Option<string?>("--input", "--points", "--series", "--cells", "--table")
        {
            Description = "The main CSV file, by name",
        };
        var areas = new Option<string?>("--areas")
        {
            Description =
                "Boundaries of areas (.geojson): with --format geojson each area is written with its own; or the main CSV file, by name",
        };
        var areaId = new Option<string?>("--area-id")
        {
            Description = "The property of the boundaries that holds the ids; the one that knows most of them when left out",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write; the ending says the format. Standard output when left out",
        };
        var format = new Option<string?>("--format", "-f") { Description = "csv, json, geojson, asc or png" };
        var explain = new Option<bool>("--explain")
        {
            Description = "Print the method card: formula, parameters, version, hashes of input and result",
        };
        var top = new Option<double?>("--top")
        {
            Description =
                "For pictures of surfaces: the value of the darkest colour, so that one can be compared with another; the "
                + "highest value when left out",
        };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Leave out the figures about the whole that go to standard error" };
        var column = new Option<string[]>("--column")
        {
            Description = "What a column is called in your file, as value=CRIME; may be given again",
            DefaultValueFactory = _ => [],
        };
        var command = new Command(method.Name, Help(method)) { file, input, areas, areaId, output, format, top, explain, quiet, column };
        var words = new List<(Parameter, Option)>();
        foreach (var parameter in method.Parameters)
        {
            var meaning =
                parameter.Meaning
                + (parameter.Words.Count > 0 ? $" ({string.Join(", ", parameter.Words)})" : "")
                + (parameter.Default is null ? "" : $" [{parameter.Default}]");
            Option option = parameter.IsFlag
                ? new Option<bool>("--" + parameter.Name) { Description = meaning }
                : new Option<string?>("--" + parameter.Name) { Description = meaning };
            command.Options.Add(option);
            words.Add((parameter, option));
        }
        command.SetAction(
            (parsed, stop) =>
            {
                var options = words.ToDictionary(
                    w => w.Item1.Name,
                    w =>
                        w.Item1.IsFlag
                            ? (parsed.GetValue((Option<bool>)w.Item2) ? "true" : null)
                            : parsed.GetValue((Option<string?>)w.Item2)
                );
                var main = parsed.GetValue(file) ?? parsed.GetValue(input);
                var bounds =
                    parsed.GetValue(areas) is { } path && Path.GetExtension(path).ToLowerInvariant() is ".geojson" or ".json"
                        ? parsed.GetValue(areas)
                        : null;
                if (main is not null && bounds is null && parsed.GetValue(areas) is { } other)
                    throw new FormatException(
                        $"--areas must be boundaries, a file ending in .geojson; it is '{other}', and the main file is {main}."
                    );
                var question = new Question(
                    method,
                    main ?? (bounds is null ? parsed.GetValue(areas) : null),
                    options,
                    Renamed(parsed.GetValue(column)!)
                );
                return Task.FromResult(
                    Run(
                        question,
                        options,
                        (bounds, parsed.GetValue(areaId)),
                        parsed.GetValue(output),
                        parsed.GetValue(format),
                        parsed.GetValue(top),
                        parsed.GetValue(explain),
                        parsed.GetValue(quiet),
                        stop
                    )
                );
            }
        );
        return command;
    }

    private static string Help(Method method) =>
        $"""
            {method.Line}

            Input:
              {method.Input}
            Output:
              {method.Output}
            Formula:
              {method.Formula}
            Source:
              {method.Source}
            Not for:
              {method.NotFor}
            """;

    private static Dictionary<string, string> Renamed(string[] columns)
    {
        var renamed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in columns)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new FormatException($"--column must be written as value=NAME; it is '{pair}'.");
            renamed[pair[..at]] = pair[(at + 1)..];
        }
        return renamed;
    }

    private static int Run(
        Question question,
        Dictionary<string, string?> options,
        (string? Path, string? Id) areas,
        string? output,
        string? format,
        double? top,
        bool explain,
        bool quiet,
        CancellationToken stop
    )
    {
        format ??= output is null ? "csv" : Path.GetExtension(output).TrimStart('.').ToLowerInvariant();
        if (format is not ("csv" or "json" or "geojson" or "asc" or "png"))
            throw new FormatException($"--format must be csv, json, geojson, asc or png; it is '{format}'.");
        if (areas.Path is not null && format != "geojson" && !explain)
            throw new FormatException("--areas draws results into GeoJSON: add --format geojson, or an --output that ends so.");
        if (top is <= 0 or double.NaN)
            throw new FormatException("--top must be above 0.");
        if (format == "png" && output is null && !explain)
            throw new FormatException("A picture needs --output FILE.png.");
        Answer answer;
        try
        {
            if (explain && !question.HasInput && question.Method.Input != Method.NoInput)
            {
                Console.Write(MethodCard.Of(question, options, null));
                return ExitCodes.Done;
            }
            answer = question.Method.Work(question, stop);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"fosse analyse {question.Method.Name}: {refused.Message.ReplaceLineEndings(" ")}");
            return ExitCodes.BadInput;
        }
        var bytes = format switch
        {
            "json" => Encoding.UTF8.GetBytes(Written.Json(answer, question.Method, options)),
            "geojson" => Encoding.UTF8.GetBytes(
                areas.Path is null ? Written.GeoJson(answer) : AreaGeoJson.Of(answer, question.Areas(areas.Path), areas.Id)
            ),
            "asc" => Encoding.UTF8.GetBytes(Written.AsciiGrid(answer)),
            "png" => PictureOf.The(answer, question, options, top).Png(),
            _ => Encoding.UTF8.GetBytes(Written.Csv(answer)),
        };
        if (output is not null)
            File.WriteAllBytes(output, bytes);
        if (explain)
            Console.Write(MethodCard.Of(question, options, answer));
        else if (output is null)
        {
            using var screen = Console.OpenStandardOutput();
            screen.Write(bytes);
        }
        if (!quiet && !explain && format != "json" && answer.Columns.Count > 0)
        {
            foreach (var (name, value) in answer.Summary)
                Console.Error.WriteLine($"{name}: {Written.Cell(value)}");
        }
        return ExitCodes.Done;
    }
}
