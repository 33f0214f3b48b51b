using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Intake.County;
using Fosse.Places;
using Fosse.Tests.Exchange;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.IO;

namespace Fosse.Tests.Intake;

/// <summary>Folders of a county as people have them: what cannot be is told with its line, and the rest is taken.</summary>
public sealed class CountyCasesTests
{
    /// <summary>The folder, the file, how much of it is taken, and what is told of the rest.</summary>
    public static readonly TheoryData<string, string, int, string[]> Cases = new()
    {
        { "residents-infinity-stops-the-server", "residents.csv", 4, ["4: census2021_residents is no number (“Infinity”)"] },
        {
            "residents-negative-and-infinity",
            "residents.csv",
            4,
            ["3: census2021_residents is -9, which is not between 0 and 1000000", "4: census2021_residents is no number (“Infinity”)"]
        },
        { "residents-nan", "residents.csv", 4, ["3: census2021_residents is no number (“NaN”)"] },
        { "residents-with-thousands-commas", "residents.csv", 4, [] },
        { "postcodes-nan", "postcodes.csv", 1, ["3: latitude is no number (“NaN”); longitude is no number (“NaN”)"] },
        { "postcodes-latitude-99-longitude-0", "postcodes.csv", 1, ["3: it has no place"] },
        { "postcodes-longitude-latitude-swapped", "postcodes.csv", 0, ["latitude and longitude are exchanged"] },
        { "postcodes-not-a-postcode", "postcodes.csv", 1, ["3: postcode is empty", "4: it is no postcode", "5: it is no postcode"] },
        { "postcode-with-nul", "postcodes.csv", 1, ["3: postcode holds a character that no name has (U+0000)"] },
        { "place-at-nul-name", "places.csv", 0, ["(2): name holds a character that no name has (U+0000)"] },
        { "all-outlines-latitude-first", "wards.geojson", 0, ["latitude and longitude are exchanged"] },
        { "ward-name-with-nul", "wards.geojson", 1, ["feature 1: its code or name holds a character that no name has (U+0000)"] },
        { "ward-zero-area-line", "wards.geojson", 1, ["E05999001: its outline encloses nothing"] },
        { "wards-null-geometry-second", "wards.geojson", 1, ["E05999002: it has no outline"] },
        { "ward-figure-of-eight-60-40", "wards.geojson", 2, ["E05999001: its outline crosses itself"] },
        { "files-headed-as-the-publishers-head-them", "ONSPD.csv", 1, ["1 no longer in use"] },
        { "files-headed-as-the-publishers-head-them", "census2021-ts001-lsoa.csv", 4, [] },
        { "files-headed-as-the-publishers-head-them", "lsoa11_lsoa21.csv", 4, [] },
        { "files-headed-as-the-publishers-head-them", "lsoa21_ward24.csv", 4, [] },
        { "neighbourhood-kml-zip-as-data-md-names", "MS01.kml", 1, [] },
        { "neighbourhood-kml-zip-as-data-md-names", "2026-09.zip/midshire/MS01.kml", 1, [] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void What_cannot_be_is_told_and_the_rest_is_taken(string folder, string file, int taken, string[] told)
    {
        var found = CountyOf(Path.Combine(SharedData.Cases("county"), folder));
        var took = found.Took.SingleOrDefault(t => t.Name == file);
        Assert.Equal(taken, took?.Count ?? 0);
        var all = string.Join(
            '\n',
            (took?.Refused.Select(r => $"{r.Line}: {r.Reason}") ?? [])
                .Concat(took?.Notes ?? [])
                .Concat(found.Left.Where(l => l.Name == file).Select(l => l.Why))
        );
        Assert.All(told, words => Assert.Contains(words, all, StringComparison.Ordinal));
        if (told.Length == 0)
            Assert.Equal("", all);
    }

    // In one part of 100 that is cut by a crossing, 60 lie on one side and 40 on the other.
    [Fact]
    public void A_figure_of_eight_keeps_both_lobes()
    {
        var found = CountyOf(Path.Combine(SharedData.Cases("county"), "ward-figure-of-eight-60-40"));
        var ward = found.Areas.Single(a => a.Code == "E05999001");
        Assert.Equal(2, ward.Shape!.NumGeometries);
        var parts = new[] { ward.Shape.GetGeometryN(0).Area, ward.Shape.GetGeometryN(1).Area };
        Assert.InRange(parts.Max() / parts.Sum(), .5, .75);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_folder_of_odd_cells_is_stored_with_what_was_refused_and_every_page_answers(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"), postcodes: 3);
        await File.WriteAllTextAsync(
            Path.Combine(folder, CountyFiles.Residents),
            "lsoa21_code,census2021_residents,census2021_households\nE01A,\"1,500\",1e300\nE01B,Infinity,c\nE01A\0,1,1\n"
        );
        await File.AppendAllTextAsync(Path.Combine(folder, CountyFiles.Postcodes), "GIR 0AA,52.5,0.1,,\nLE1 1AA,99.999999,0.000000,,\n");
        Assert.Equal(0, await CountyFiles.Run(county, "import", "county", folder));

        var measures = await county.Do(db => db.Set<AreaMeasure>().Select(m => new { m.Measure, m.Value }).ToListAsync());
        Assert.Equal([1500], measures.Where(m => m.Measure == "residents").Select(m => m.Value));
        Assert.DoesNotContain(measures, m => m.Measure == "households");
        var rows = await county.Do(db => db.Set<RefusedImportRow>().OrderBy(r => r.Position).ThenBy(r => r.Line).ToListAsync());
        Assert.Equal([2, 3, 4, 5, 6], rows.Select(r => r.Line).Order());
        Assert.All(rows, r => Assert.DoesNotContain('\0', r.Text));
        var files = await county.Do(db => db.Set<ImportedFile>().Where(f => f.Refused > 0).ToListAsync());
        Assert.Equal([2, 3], files.Select(f => f.Refused).Order());
        Assert.All(await county.Do(db => db.Set<Postcode>().ToListAsync()), p => Assert.True(double.IsFinite(p.Latitude)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_postcode_whose_point_is_refused_keeps_the_one_that_is_held(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"), postcodes: 3);
        Assert.Equal(0, await CountyFiles.Run(county, "import", "county", folder));
        var file = Path.Combine(folder, CountyFiles.Postcodes);
        var lines = await File.ReadAllLinesAsync(file);
        lines[2] = lines[2].Replace(",52.5,", ",NaN,", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines[..3]); // one is broken, and one has left the file
        Assert.Equal(0, await CountyFiles.Run(county, "import", "postcodes", file));
        var held = await county.Do(db => db.Set<Postcode>().OrderBy(p => p.Code).Select(p => new { p.Code, p.Latitude }).ToListAsync());
        Assert.Equal(["ZZ00AA", "ZZ00AB"], held.Select(p => p.Code));
        Assert.All(held, p => Assert.Equal(52.5, p.Latitude));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_case_loads_or_says_why_and_both_databases_hold_the_same(string database)
    {
        foreach (var folder in Directory.GetDirectories(SharedData.Cases("county")))
        {
            await using var county = await TestCounty.Open(database);
            var ended = await CountyFiles.Run(county, "import", "county", folder);
            Assert.Equal(folder.EndsWith("all-outlines-latitude-first", StringComparison.Ordinal) ? 2 : 0, ended);
            var shapes = await county.Do(db => db.Set<AreaBoundary>().Select(b => b.Shape).ToListAsync());
            Assert.All(shapes, s => Assert.True(new WKBReader().Read(s) is { IsEmpty: false, IsValid: true }, folder));
        }
    }

    // A rule of the database that no file keeps stands for whatever it may not take.
    [EachDatabase]
    [InlineData(TestCounty.Sqlite, "postcodes (longitude)", "more-codes.csv, line 4: Postcodes: Postcode ZZ90AC ")]
    [InlineData(TestCounty.Postgres, "postcodes (longitude)", "more-codes.csv, line 4: Postcodes: Postcode ZZ90AC ")]
    [InlineData(TestCounty.Sqlite, "area_measures (value)", "people.csv, line 3: Residents and deprivation: AreaMeasure ")]
    [InlineData(TestCounty.Postgres, "area_measures (value)", "people.csv, line 3: Residents and deprivation: AreaMeasure ")]
    [InlineData(TestCounty.Sqlite, "named_places (latitude)", "villages.csv, line 2: Settlements: NamedPlace ")]
    [InlineData(TestCounty.Postgres, "named_places (latitude)", "villages.csv, line 2: Settlements: NamedPlace ")]
    [InlineData(TestCounty.Sqlite, "areas (name)", "wards.geojson, feature 1: Areas: Area")]
    [InlineData(TestCounty.Postgres, "areas (name)", "wards.geojson, feature 1: Areas: Area")]
    public async Task What_the_database_does_not_take_is_told_with_file_and_line(string database, string unique, string says)
    {
        await using var county = await TestCounty.Open(database);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"), ward: "Ashby", postcodes: 3);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "more-codes.csv"),
            "postcode,latitude,longitude,district_code,ward_code\nZZ9 0AA,52.5,0.8,,\nZZ9 0AB,52.5,0.9,,\nZZ9 0AC,52.6,0.1,,\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "more-villages.csv"),
            "os_id,name,type,latitude,longitude,district\n2,Great Ashby,Village,52.5,0.6,E07A\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, CountyFiles.Residents),
            "lsoa21_code,census2021_residents,census2021_households\nE01A,1500,600\nE01B,1600,600\n"
        );
        await county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var rule = db.Database.GetDbConnection().CreateCommand();
            rule.CommandText = $"CREATE UNIQUE INDEX ix_of_the_test ON {unique}";
            await rule.ExecuteNonQueryAsync();
        });
        var ended = await Assert.ThrowsAsync<Fosse.Intake.FileNotTaken>(() => Stored(county, folder));
        Assert.StartsWith(says, ended.Message, StringComparison.Ordinal);
        Assert.Contains("nique", ended.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Task Stored(TestCounty county, string folder) =>
        Fosse.Intake.IntakeInto.Open(
            county.Services.GetRequiredService<IServiceScopeFactory>(),
            county.Address,
            into => CountyIntake.Store(CountyOf(folder), CountyLoad.Whole, into, new Fosse.Intake.Requests.ShownInRow(), default),
            default
        );

    [Fact]
    public void An_outline_with_an_endless_name_is_refused_with_its_number()
    {
        using var folder = new TestFolder();
        CountyFiles.Write(folder.Path, ward: new string('x', 4000));
        var found = CountyOf(folder.Path);
        var left = Assert.Single(found.Left);
        Assert.Contains("feature 1: its code or name is longer than 200 letters", left.Why, StringComparison.Ordinal);
    }

    private static CountyFolder CountyOf(string folder)
    {
        var found = new CountyFolder(ReadLimits.Default);
        found.Read(CountyFolder.FilesIn([folder]), (_, _) => { }, CancellationToken.None);
        return found;
    }
}
