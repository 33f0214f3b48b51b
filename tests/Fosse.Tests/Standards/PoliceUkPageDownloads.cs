using Fosse.CrimeData;
using Fosse.Publishing;
using Fosse.Tests.CrimeData;
using Fosse.Tests.Exchange;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.Standards;

/// <summary>The rows about downloads, and how files are written.</summary>
internal static partial class PoliceUkPage
{
    private static Dictionary<string, RowCheck> OfDownloads =>
        new()
        {
            ["A download holds many forces."] = new(
                "the one with most rows in the county's own areas",
                async _ =>
                {
                    await using var midshire = await TestCounty.Open(TestCounty.Sqlite);
                    var (areas, crime) = (SharedData.Cases("county"), SharedData.Cases("police"));
                    await Operations.CountyFiles.Run(midshire, "import", "county", Path.Combine(areas, "good"));
                    await Operations.CountyFiles.Run(midshire, "import", "crime", Path.Combine(crime, "archive-of-all-forces"));
                    Assert.Equal("midshire", (await midshire.Do(db => db.LoadFigures(default))).Force);
                }
            ),
            ["The names of crime types have changed over the years (`Violent crime`, `Public disorder and weapons`)."] = new(
                "in a month after May 2013 they are told",
                async c =>
                {
                    await c.Import("2013-04-btp-street.csv", StreetFiles.Header, Crime("Violent crime", month: "2013-04"));
                    Assert.Null((await c.LastFile()).Note);
                    await c.Import(
                        "2013-05-btp-street.csv",
                        StreetFiles.Header,
                        Crime("Violent crime", month: "2013-05"),
                        Crime("X-ing", month: "2013-05")
                    );
                    var told = await c.LastFile();
                    Assert.Equal((2, 0), (told.Added, told.Refused));
                    Assert.Contains(
                        "not known here, counted as crime: “Violent crime” (1 rows), “X-ing”",
                        told.Note,
                        StringComparison.Ordinal
                    );
                }
            ),
            ["A crime type is written in other words or capitals (`Antisocial behaviour`, ` Burglary`)."] = new(
                "Read as the published one, and told",
                async c =>
                {
                    var file = await Holds(c, Crime("Antisocial behaviour"), Crime(" Burglary"));
                    Assert.Equal((2, 1), (file.Rows, file.AntiSocial));
                    Assert.Contains("“ Burglary” as “Burglary”", (await c.LastFile()).Note, StringComparison.Ordinal);
                }
            ),
            ["A spreadsheet has rewritten the month (`Nov-22`)."] = new(
                "Refused, and the refusal says so",
                c => Refuses(c, "a spreadsheet has rewritten it", [.. Enumerable.Repeat(Crime(month: "Nov-22"), 12)])
            ),
            ["A zip has backslashes in its paths."] = new(
                "Read as folders",
                async c =>
                {
                    Assert.Equal(0, await Zip(c, Zipped($"2022-10\\{Street}", StreetFiles.Header, Crime())));
                    Assert.Single(await c.Rows<RecordedCrime>());
                }
            ),
            ["A file in a zip is damaged, is not what the zip says of it (length, sum), or is locked with a password."] = new(
                "That file is refused",
                async c =>
                {
                    var good = Zipped("2022-11-btp-street.csv", StreetFiles.Header, Crime(month: "2022-11"));
                    Assert.Equal(2, await Zip(c, Zipped(Street, StreetFiles.Header, Crime()) with { WrongSum = true }, good));
                    Assert.Equal("btp", Assert.Single(await c.Rows<CrimeFile>()).Force);
                }
            ),
            ["A text is longer than any that is published (500 letters)."] = new(
                "kept aside",
                async c =>
                    Assert.Contains(
                        "longer than 500 letters",
                        (await KeptAside(c, Crime(new('x', 500)), Crime(new('x', 501)))).Reason,
                        StringComparison.Ordinal
                    )
            ),
            ["`LSOA code` is in small letters, or has blanks around it."] = new(
                "Read as the code that it is",
                async c => Assert.Equal(0, (await Holds(c, Crime(where: "-1.2,52.6,On or near Hobill Close, e01025631 ,"))).Outside)
            ),
            ["A folder holds links, or names that are no text."] = new(
                "Told as left",
                c =>
                {
                    File.CreateSymbolicLink(Path.Combine(c.Folder, "link"), c.Folder);
                    var left = Fosse.Exchange.PoliceUk.PoliceUkFiles.Find([c.Folder], Fosse.Exchange.ReadLimits.Default).Left;
                    Assert.Contains(left, l => l.Reason.StartsWith("It is a link", StringComparison.Ordinal));
                    return Task.CompletedTask;
                }
            ),
            ["Antisocial behaviour stands among crimes."] = new(
                "counted apart",
                async c => Assert.Equal(1, (await Holds(c, Crime(), Crime("Anti-social behaviour"))).AntiSocial)
            ),
            ["`Last outcome category` is the newest at the time of the download."] = new(
                "Shown with the month of the data",
                async c =>
                {
                    await Takes(c, Crime(id: new('a', 64), outcome: "Under investigation"));
                    Assert.Equal("1 outcomes changed", (await Takes(c, Crime(id: new('a', 64), outcome: "Local resolution"))).Note);
                }
            ),
            ["`Context` is nearly always empty."] = new(
                "Read and dropped",
                async c =>
                {
                    await Takes(c, Crime(context: "one"));
                    Assert.Equal("unchanged", (await Takes(c, Crime(context: "other"))).Result);
                }
            ),
            ["Line ends are LF or CRLF; there may be a byte order mark; fields may be quoted."] = new(
                "All read",
                async c =>
                    Assert.Equal(
                        1,
                        (await Takes(c, Crime().Replace("Drugs", "\"Drugs\"\r", StringComparison.Ordinal)[..^3] + ",,\r")).Added
                    )
            ),
            ["A download stops in the middle of a line."] = new(
                "refused as a whole, with its name and line",
                async c =>
                {
                    var path = Path.Combine(c.Folder, Street);
                    await File.WriteAllTextAsync(path, $"{StreetFiles.Header}\n{Crime()}\n{Crime()[..20]}");
                    Assert.Equal(2, await Operations.CountyFiles.Run(c, "import", "crime", path));
                    Assert.StartsWith($"{Street}, line 3: ", (await c.LastFile()).Note, StringComparison.Ordinal);
                    Assert.Empty(await c.Rows<RecordedCrime>());
                }
            ),
            ["A row cannot be read (no month, impossible coordinates, no type)."] = new(
                "a file with more bad rows than good is refused",
                async c =>
                {
                    Assert.Equal(3, (await KeptAside(c, Crime(), Crime(month: ""))).Line);
                    await c.Import(
                        Street.Replace("10", "11", StringComparison.Ordinal),
                        [StreetFiles.Header, .. Enumerable.Repeat(Crime(""), 11)]
                    );
                    Assert.Equal("refused", (await c.LastFile()).Result);
                }
            ),
            ["Stop and search is in the same zip."] = new(
                "Stored apart",
                async c =>
                {
                    var stops = Zipped("2022-10-leicestershire-stop-and-search.csv", StopsHeader, Stop("01T10:05"));
                    Assert.Equal(0, await Zip(c, Zipped(Street, StreetFiles.Header, Crime()), stops));
                    Assert.Single(await c.Rows<StopAndSearch>());
                    Assert.Single(await c.Rows<RecordedCrime>());
                }
            ),
        };
}
