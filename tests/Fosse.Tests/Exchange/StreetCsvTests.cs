using System.Globalization;
using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Tests.Exchange;

public sealed class StreetCsvTests
{
    private const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    private const string Id = "97cdf2ae37795f12e5d1183327c7b7dee8be640cc124340e7cf5d393f2dd6f94";
    private const string Good =
        Id
        + ",2021-05,Leicestershire Police,Leicestershire Police,-1.212224,52.623430,On or near Willoughby Gardens,E01025631,Blaby "
        + "002A,Burglary,Under investigation,";
    private const string Asb =
        ",2021-05,Leicestershire Police,Leicestershire Police,-1.131592,52.635570,On or near ,E01025631,Blaby 002A,Anti-social behaviour,,";

    internal sealed record Row(
        int Line,
        string CrimeId,
        int Month,
        bool HasPoint,
        double Longitude,
        double Latitude,
        string Location,
        string LsoaCode,
        string CrimeType,
        string Outcome
    );

    internal static (List<Row> Rows, List<RefusedRow> Refused, ReadCounts Counts) Read(byte[] bytes, ReadLimits? limits = null)
    {
        List<Row> rows = [];
        List<RefusedRow> refused = [];
        var counts = StreetCsv.Read(
            new MemoryStream(bytes),
            "street.csv",
            (in StreetRow row) =>
                rows.Add(
                    new(
                        row.Line,
                        Text(row.CrimeId),
                        row.Month,
                        row.HasPoint,
                        row.Longitude,
                        row.Latitude,
                        Text(row.Location),
                        Text(row.LsoaCode),
                        Text(row.CrimeType),
                        Text(row.LastOutcome)
                    )
                ),
            refused.Add,
            limits ?? ReadLimits.Default,
            TestContext.Current.CancellationToken
        );
        return (rows, refused, counts);
    }

    private static (List<Row> Rows, List<RefusedRow> Refused, ReadCounts Counts) Read(params string[] lines) => Read(File(lines));

    private static byte[] File(params string[] lines) =>
        Encoding.UTF8.GetBytes(Header + "\n" + string.Concat(lines.Select(line => line + "\n")));

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static ExchangeFormatException Refusal(string file) =>
        Assert.Throws<ExchangeFormatException>(() => Read(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public void A_crime_is_read_with_all_that_was_published()
    {
        var row = Assert.Single(Read(Good).Rows);
        Assert.Equal(
            new Row(
                2,
                Id,
                202105,
                true,
                -1.212224,
                52.623430,
                "On or near Willoughby Gardens",
                "E01025631",
                "Burglary",
                "Under investigation"
            ),
            row
        );
    }

    [Fact]
    public void Equal_antisocial_behaviour_rows_without_an_id_are_separate_incidents()
    {
        var (rows, _, counts) = Read(Asb, Asb, Asb);
        Assert.Equal(new(3, 0, 0), counts);
        Assert.All(rows, row => Assert.Equal(("", "On or near "), (row.CrimeId, row.Location)));
    }

    [Fact]
    public void Rows_without_a_location_are_kept_and_counted()
    {
        var (rows, _, counts) = Read(
            Good.Replace(
                "-1.212224,52.623430,On or near Willoughby Gardens,E01025631,Blaby 002A",
                ",,No Location,,",
                StringComparison.Ordinal
            )
        );
        Assert.Equal(new(1, 0, 1), counts);
        Assert.False(rows[0].HasPoint);
        Assert.True(double.IsNaN(rows[0].Longitude));
    }

    [Theory]
    [InlineData("\"On or near Ellis Park, Glenfield\"", "On or near Ellis Park, Glenfield")]
    [InlineData("\"On or near \"\"The Rookery\"\"\"", "On or near \"The Rookery\"")]
    [InlineData("On or near Château Way", "On or near Château Way")]
    [InlineData("On or near the \"Bull\"", "On or near the \"Bull\"")]
    [InlineData("\"\"", "")]
    public void Place_names_with_commas_quotes_and_accents_come_through(string written, string read)
    {
        var row = Assert.Single(Read(Good.Replace("On or near Willoughby Gardens", written, StringComparison.Ordinal)).Rows);
        Assert.Equal((read, "E01025631", "Under investigation"), (row.Location, row.LsoaCode, row.Outcome));
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_a_last_line_without_an_end_change_nothing()
    {
        var plain = Read(Good, Asb).Rows;
        Assert.Equal(plain, Read(Encoding.UTF8.GetBytes($"\uFEFF{Header}\r\n{Good}\r\n{Asb}")).Rows);
    }

    [Theory]
    [InlineData("2021-05", "2021-13", "month")]
    [InlineData("2021-05", "May 2021", "month")]
    [InlineData("-1.212224", "west", "numbers")]
    [InlineData("-1.212224", "NaN", "numbers")]
    [InlineData("-1.212224", "-", "numbers")]
    [InlineData("-1.212224", "", "both")]
    [InlineData("-1.212224", "52.623430", "longitude must be between")]
    [InlineData("52.623430", "0.0", "latitude must be between")]
    [InlineData(Id, "97cdf2", "crime ID")]
    [InlineData("97cdf2", "97cdg2", "crime ID")]
    [InlineData("Burglary", "", "crime type is missing")]
    [InlineData("Burglary", "Burglary,", "13 fields")]
    [InlineData("Burglary,", "", "11 fields")]
    [InlineData("On or near", "\"On or near", "does not end on the same line")]
    [InlineData("On or near Willoughby Gardens", "\"On\" or near", "followed by something")]
    public void A_bad_row_is_kept_aside_with_its_line_and_the_rest_is_read(string was, string becomes, string reason)
    {
        var bad = Good.Replace(was, becomes, StringComparison.Ordinal);
        var (rows, refused, counts) = Read(Asb, bad, Good);
        Assert.Equal([2, 4], rows.Select(row => row.Line));
        Assert.Equal(new(2, 1, 0), counts);
        Assert.Equal((3, bad), (refused[0].Line, refused[0].Text));
        Assert.Contains(reason, refused[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_runs_over_two_lines_spoils_only_those_two()
    {
        var (rows, refused, _) = Read(Good.Replace("On or near Willoughby", "\"On or near\nWilloughby", StringComparison.Ordinal), Good);
        Assert.Equal([4], rows.Select(row => row.Line));
        Assert.Equal([2, 3], refused.Select(row => row.Line));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_spoil_their_row_only()
    {
        var bytes = File(Good, Good);
        bytes[bytes.AsSpan().IndexOf("Willoughby"u8)] = 0xFF;
        var (rows, refused, _) = Read(bytes);
        Assert.Equal([3], rows.Select(row => row.Line));
        Assert.Contains("UTF-8", refused[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_refused_as_a_whole_when_it_cannot_be_the_published_one()
    {
        Assert.Contains("empty", Refusal("").Message, StringComparison.Ordinal);
        Assert.Contains("empty", Refusal("\uFEFF\r\n").Message, StringComparison.Ordinal);
        Assert.Contains(
            "“Crime type” is missing",
            Refusal(Header.Replace(",Crime type", "", StringComparison.Ordinal) + "\n").Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in this order",
            Refusal(Header.Replace("Longitude,Latitude", "Latitude,Longitude", StringComparison.Ordinal) + "\n").Message,
            StringComparison.Ordinal
        );
        Assert.Contains("not a text file", Refusal($"{Header}\n{Good}\n\0\n").Message, StringComparison.Ordinal);
        Assert.Equal(3, Refusal($"{Header}\n{Good}\n{Good[..150]}").Line);
        Assert.Equal(2, Refusal($"{Header}\n{new string('x', 70_000)}\n{Good}\n").Line);
    }

    [Fact]
    public void A_file_with_more_bad_rows_than_good_ones_is_refused()
    {
        Assert.Equal(10, Read([.. Enumerable.Repeat("x", 10)]).Counts.Refused);
        Assert.Contains(
            "11 of 12 rows",
            Refusal($"{Header}\n{Good}\n{string.Concat(Enumerable.Repeat("x\n", 11))}").Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_longer_than_the_buffer_is_read_without_losing_a_row_at_the_seams()
    {
        var lines = Enumerable
            .Range(0, 20_000)
            .Select(i => Good.Replace("Willoughby", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            .ToArray();
        var rows = Read(lines).Rows;
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"On or near {i} Gardens"), rows.Select(row => row.Location));
        Assert.Equal(20_001, rows[^1].Line);
    }

    [Fact]
    public void All_published_months_are_read_to_the_last_row()
    {
        var files = PoliceUkFiles
            .Find([SharedData.Folder("police")], ReadLimits.Default)
            .Files.Where(file => file.Kind is PoliceUkKind.Street)
            .ToList();
        ReadCounts total = new(0, 0, 0);
        foreach (var file in files)
        {
            using var bytes = file.Open();
            var counts = StreetCsv.Read(
                bytes,
                file.Name,
                (in StreetRow row) => Assert.Equal(file.Month, row.Month),
                _ => { },
                ReadLimits.Default,
                TestContext.Current.CancellationToken
            );
            total = new(total.Rows + counts.Rows, total.Refused + counts.Refused, total.WithoutLocation + counts.WithoutLocation);
        }
        Assert.Equal(47, files.Count);
        Assert.Equal(new(409_281, 0, 10_522), total);
    }
}
