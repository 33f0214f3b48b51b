using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.Geo;
using Fosse.Exchange.PoliceUk;
using Fosse.Exchange.Tables;
using Fosse.Exchange.Tiles;

namespace Fosse.Tests.Exchange;

/// <summary>Whatever bytes arrive, a reader either reads them or throws FormatException; anything else that it throws fails the
/// test.</summary>
public sealed class HostileInputTests
{
    private const string Street =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome "
        + "category,Context\r\n"
        + ",2021-05,L,L,-1.212224,52.623430,\"On or near \"\"Ellis\"\" Park, Glenfield\",E01025631,Blaby "
        + "002A,Burglary,,\r\n,2021-05,L,L,,,Château,,,Drugs,,\r\n";
    private const string Outcomes =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome "
        + "type\n,2021-05,L,L,-1.2,52.6,On or near,E01025631,Blaby 002A,Charged\n";
    private const string Stops =
        "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined "
        + "ethnicity,Officer-defined ethnicity,Legislation,"
        + "Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing\nPerson "
        + "search,2020-01-01T01:05:00+00:00,True,,52.7,-1.2,Male,18-24,,White,Act,Drugs,,,False\n";
    private const string Map =
        """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":"\u00e9","k":1},"""
        + """ "geometry":{"type":"MultiPolygon","coordinates":[[[[0,50],[1,50,7],[1,51],[0,50]]]]}}]}""";
    private const string Place =
        """{"id":"NC04","name":"Leake &amp; Keyworth","centre":{"latitude":"52.6","longitude":"-1.1"},"description":"x"}""";

    private static readonly Action<byte[]>[] Readers =
    [
        bytes => StreetCsv.Read(new MemoryStream(bytes), "x", (in StreetRow _) => { }, _ => { }, ReadLimits.Default, default),
        bytes => OutcomesCsv.Read(new MemoryStream(bytes), "x", (in OutcomeRow _) => { }, _ => { }, ReadLimits.Default, default),
        bytes => StopSearchCsv.Read(new MemoryStream(bytes), "x", (in StopSearchRow _) => { }, _ => { }, ReadLimits.Default, default),
        bytes => GeoJsonFeatures.Read(new MemoryStream(bytes), "x", ReadLimits.Default),
        bytes => VectorTile.Read(bytes, "x"),
        bytes => NeighbourhoodJson.Read(new MemoryStream(bytes), "x", ReadLimits.Default),
        bytes =>
        {
            using var table = CsvTable.Open(new MemoryStream(bytes), "x");
            foreach (var _ in table.Rows()) { }
        },
        bytes =>
        {
            foreach (var file in PoliceUkFiles.InZip("x", () => new MemoryStream(bytes), ReadLimits.Default).Files)
            {
                using var entry = file.Open();
                entry.CopyTo(Stream.Null);
            }
        },
    ];

    private static byte[][] Samples() =>
        [
            .. new[] { Street, Outcomes, Stops, Map, Place }.Select(Encoding.UTF8.GetBytes),
            VectorTileWriter.Write([
                new("transportation", 4096, [new(TileShape.Lines, [new("class", new(1, 0, "minor"))], [9, 50, 34, 18, 20, 6, 5, 5])]),
            ]),
            GuardedZipTests.Zip(("2022-10/2022-10-leicestershire-street.csv", Street)),
        ];

    /// <summary>How often bytes were refused and how often they were read.</summary>
    private static (int Refused, int Read) Try(IEnumerable<byte[]> inputs)
    {
        var (refused, read) = (0, 0);
        foreach (var bytes in inputs)
        {
            foreach (var reader in Readers)
            {
                try
                {
                    reader(bytes);
                    read++;
                }
                catch (FormatException)
                {
                    refused++;
                }
            }
        }
        return (refused, read);
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var random = new Random(4711);
        var inputs = Enumerable
            .Range(0, 400)
            .Select(i =>
            {
                var bytes = new byte[random.Next(1, 3000)];
                random.NextBytes(bytes);
                return i % 2 == 0 ? bytes : [.. "PK\u0003\u0004"u8, .. bytes];
            });
        Assert.True(Try(inputs).Refused > 2000);
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_read_or_refused()
    {
        foreach (var sample in Samples())
        {
            var (refused, read) = Try(Enumerable.Range(0, sample.Length + 1).Select(length => sample[..length]));
            Assert.True(refused > sample.Length && read > 0);
        }
    }

    [Fact]
    public void A_file_with_any_one_byte_changed_is_read_or_refused()
    {
        byte[] evil = [(byte)'"', (byte)',', (byte)'\n', 0, 0xFF, (byte)'[', (byte)'\\'];
        foreach (var sample in Samples())
        {
            var (refused, read) = Try(
                Enumerable
                    .Range(0, sample.Length)
                    .Select(at =>
                    {
                        var bytes = (byte[])sample.Clone();
                        bytes[at] = bytes[at] == evil[at % 7] ? (byte)'x' : evil[at % 7];
                        return bytes;
                    })
            );
            Assert.True(refused > 0 && read > 0);
        }
    }

    [Fact]
    public void Nothing_but_quotes_brackets_or_commas_is_refused()
    {
        var inputs = new[] { "\"", "[", "{\"a\":", ",", "\r", "\"\n", "\"\"," }.SelectMany(piece =>
            new[] { 1, 31, 32, 33, 5000, 70_000 }.Select(times => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, times))))
        );
        Assert.True(Try(inputs).Refused > 200);
    }
}
