using System.Net;
using System.Text;
using Fosse.CrimeData;
using Fosse.Intake.Requests;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Tests.Intake;

/// <summary>What must not get in by the page, and what must not be led out of its folder.</summary>
public sealed class HostileUploadTests
{
    private static readonly byte[] Small = "a,b\n1,2\n"u8.ToArray();

    [Theory]
    [InlineData("../../evil.csv", "evil.csv")]
    [InlineData(@"C:\temp\evil.csv", "evil.csv")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..", "file")]
    [InlineData(".hidden.csv", "hidden.csv")]
    [InlineData("a\0b\nc.csv", "a_b_c.csv")]
    public void A_name_can_only_be_one_of_a_file_in_its_folder(string name, string safe) => Assert.Equal(safe, Uploads.Safe(name));

    [Fact]
    public async Task What_is_of_another_kind_or_too_large_or_no_form_is_not_kept()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var page = await AskedImports.Open(county, "--Intake:Largest=100000");

        await page.Asks(ImportKind.Crime, null, ("evil.exe", Small));
        Assert.Equal(["“evil.exe” is of another kind. Send files that end in .zip, .csv"], page.Admin.All(".govuk-error-summary li"));
        await page.Asks(ImportKind.Crime, null, ("large.csv", new byte[150_000]));
        Assert.Contains("larger than 0 MB together", page.Admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await page.Asks(ImportKind.Crime, null, ("one.csv", Small), ("ONE.csv", Small), ("one.csv", Small));
        Assert.Contains("two files have that name", page.Admin.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await page.Asks(null, null, ("one.csv", Small));
        Assert.Equal(["Choose what the files hold"], page.Admin.All(".govuk-error-summary li"));
        await page.Asks(ImportKind.Crime);
        Assert.Equal(["Choose the files to import"], page.Admin.All(".govuk-error-summary li"));

        using var form = new MultipartFormDataContent
        {
            { new StringContent("Crime"), "Kind" },
            { new ByteArrayContent(Small), "files", "one.csv" },
        };
        using var answer = await page.Admin.Client.PostAsync(new Uri("/admin/imports/add", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(!Directory.Exists(page.Uploads) || Directory.GetFileSystemEntries(page.Uploads).Length == 0);
        Assert.Equal(0, await county.Do(db => db.Set<ImportRequest>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Zips_made_to_do_harm_are_refused_whole(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var page = await AskedImports.Open(county, "--Intake:LargestUnpacked=60000000");
        foreach (
            var (kind, zip, why) in new[]
            {
                (ImportKind.County, AskedImports.Zip(("../evil.csv", "a")), "points outside it"),
                (ImportKind.County, AskedImports.Zip(("bomb.csv", new string('a', 50_000_000))), "more than 200 times its size"),
                (
                    ImportKind.County,
                    AskedImports.Zip([.. Enumerable.Range(0, 8).Select(i => ($"{i}.csv", new string('a', 9_000_000)))]),
                    "unpacks to more than 60,000,000 bytes"
                ),
                (ImportKind.County, Encoding.ASCII.GetBytes("PK and nothing else"), "is damaged"),
                (ImportKind.Crime, AskedImports.Zip(("2019-01-x-street.csv", new string('a', 50_000_000))), "more than 200 times its size"),
            }
        )
        {
            await page.Asks(kind, null, ("files.zip", zip));
            Assert.Equal(1, await page.WorkerLooks());
            await page.Admin.Follows("See how far it is now");
            Assert.Contains(why, string.Join(' ', page.Admin.All(".govuk-list--bullet li")), StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(page.Uploads));
        }
        Assert.False(File.Exists(Path.Combine(county.Folder, "evil.csv")));
        Assert.Equal(0, await county.Do(db => db.Set<Fosse.Places.Area>().CountAsync()));
    }

    [Fact]
    public async Task Only_folders_below_the_operators_are_found_and_no_link_leads_out()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var root = Directory.CreateDirectory(Path.Combine(county.Folder, "imports")).FullName;
        var outside = CountyFiles.Write(Path.Combine(county.Folder, "outside"));
        Directory.CreateDirectory(Path.Combine(root, "2024", "police"));
        Directory.CreateSymbolicLink(Path.Combine(root, "link"), outside);
        Directory.CreateSymbolicLink(Path.Combine(root, "2024", "link"), outside);
        var folders = new FolderChoice(Options.Create(new IntakeOptions { Folder = root }));
        Assert.Equal([".", "2024", "2024/police"], folders.All);
        Assert.NotNull(folders.Find("2024/police"));
        Assert.All(
            (string[])["..", "../outside", "/etc", "2024/../../outside", "link", "2024/link", "", "2024//police", root],
            below => Assert.Null(folders.Find(below))
        );
        Assert.Null(new FolderChoice(Options.Create(new IntakeOptions())).Find("."));

        await using var page = await AskedImports.Open(county, $"--Intake:Folder={root}");
        await page.Asks(ImportKind.County, "../outside");
        Assert.Equal(["There is no such folder on the server. Choose one of the list"], page.Admin.All(".govuk-error-summary li"));
        // Nor is one followed by what reads a folder that was chosen.
        await page.Asks(ImportKind.County, ".");
        Assert.Equal(1, await page.WorkerLooks());
        Assert.Equal(ImportState.Refused, (await page.Newest()).State);
        Assert.Equal(0, await county.Do(db => db.Set<Fosse.Places.Area>().CountAsync()));
    }
}
