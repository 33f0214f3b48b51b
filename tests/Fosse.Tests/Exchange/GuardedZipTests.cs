using System.IO.Compression;
using System.Text;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Tests.Exchange;

public sealed class GuardedZipTests
{
    private const string Name = "2022-10/2022-10-leicestershire-street.csv";

    internal static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var to = zip.CreateEntry(name).Open();
                to.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    private static PoliceUkFiles Find(byte[] zip, ReadLimits? limits = null) =>
        PoliceUkFiles.InZip("download.zip", () => new MemoryStream(zip), limits ?? ReadLimits.Default);

    private static string Refusal(byte[] zip, ReadLimits? limits = null) =>
        Assert
            .Throws<ExchangeFormatException>(() =>
            {
                foreach (var file in Find(zip, limits).Files)
                {
                    using var entry = file.Open();
                    entry.CopyTo(Stream.Null);
                }
            })
            .Message;

    [Fact]
    public void A_download_is_listed_by_month_force_and_kind_and_the_rest_is_left_with_a_reason()
    {
        var found = Find(
            Zip(
                ("2022-10/2022-10-leicestershire-stop-and-search.csv", "c"),
                (Name, "a"),
                ("2022-09/2022-09-avon-and-somerset-outcomes.csv", "b"),
                ("2022-10/2022-10-btp-street.csv", "d"),
                ("README.txt", "x"),
                ("more.zip", "x"),
                ("2022-13/2022-13-btp-street.csv", "x"),
                (Name, "again")
            )
        );
        Assert.Equal(
            [
                (202209, "avon-and-somerset", PoliceUkKind.Outcomes),
                (202210, "btp", PoliceUkKind.Street),
                (202210, "leicestershire", PoliceUkKind.Street),
                (202210, "leicestershire", PoliceUkKind.StopAndSearch),
            ],
            found.Files.Select(file => (file.Month, file.Force, file.Kind))
        );
        using var text = new StreamReader(found.Files[2].Open());
        Assert.Equal("a", text.ReadToEnd());
        Assert.Equal(
            ["download.zip/README.txt", "download.zip/more.zip", "download.zip/2022-13/2022-13-btp-street.csv", "download.zip/" + Name],
            found.Left.Select(file => file.Name)
        );
        Assert.Contains("zip within a zip", found.Left[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../2022-10-leicestershire-street.csv")]
    [InlineData("a/../../2022-10-leicestershire-street.csv")]
    [InlineData("/etc/2022-10-leicestershire-street.csv")]
    [InlineData("..\\2022-10-leicestershire-street.csv")]
    [InlineData("C:\\2022-10-leicestershire-street.csv")]
    [InlineData("\\\\host\\2022-10-leicestershire-street.csv")]
    [InlineData("C:/2022-10-leicestershire-street.csv")]
    public void Names_that_point_outside_the_zip_are_refused(string name) =>
        Assert.Contains("points outside", Refusal(Zip((name, "x"))), StringComparison.Ordinal);

    // Some packers of Windows write folders so.
    [Fact]
    public void A_backslash_between_folders_is_a_slash()
    {
        var found = Find(Zip(("2022-10\\2022-10-leicestershire-street.csv", "x")));
        Assert.Equal("2022-10-leicestershire-street.csv", Assert.Single(found.Files).Name);
    }

    [Fact]
    public void A_zip_over_a_limit_is_refused()
    {
        var two = Zip((Name, new string('x', 1000)), ("2022-10-btp-street.csv", new string('y', 1000)));
        Assert.Contains("more than 1 files", Refusal(two, new() { Entries = 1 }), StringComparison.Ordinal);
        Assert.Contains("unpacks to more than 999 bytes", Refusal(two, new() { FileBytes = 999 }), StringComparison.Ordinal);
        Assert.Contains("The zip unpacks to more than 1,999 bytes", Refusal(two, new() { TotalBytes = 1999 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_unpacks_to_hundreds_of_times_its_size_is_refused() =>
        Assert.Contains("more than 200 times", Refusal(Zip((Name, new string('x', 11 << 20)))), StringComparison.Ordinal);

    [Fact]
    public void A_zip_that_lies_about_the_size_of_a_file_never_gives_more_than_it_said()
    {
        var zip = Zip((Name, new string('x', 100_000)));
        foreach (var at in Sizes(zip))
            BitConverter.TryWriteBytes(zip.AsSpan(at), 10);
        long read = 0;
        try
        {
            using var entry = Find(zip).Files[0].Open();
            var part = new byte[5000];
            for (int n; (n = entry.Read(part)) > 0; )
                read += n;
        }
        catch (FormatException) { }
        Assert.InRange(read, 0, 10);
    }

    // Where the local header and the directory state the unpacked size.
    private static IEnumerable<int> Sizes(byte[] zip)
    {
        for (var at = 0; at < zip.Length - 30; at++)
        {
            if (zip.AsSpan(at).StartsWith("PK\u0003\u0004"u8))
                yield return at + 22;
            if (zip.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
                yield return at + 24;
        }
    }

    [Fact]
    public void A_real_download_in_a_folder_is_found()
    {
        var found = PoliceUkFiles.Find([SharedData.Folder("api_fixtures")], ReadLimits.Default);
        var file = Assert.Single(found.Files);
        Assert.Equal((202605, "durham", 3579L), (file.Month, file.Force, file.Length));
        using var bytes = file.Open();
        var counts = StreetCsv.Read(
            bytes,
            file.Name,
            (in StreetRow _) => { },
            _ => { },
            ReadLimits.Default,
            TestContext.Current.CancellationToken
        );
        Assert.True(counts is { Rows: > 10, Refused: 0 });
        Assert.NotEmpty(found.Left);
    }

    [Fact]
    public void A_path_that_is_not_there_is_named() =>
        Assert.Contains(
            "no-such-folder",
            Assert.Throws<ExchangeFormatException>(() => PoliceUkFiles.Find(["no-such-folder"], ReadLimits.Default)).Message,
            StringComparison.Ordinal
        );
}
