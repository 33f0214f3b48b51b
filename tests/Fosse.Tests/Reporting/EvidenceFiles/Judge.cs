using System.Text;
using MetadataExtractor;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Somebody else's reader of metadata says whether anything is left.</summary>
internal static class Judge
{
    private static readonly HashSet<string> May = ["JPEG", "JFIF", "Huffman", "PNG-IHDR", "PNG-PLTE", "PNG-tRNS", "WebP", "File Type"];

    /// <returns>What is left of a photo that should not be: empty where all is well.</returns>
    public static IReadOnlyList<string> Finds(byte[] photo)
    {
        var found = new List<string>();
        if (Encoding.Latin1.GetString(photo).Contains(MadeUpFiles.Canary, StringComparison.Ordinal))
            found.Add("the canary");
        using var content = new MemoryStream(photo);
        foreach (var directory in ImageMetadataReader.ReadMetadata(content))
        {
            if (!May.Contains(directory.Name))
                found.Add(directory.Name);
        }
        return found;
    }
}
