using System.Net;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Operations;

/// <summary>A server that runs while another process imports.</summary>
public sealed class LiveImportTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_running_server_shows_an_import_by_another_process_without_a_restart(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"));
        await using var site = await TestSite.On(county);
        using var client = site.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/place/castle-ward-ashby", Stop)).StatusCode);
        Assert.Equal("[]", await client.GetStringAsync("/search/suggest?q=Castle", Stop));

        Assert.Equal(0, (await FosseProcess.Run(county.Folder, "import", "county", folder, "--db", county.Address.Connection)).Code);

        // It asks for the version at most once a second.
        await Eventually(async () => (await client.GetAsync("/place/castle-ward-ashby", Stop)).StatusCode == HttpStatusCode.OK);
        await Eventually(async () =>
            (await client.GetStringAsync("/search/suggest?q=Castle", Stop)).Contains("/place/castle-ward-ashby", StringComparison.Ordinal)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_old_address_of_a_renamed_area_leads_to_the_new_one_for_good_and_is_given_to_nobody_else(string database)
    {
        await using var county = await TestCounty.Open(database);
        var folder = CountyFiles.Write(Path.Combine(county.Folder, "data"), "Castle");
        await CountyFiles.Run(county, "import", "county", folder);
        CountyFiles.WriteWards(folder, "Abbey");
        Assert.Equal(0, await CountyFiles.Run(county, "import", "boundaries", Path.Combine(folder, CountyFiles.Wards)));

        await using var site = await TestSite.On(county);
        using var client = site.Client();
        using var old = await client.GetAsync("/place/castle-ashby?from=2024-01", Stop);
        Assert.Equal(
            (HttpStatusCode.MovedPermanently, "/place/abbey-ashby?from=2024-01"),
            (old.StatusCode, old.Headers.Location?.ToString())
        );
        Assert.Equal("/place/abbey-ashby.json", (await client.GetAsync("/place/castle-ashby.json", Stop)).Headers.Location?.ToString());

        // A new ward of that name gets an address of its own.
        await File.WriteAllTextAsync(
            Path.Combine(folder, CountyFiles.Wards),
            (await File.ReadAllTextAsync(Path.Combine(folder, CountyFiles.Wards), Stop))
                .Replace("E05A", "E05B", StringComparison.Ordinal)
                .Replace("Abbey", "Castle", StringComparison.Ordinal),
            Stop
        );
        await CountyFiles.Run(county, "import", "boundaries", Path.Combine(folder, CountyFiles.Wards));
        var slugs = await county.Do(db =>
            db.Set<AreaSlug>()
                .Join(
                    db.Set<Area>(),
                    s => s.AreaId,
                    a => a.Id,
                    (s, a) =>
                        new
                        {
                            s.Slug,
                            a.Code,
                            s.Current,
                        }
                )
                .ToDictionaryAsync(s => s.Slug)
        );
        Assert.Equal(("E05A", false), (slugs["castle-ashby"].Code, slugs["castle-ashby"].Current));
        Assert.Equal(("E05B", true), (slugs["castle-ashby-ward"].Code, slugs["castle-ashby-ward"].Current));

        // The old name again: its own old address is current again, and the one between leads there.
        CountyFiles.WriteWards(folder, "Castle");
        await CountyFiles.Run(county, "import", "boundaries", Path.Combine(folder, CountyFiles.Wards));
        var again = await county.Do(db => db.Set<AreaSlug>().ToDictionaryAsync(s => s.Slug, s => s.Current));
        Assert.True(again["castle-ashby"]);
        Assert.False(again["abbey-ashby"]);
    }

    private static async Task Eventually(Func<Task<bool>> seen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await seen())
            await turn.WaitForNextTickAsync(patience.Token);
    }
}
