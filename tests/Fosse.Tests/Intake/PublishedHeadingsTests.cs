using System.Text.RegularExpressions;
using Fosse.Exchange;
using Fosse.Intake.County;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Intake;

/// <summary>The headings that docs/running/data.md says are taken, held against what takes them.</summary>
public sealed partial class PublishedHeadingsTests
{
    [GeneratedRegex(@"^\| (?<what>[^|]+) \| `(?<headings>[^`]+,[^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Line { get; }

    [Fact]
    public void Every_heading_of_the_page_is_taken()
    {
        var lines = Line.Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "running", "data.md")));
        Assert.True(lines.Count > 10, $"{lines.Count} kinds of files");
        using var folder = new TestFolder();
        foreach (Match line in lines)
        {
            // As they are published: with a byte order mark and the line ends of Windows.
            var path = Path.Combine(folder.Path, "of-2023.csv");
            File.WriteAllText(path, $"\uFEFF{line.Groups["headings"].Value}\r\n");
            var found = Read(path);
            Assert.True(found.Took.Count == 1, $"{line.Groups["what"]}: {string.Concat(found.Left.Select(l => l.Why))}");
        }
    }

    [Fact]
    public void Open_names_are_told_by_their_first_cell_and_stand_where_the_grid_says()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "SK50.csv");
        string Row(string id, string name, string type, string kind, string east, string north) =>
            string.Join(
                ',',
                Enumerable
                    .Range(0, 34)
                    .Select(i =>
                        i switch
                        {
                            0 => id,
                            2 => name,
                            6 => type,
                            7 => kind,
                            8 => east,
                            9 => north,
                            21 => "Charnwood",
                            _ => "",
                        }
                    )
            );
        File.WriteAllLines(
            path,
            [
                Row("osgb4000000074553867", "Loughborough", "populatedPlace", "Town", "453600", "319500"),
                Row("osgb4000000074553868", "Mill Lane", "transportNetwork", "Named Road", "453700", "319600"),
                Row("osgb4000000074553869", "River Soar", "hydrography", "Inland Water", "453700", "319600"),
                Row("osgb4000000074553870", "Nowhere", "populatedPlace", "Town", "x", "319600"),
            ]
        );
        var found = Read(path);
        var took = Assert.Single(found.Took);
        Assert.Equal((4, 2, 1, 1), (took.Rows, took.Count, took.PassedOver, took.Refused.Count));
        Assert.Equal(["Loughborough", "Mill Lane"], found.Places.Select(p => p.Name));
        Assert.InRange(found.Places[0].Longitude, -1.21, -1.20);
        Assert.InRange(found.Places[0].Latitude, 52.76, 52.78);
    }

    private static CountyFolder Read(string path)
    {
        var found = new CountyFolder(ReadLimits.Default);
        found.Read([(path, Path.GetFileName(path))], (_, _) => { }, CancellationToken.None);
        return found;
    }
}
