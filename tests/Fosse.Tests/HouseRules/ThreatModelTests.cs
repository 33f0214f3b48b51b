using System.Text.RegularExpressions;

namespace Fosse.Tests.HouseRules;

/// <summary>Every edge of the code is named in the threat model, by its kind and its file.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["mail"] = @"\bMailKit\b|\bSystem\.Net\.Mail\b",
        ["file"] = @"\bIFormFile\b|\bMultipartReader\b",
        // However it is come by: made, asked for, or handed in.
        ["outbound address"] =
            @"\bI?HttpClient(Factory)?\b|\bAddHttpClient\b|\bHttpMessageInvoker\b|\bSocketsHttpHandler\b|\bAddOtlpExporter\b"
            + @"|\bnew Socket\(|\bTcpClient\b|\bUdpClient\b|\bClientWebSocket\b",
        ["port"] = @"\bUseUrls\(|\bListen(AnyIP|Localhost|UnixSocket)\(|\bTcpListener\b",
        ["foreign parser"] =
            @"\bSKCodec\b|\bZipArchive\b|\bCompressionMode\.Decompress\b|\bJsonDocument\.Parse|\bXmlReader\b|\bXDocument\b|\bCsvParser\b"
            + @"|\bCsvReader\b|\bWK[BT]Reader\b",
        ["process"] = @"\bProcessStartInfo\b",
    };

    [Fact]
    public void Every_edge_is_named_and_no_name_is_left_over()
    {
        var named = Repository
            .Read("docs", "security", "threat-model.md")
            .Split('\n')
            .Select(line => Line().Match(line))
            .Where(line => line.Success)
            .Select(line => (Kind: line.Groups["kind"].Value, File: line.Groups["file"].Value))
            .ToHashSet();
        var found = Kinds
            .SelectMany(kind =>
                Repository
                    .Sources()
                    .Where(file => Regex.IsMatch(WithoutComments(file), kind.Value))
                    .Select(file => (Kind: kind.Key, File: Repository.Name(file)))
            )
            .ToHashSet();
        Assert.True(found.Count > 10);
        var wrong = found
            .Except(named)
            .Select(e =>
                $"{e.File} is an edge of the kind {e.Kind}: who would try what with it? Give it a line in docs/security/threat-model.md, "
                + "under Edges in the code."
            )
            .Concat(
                named
                    .Except(found)
                    .Select(e => $"{e.File} is no edge of the kind {e.Kind} any more: take its line out of the threat model.")
            );
        Trespasses.None(wrong);
    }

    private static string WithoutComments(string file) =>
        string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\| (?<kind>[a-z ]+) \| .+ \| `(?<file>src/[^`]+\.cs)` \|$")]
    private static partial Regex Line();
}
