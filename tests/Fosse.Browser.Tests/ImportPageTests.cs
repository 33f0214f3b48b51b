using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>An import that an administrator asks for in the browser; the server is killed in the middle of it.</summary>
public sealed class ImportPageTests(DemoSite site, Browser browser)
{
    private const int Months = 24,
        RowsEach = 5_000;

    private static readonly LocatorWaitForOptions Patience = new() { Timeout = 180_000 };

    [Fact]
    public async Task Files_are_sent_the_server_is_killed_and_it_ends_with_the_content_of_the_command()
    {
        if (Browser.Executable is null)
            Assert.Skip("There is no Chromium: install it, or name one in FOSSE_CHROMIUM.");
        await using var commands = new DemoCopy(site);
        await using var copy = new DemoCopy(site);
        var zip = Download(copy.Folder);
        await commands.Run("import", "crime", zip);
        var expected = await commands.Run("doctor", "--content-hash");

        await copy.Start();
        await using var window = await browser.Open(Look.Desktop);
        var page = window.Page;
        await window.Visit(copy.At("/sign-in"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as Administrator" }).First.ClickAsync();
        await page.WaitForURLAsync("**/admin**");
        await window.Visit(copy.At("/admin/imports/add"));
        await Keep(window, "admin-import-add");
        await page.GetByLabel("Recorded crime", new() { Exact = true }).CheckAsync();
        await page.Locator("#files").SetInputFilesAsync(zip);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/imports/asked/*");

        // Shown by the script alone: nobody loads the page again.
        await page.Locator("#progress").GetByText(new Regex(@"[1-9][\d,]* rows of about")).WaitForAsync(Patience);
        await copy.Kill();
        await Sound.Holds(window, "an import that runs", "desktop");
        await Keep(window, "admin-import-runs");
        Assert.Contains("runs", await page.InnerTextAsync(".govuk-tag"), StringComparison.OrdinalIgnoreCase);

        await copy.Start();
        await page.Locator("#progress .govuk-tag", new() { HasText = "ended" }).WaitForAsync(Patience);
        var progress = await page.InnerTextAsync("#progress");
        var figures = Regex.Match(progress, @"([\d,]+) added, 0 changed, 0 removed, ([\d,]+) unchanged, 1 refused");
        Assert.True(figures.Success, progress);
        Assert.Equal(Months * RowsEach, Number(figures, 1) + Number(figures, 2));
        Assert.Contains("is not the month of the file", await page.InnerTextAsync("main table"), StringComparison.Ordinal);
        foreach (var look in new[] { "desktop", "phone", "dark" })
        {
            await window.LookWith(Look.Named(look));
            await Sound.Holds(window, "an import that has ended", look);
        }
        await Keep(window, "admin-import-ended");
        await copy.Kill();
        Assert.Equal(expected, await copy.Run("doctor", "--content-hash"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(copy.Folder, "uploads")));
    }

    private static int Number(Match found, int group) =>
        int.Parse(found.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static async Task Keep(Window window, string name)
    {
        foreach (var look in new[] { "phone", "desktop" })
        {
            await window.LookWith(Look.Named(look));
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"{name}-{look}.png"), FullPage = true });
        }
    }

    // As data.police.uk publishes them; one row is of another month than its file.
    private static string Download(string folder)
    {
        var path = Path.Combine(folder, "download.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        for (var month = 1; month <= Months; month++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{2016 + (month - 1) / 12}-{(month - 1) % 12 + 1:00}");
            using var entry = new StreamWriter(zip.CreateEntry($"{name}/{name}-leicestershire-street.csv").Open(), Encoding.UTF8);
            entry.Write(
                "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
                    + "Last outcome category,Context\n"
            );
            for (var row = 0; row < RowsEach; row++)
                Write(entry, name, month * RowsEach + row);
            if (month == 2)
                Write(entry, "2015-12", 1);
        }
        return path;
    }

    private static void Write(StreamWriter to, string month, int number) =>
        to.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{number:x64},{month},Leicestershire Police,Leicestershire Police,-1.{1000 + number % 97},52.{6000 + number % 89},"
                    + $"On or near Street {number % 300},E0102563{number % 10},Blaby,Burglary,Under investigation,\n"
            )
        );
}
