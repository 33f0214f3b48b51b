using System.Diagnostics;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.CrimeData;

/// <summary>What the odd files put together by chance have brought to light, each by itself.</summary>
public sealed class OddCrimeCasesTests
{
    private const string Street = "2022-10-leicestershire-street.csv",
        Stops = "2022-10-leicestershire-stop-and-search.csv",
        Outcomes = "2022-10-leicestershire-outcomes.csv";

    // PostgreSQL looks up no text of more than 2,704 bytes, and stopped the whole import where SQLite took the row.
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_text_longer_than_any_that_is_published_is_refused_with_its_line(string database)
    {
        await using var county = await TestCounty.Open(database);
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 6000).Select(_ => (char)random.Next('a', 'z')));
        string Crime(string location, string type, string outcome) =>
            $"{new string('a', 64)},2022-10,P,P,-1.2,52.6,{location},E01025631,Blaby,{type},{outcome},";

        Assert.Equal(
            0,
            await county.Import(
                Street,
                StreetFiles.Header,
                Crime("A", "Drugs", ""),
                Crime(text, "Drugs", ""),
                Crime("A", text, ""),
                Crime("A", "Drugs", text)
            )
        );
        Assert.Equal(0, await county.Import(Outcomes, OutcomesHeader, Outcome('a', "Caution"), Outcome('b', text)));
        Assert.Equal(0, await county.Import(Stops, StopsHeader, Stop("01T10:05"), Stop("01T10:05", outcome: text)));

        var rows = await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().OrderBy(r => r.RunId).ThenBy(r => r.Line).ToListAsync());
        Assert.Equal([3, 4, 5, 3, 3], rows.Select(r => r.Line));
        Assert.All(rows, r => Assert.Contains("is longer than 500 letters", r.Reason, StringComparison.Ordinal));
        Assert.Equal(1, (await county.LastFile()).Added);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_crime_type_of_blanks_is_missing_and_a_zero_has_no_sign(string database)
    {
        await using var county = await TestCounty.Open(database);
        Assert.Equal(
            0,
            await county.Import(
                Street,
                StreetFiles.Header,
                ",2022-10,P,P,-0,52.6,A,E01025631,Blaby,Drugs,,",
                ",2022-10,P,P,-1.2,52.6,A,E01025631,Blaby,  ,,"
            )
        );
        var row = Assert.Single(await county.Rows<RecordedCrime>());
        Assert.False(double.IsNegative(row.Longitude!.Value));
        var refused = await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().SingleAsync());
        Assert.Equal((3, "The crime type is missing"), (refused.Line, refused.Reason));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_area_of_an_outcome_without_a_code_is_that_of_its_point(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.GiveAreas();
        await county.Import(
            Outcomes,
            OutcomesHeader,
            Outcome('a', "Caution", "-1.2,52.6,On or near Hobill Close,,"),
            Outcome('b', "Caution", "-1.2,52.6,On or near Hobill Close, e01025631 ,Blaby"),
            Outcome('c', "Caution", "-1.9,52.4,On or near High Street,,")
        );
        var rows = await county.Rows<CrimeOutcome>();
        Assert.Equal([CrimePlacing.Inside, CrimePlacing.Inside, CrimePlacing.Outside], rows.Select(r => r.Placement));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_code_of_an_area_in_small_letters_and_blanks_is_that_area(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.GiveAreas();
        await county.Import(Street, StreetFiles.Header, ",2022-10,P,P,-1.2,52.6,A, e01025631 ,Blaby,Drugs,,");
        Assert.Equal(CrimePlacing.Inside, Assert.Single(await county.Rows<RecordedCrime>()).Placement);
    }

    // As a version stored them that took every wording as it came.
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Crime_types_that_an_older_version_kept_in_other_words_are_found_and_read_anew_with_the_same_file(string database)
    {
        await using var county = await TestCounty.Open(database);
        string[] file = [StreetFiles.Header, .. StreetFiles.Text("2022-10", 40, 6).Split('\n')[1..^1]];
        Assert.Equal(0, await county.Import(Street, file));
        var asb = Assert.Single(await county.Rows<CrimeFile>()).AntiSocial;
        Assert.True(asb > 0);
        Assert.True((await CrimeTypes()).Well);
        await county.Do(async db =>
        {
            await db.Set<CodedWord>()
                .Where(w => w.Word == "Anti-social behaviour")
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.Word, "Antisocial behaviour"));
            await db.Set<CrimeFile>().ExecuteUpdateAsync(s => s.SetProperty(f => f.AntiSocial, 0));
        });

        var found = await CrimeTypes();
        Assert.False(found.Well);
        Assert.Contains("1 files hold crime types in other words", found.Words, StringComparison.Ordinal);
        Assert.Equal(0, await county.Import(Street, file));

        Assert.Equal("revised", (await county.LastFile()).Result);
        var mended = Assert.Single(await county.Rows<CrimeFile>());
        Assert.Equal((asb, 40), (mended.AntiSocial, mended.Rows));
        Assert.Equal(40, (await county.Rows<RecordedCrime>()).Count);
        Assert.True((await CrimeTypes()).Well);
        Assert.Equal(0, await county.Import(Street, file));
        Assert.Equal("unchanged", (await county.LastFile()).Result);

        async Task<(bool Well, string Words)> CrimeTypes()
        {
            var doctor = await Operations.FosseProcess.Run(county.Folder, "doctor", "--json", "--db", county.Address.Connection);
            using var said = System.Text.Json.JsonDocument.Parse(doctor.Output);
            var of = said
                .RootElement.GetProperty("findings")
                .EnumerateArray()
                .Single(f => f.GetProperty("check").GetString() == "crime types");
            return (of.GetProperty("well").GetBoolean(), of.GetProperty("words").GetString()!);
        }
    }

    public static TheoryData<string, string> InZips =>
        new()
        {
            { "a wrong sum", "damaged" },
            { "shorter than stated", "damaged" },
            { "a changed byte", "damaged" },
            { "an unknown way of packing", "damaged" },
            { "locked with a password", "locked with a password" },
        };

    [Theory, MemberData(nameof(InZips))]
    public async Task A_file_in_a_zip_that_is_not_what_the_zip_says_is_refused_by_name_and_the_others_are_taken(string what, string said)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var odd = new ToZip($"2022-10/{Street}", System.Text.Encoding.UTF8.GetBytes(StreetFiles.Text("2022-10", 30, 1)));
        odd = what switch
        {
            "a wrong sum" => odd with { WrongSum = true },
            "shorter than stated" => odd with { Longer = 300 },
            "a changed byte" => odd with { Stored = true, Flipped = true },
            "an unknown way of packing" => odd with { Method = 93 },
            _ => odd with { Locked = true },
        };
        var good = odd with
        {
            Name = "2022-11\\2022-11-leicestershire-street.csv",
            Content = System.Text.Encoding.UTF8.GetBytes(StreetFiles.Text("2022-11", 30, 2)),
            Longer = 0,
            WrongSum = false,
            Flipped = false,
            Locked = false,
            Method = null,
            Zip64 = true,
        };
        var zip = Path.Combine(county.Folder, "download.zip");
        await File.WriteAllBytesAsync(zip, OddZip.Of(odd, good));
        Assert.Equal(2, await Operations.CountyFiles.Run(county, "import", "crime", zip));
        var refused = await county.Do(db => db.Set<ImportedFile>().AsNoTracking().SingleAsync(f => f.Result == "refused"));
        Assert.Equal(Street, refused.Name);
        Assert.StartsWith($"download.zip: The file “2022-10/{Street}” in the zip is", refused.Note, StringComparison.Ordinal);
        Assert.Contains(said, refused.Note, StringComparison.Ordinal);
        Assert.Equal(202211, Assert.Single(await county.Rows<CrimeFile>()).Month);
    }

    [Fact]
    public async Task Deep_folders_are_looked_through_and_links_and_names_that_are_no_text_are_told()
    {
        using var folder = new TestFolder();
        var deep = Directory.CreateDirectory(Path.Combine([folder.Path, .. Enumerable.Repeat("deep", 20)])).FullName;
        await File.WriteAllTextAsync(Path.Combine(deep, Street), "");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.csv"), deep);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "nowhere"), Path.Combine(folder.Path, "not there"));
        if (!OperatingSystem.IsWindows())
        {
            // As an old zip of Windows leaves them: "Größe.csv" and a folder of that name in Latin-1.
            using var shell = Process.Start(
                "/bin/sh",
                ["-c", "cd \"$1\" && n=$(printf 'Gr\\366\\337e') && : > \"$n.zip\" && mkdir \"$n\"", "sh", folder.Path]
            );
            await shell.WaitForExitAsync();
        }

        var found = PoliceUkFiles.Find([folder.Path], ReadLimits.Default);

        Assert.Equal(Street, Assert.Single(found.Files).Name);
        Assert.Equal(OperatingSystem.IsWindows() ? 2 : 4, found.Left.Count);
        Assert.Equal(2, found.Left.Count(l => l.Reason.Contains("It is a link", StringComparison.Ordinal)));
        Assert.All(found.Left, l => Assert.StartsWith(folder.Path, l.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_left_of_a_zip_that_is_refused_goes_with_it()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(
            Path.Combine(folder.Path, "download.zip"),
            OddZip.Of(new ToZip("README.txt", []), new ToZip("../2022-10-btp-street.csv", []))
        );
        var found = PoliceUkFiles.Find([folder.Path], ReadLimits.Default);
        Assert.Single(found.Refused);
        Assert.Empty(found.Left);
    }
}
