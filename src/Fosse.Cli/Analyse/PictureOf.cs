namespace Fosse.Cli.Analyse;

/// <summary>The picture of an answer, with the method for a title and under it the files and parameters that made it.</summary>
internal static class PictureOf
{
    // What a surface cannot be read without, also where it was left at what it is.
    private static readonly string[] Always = ["bandwidth", "cell", "kernel", "edge", "block", "period"];

    public static Picture The(Answer answer, Question question, IReadOnlyDictionary<string, string?> options, double? top)
    {
        var files = question.Files.Select(f => $"{f.Name} ({f.Count:N0} {(f is AsciiGrid ? "cells" : "rows")}, sha256 {f.Hash[..8]})");
        var made = $"{question.Method.Name}: {string.Join(", ", files)}";
        if (Parameters(question, options) is { Length: > 0 } parameters)
            made += "; " + parameters;
        return answer.Chart is { } chart ? ChartPicture.Of(chart, made)
            : answer.Surface is { } surface ? SurfacePicture.Of(surface, surface.Title ?? question.Method.Line, made, top)
            : throw new FormatException(
                "A picture is drawn of one series or of a surface, and this result is neither. Choose --format csv or json."
            );
    }

    private static string Parameters(Question question, IReadOnlyDictionary<string, string?> options) =>
        string.Join(
            "; ",
            question
                .Method.Parameters.Where(p =>
                    !p.IsFile && (options.GetValueOrDefault(p.Name) is not null || (Always.Contains(p.Name) && p.Default is not null))
                )
                .Select(p => p.IsFlag ? p.Name : $"{p.Name} {options.GetValueOrDefault(p.Name) ?? p.Default}")
        );
}
