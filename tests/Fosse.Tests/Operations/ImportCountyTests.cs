using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;
using Fosse.Intake.County;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.Operations.CountyFiles;

namespace Fosse.Tests.Operations;

public sealed class ImportCountyTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_folder_loaded_again_changes_nothing_not_even_the_data_version(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = Write(Path.Combine(county.Folder, "data"));

        Assert.Equal(0, await Run(county, "import", "county", folder));
        var (first, version) = (await Everything(county), await Version(county));
        Assert.Equal(0, await Run(county, "import", "county", folder));

        Assert.Equal(first, await Everything(county));
        Assert.Equal(version, await Version(county));
        Assert.Contains("postcode ZZ00LN", first);
        Assert.Contains(first, line => line.StartsWith("area Lsoa E01A Ashby 001A ward=E05A district=E07A", StringComparison.Ordinal));
        Assert.Contains("place Little Ashby E01A", first);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_load_that_was_cut_off_anywhere_and_run_again_ends_as_one_that_was_not(string database)
    {
        await using var whole = await TestCounty.Open(database);
        var folder = Write(Path.Combine(whole.Folder, "data"));
        var steps = await Load(whole, folder, int.MaxValue);
        var expected = await Everything(whole);
        Assert.True(steps > 6, $"{steps} transactions");

        foreach (var cut in (int[])[1, steps / 2, steps - 1])
        {
            await using var county = await TestCounty.Open(database);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Load(county, folder, cut));
            Assert.Null(await Version(county)); // nobody is shown the half of it
            Assert.NotEqual(expected, await Everything(county));
            await Load(county, folder, int.MaxValue);
            Assert.Equal(expected, await Everything(county));
            Assert.NotNull(await Version(county));
            Assert.Equal(
                [true, false],
                await county.Do(db =>
                    db.Set<ImportRun>().OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Select(r => r.EndedAt == null).ToListAsync()
                )
            );
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_postcode_that_left_the_file_leaves_the_county_and_the_others_stay(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = Write(Path.Combine(county.Folder, "data"));
        await Run(county, "import", "county", folder);
        var version = await Version(county);

        WritePostcodes(folder, 299);
        Assert.Equal(0, await Run(county, "import", "postcodes", Path.Combine(folder, Postcodes)));

        var codes = await county.Do(db => db.Set<Postcode>().Select(p => p.Code).ToListAsync());
        Assert.Equal(299, codes.Count);
        Assert.DoesNotContain("ZZ00LN", codes);
        Assert.True(await Version(county) > version);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Kind_by_kind_ends_as_the_whole_folder_at_once(string database)
    {
        await using var atOnce = await TestCounty.Open(database);
        await using var kindByKind = await TestCounty.Open(database);
        var folder = Write(Path.Combine(atOnce.Folder, "data"));
        await Run(atOnce, "import", "county", folder);

        string[] In(params string[] files) => [.. files.Select(f => Path.Combine(folder, f))];
        foreach (
            var (kind, files) in ((string, string[])[])
                [
                    ("boundaries", In(Districts, Lsoas, Wards)),
                    ("lookup", In(Lookup)),
                    ("residents", In(Residents)),
                    ("deprivation", In(Deprivation)),
                    ("postcodes", In(Postcodes)),
                    ("places", In(Villages)),
                ]
        )
        {
            Assert.Equal(0, await Run(kindByKind, ["import", kind, .. files]));
        }
        Assert.Equal(await Everything(atOnce), await Everything(kindByKind));
    }

    private static CountyFolder Found(string folder)
    {
        var found = new CountyFolder(ReadLimits.Default);
        found.Read(CountyFolder.FilesIn([folder]), (_, _) => { }, CancellationToken.None);
        return found;
    }

    /// <returns>How many transactions there were; the load is cut off after <paramref name="cut"/> of them.</returns>
    private static async Task<int> Load(TestCounty county, string folder, int cut)
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        await county.Do(db =>
            new CountyLoad(
                new(db, new CountyClock(county.Time), null),
                (_, _) =>
                {
                    if (++steps == cut)
                        stop.Cancel();
                }
            ).Store(Found(folder), CountyLoad.Whole, stop.Token)
        );
        return steps;
    }

    private static Task<int?> Version(TestCounty county) => county.Do(async db => (await DataVersions.Current(db))?.Id);

    /// <summary>All that the load is for, in words that do not depend on ids.</summary>
    private static Task<List<string>> Everything(TestCounty county) =>
        county.Do(async db =>
        {
            var areas = await db.Set<Area>().AsNoTracking().ToDictionaryAsync(a => a.Id);
            string Code(int? id) => id is { } known ? areas[known].Code : "none";
            List<string> all =
            [
                .. areas.Values.Select(a =>
                    $"area {a.Kind} {a.Code} {a.Name} ward={Code(a.BestFitWardId)} district={Code(a.DistrictId)} {a.FirstVintage} "
                    + $"{a.LastVintage} {a.Longitude} {a.Latitude}"
                ),
                .. (await db.Set<AreaSlug>().ToListAsync()).Select(s => $"slug {s.Slug} {Code(s.AreaId)} {s.Current}"),
                .. (await db.Set<AreaBoundary>().ToListAsync()).Select(b =>
                    $"outline {Code(b.AreaId)} {b.Vintage} {b.ValidTo} {Convert.ToHexString(b.Shape)}"
                ),
                .. (await db.Set<AreaLink>().ToListAsync()).Select(l => $"link {l.Kind} {l.FromCode} {l.ToCode}"),
                .. (await db.Set<AreaMeasure>().ToListAsync()).Select(m => $"measure {Code(m.AreaId)} {m.Measure} {m.Year} {m.Value}"),
                .. (await db.Set<Postcode>().ToListAsync()).Select(p => $"postcode {p.Code}"),
                .. (await db.Set<NamedPlace>().ToListAsync()).Select(p => $"place {p.Name} {Code(p.LsoaId)}"),
            ];
            all.Sort(StringComparer.Ordinal);
            return all;
        });
}
