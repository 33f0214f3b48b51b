namespace Fosse.Cli.Analyse;

/// <summary>One method of analysis as the command line offers it: what it is, what it asks for, and how it answers.</summary>
internal sealed record Method(string Name, string Family, string Line)
{
    /// <summary>The input of a method that takes only options.</summary>
    public const string NoInput = "no file; options only";

    /// <summary>What is computed, in symbols.</summary>
    public required string Formula { get; init; }

    public required string Source { get; init; }

    /// <summary>What the result must not be used for.</summary>
    public required string NotFor { get; init; }

    /// <summary>The columns of the files that go in.</summary>
    public required string Input { get; init; }

    /// <summary>The columns that come out, with units.</summary>
    public required string Output { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public required Func<Question, CancellationToken, Answer> Work { get; init; }
}

/// <summary>An option of a method: its name as it is typed, what stands when it is left out, and what it means.</summary>
internal sealed record Parameter(string Name, string? Default, string Meaning)
{
    public bool IsFile { get; init; }

    public bool IsFlag { get; init; }

    /// <summary>For options that take one of a few words.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public static Parameter File(string name, string meaning) => new(name, null, meaning) { IsFile = true };

    public static Parameter Flag(string name, string meaning) => new(name, null, meaning) { IsFlag = true };

    public static Parameter OneOf(string name, string standard, string meaning, params string[] words) =>
        new(name, standard, meaning) { Words = words };
}
