using Fosse.Partnership;
using Fosse.Places;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Places;

/// <summary>Leicestershire and Rutland out of the open data, with a council for each district and the police.</summary>
internal static class RealCounty
{
    public static async Task<TestCounty> Open()
    {
        string[] paths =
        [
            Path.Combine(RealData.Need("boundaries"), "districts_leics_dissolved.geojson"),
            Path.Combine(RealData.Need("boundaries"), "lsoa2021_leics.geojson"),
            Path.Combine(RealData.Need("boundaries"), "wards_leics.geojson"),
            Path.Combine(RealData.Need("lookups"), "lsoa21_ward24_lad24_leics.csv"),
            RealData.Need("postcodes"),
            RealData.Need("places"),
            Path.Combine(RealData.Need("basemap"), "derived", "street_name_gazetteer_osm2021.csv"),
        ];
        var county = await TestCounty.Open(TestCounty.Sqlite);
        Assert.Equal(0, await CountyFiles.Run(county, ["import", "county", .. paths]));
        await county.Do(async db =>
        {
            db.Add(Member("The police", AgencyKind.Police));
            foreach (var district in await db.Set<Area>().Where(a => a.Kind == AreaKind.District).ToListAsync())
            {
                var council = Member(district.Name, AgencyKind.Council);
                var team = new Team { AgencyId = council.Id, Name = "Community safety" };
                db.AddRange(council, team, new TeamArea { TeamId = team.Id, AreaId = district.Id });
            }
            await db.SaveChangesAsync();
        });
        return county;
    }

    private static Agency Member(string name, AgencyKind kind) =>
        new()
        {
            Name = name,
            Kind = kind,
            Regime = kind is AgencyKind.Police ? Regime.LawEnforcement : Regime.UkGdpr,
            Contact = "desk@example.org",
            JoinedOn = new(2020, 1, 1),
        };
}
