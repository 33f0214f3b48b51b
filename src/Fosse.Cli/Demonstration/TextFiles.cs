using System.Text;

namespace Fosse.Cli.Demonstration;

/// <summary>UTF-8 without a byte order mark and bare line feeds on every system: the same bytes everywhere.</summary>
internal static class TextFiles
{
    public static StreamWriter Open(string path) =>
        new(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16) { NewLine = "\n" };
}
