namespace Fosse.Exchange;

/// <summary>Bytes that are not what they should be. The message is for the person who brought the file: where it is wrong and how to mend
/// it.</summary>
public sealed class ExchangeFormatException : FormatException
{
    /// <param name="file">The name of the file as its bringer knows it.</param>
    /// <param name="line">The line, counted from 1, where there is one to point at.</param>
    /// <param name="problem">One or two sentences: what is wrong, and what to do about it.</param>
    public ExchangeFormatException(string file, int? line, string problem, Exception? cause = null)
        : base(line is null ? $"{file}: {problem}" : $"{file}, line {line}: {problem}", cause)
    {
        File = file;
        Line = line;
        Problem = problem;
    }

    public ExchangeFormatException()
        : this("", null, "") { }

    public ExchangeFormatException(string message)
        : this("", null, message) { }

    public ExchangeFormatException(string message, Exception innerException)
        : this("", null, message, innerException) { }

    /// <summary>The name of the file, as given to the reader.</summary>
    public string File { get; }

    /// <summary>The line counted from 1, or null when the whole file is meant.</summary>
    public int? Line { get; }

    /// <summary>The message without file and line, for pages that show those in columns of their own.</summary>
    public string Problem { get; }
}
