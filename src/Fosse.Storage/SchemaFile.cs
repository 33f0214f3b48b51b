using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Storage;

/// <summary>One numbered step of the schema, as this build carries it.</summary>
internal sealed record SchemaFile(int Number, string Name, string Sql)
{
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public static IReadOnlyList<SchemaFile> For(DatabaseKind kind)
    {
        var folder = kind is DatabaseKind.Sqlite ? "sqlite/" : "postgres/";
        var files = typeof(SchemaFile)
            .Assembly.GetManifestResourceNames()
            .Select(resource => (resource, path: resource.Replace('\\', '/')))
            .Where(r => r.path.StartsWith(folder, StringComparison.Ordinal))
            .Select(r => Read(r.resource, r.path[folder.Length..]))
            .OrderBy(f => f.Number)
            .ToList();
        return files.Select(f => f.Number).Distinct().Count() == files.Count
            ? files
            : throw new InvalidOperationException($"Two schema files in {folder} have one number.");
    }

    private static SchemaFile Read(string resource, string file)
    {
        using var reader = new StreamReader(typeof(SchemaFile).Assembly.GetManifestResourceStream(resource)!);
        return new(
            int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture),
            Path.GetFileNameWithoutExtension(file),
            reader.ReadToEnd()
        );
    }
}
