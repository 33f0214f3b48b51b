using System.Security.Cryptography;
using System.Text;

namespace Fosse.Cli.Analyse;

/// <summary>Something that was read, as the method card names it.</summary>
internal interface IInput
{
    string Name { get; }

    /// <summary>Rows, or cells of a grid.</summary>
    int Count { get; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    string Hash { get; }
}

/// <summary>The text of a file, or of standard input for -.</summary>
internal sealed record InputFile(string Name, string Hash, string Text)
{
    public static InputFile Read(string path)
    {
        byte[] bytes;
        if (path == "-")
        {
            using var held = new MemoryStream();
            using var input = Console.OpenStandardInput();
            input.CopyTo(held);
            bytes = held.ToArray();
        }
        else
        {
            if (!File.Exists(path))
                throw new FileNotFoundException($"There is no file {path}.");
            bytes = File.ReadAllBytes(path);
        }
        var text = new UTF8Encoding(false).GetString(bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0));
        return new(path == "-" ? "standard input" : Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes)), text);
    }
}
