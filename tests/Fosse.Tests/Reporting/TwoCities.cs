using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Fosse.Tests.Reporting;

/// <summary>A county of two districts, each with a council of its own, the police, and streets whose names are in both.</summary>
internal static class TwoCities
{
    public const int County = 1,
        West = 2,
        East = 3,
        WestWard = 10,
        EastWard = 11,
        WestSmall = 20,
        EastSmall = 21,
        Green = 30;

    public static readonly Guid Beat = Guid.CreateVersion7();

    public static async Task<TestCounty> Open(string database)
    {
        var county = await TestCounty.Open(database);
        await Officer.Joins(county, "Fosse Police", AccountsPermissions.Work);
        await county.Do(async db =>
        {
            (await db.Set<Agency>().SingleAsync()).Kind = AgencyKind.Police;
            db.Add(new DataVersion { At = DateTimeOffset.UnixEpoch, What = "test" });
            Areas(db);
            Council(db, "Alder City Council", West);
            Council(db, "Birch Borough Council", East);
            db.Add(
                new Team
                {
                    Id = Beat,
                    AgencyId = (await db.Set<Agency>().SingleAsync()).Id,
                    Name = "Birch neighbourhood",
                }
            );
            db.Add(new TeamArea { TeamId = Beat, AreaId = Green });
            db.AddRange(
                Place(1, NamedPlaceKind.Settlement, "Alder", -1.40, West, WestWard, WestSmall),
                Place(2, NamedPlaceKind.Settlement, "Birchville", -1.00, East, EastWard, EastSmall),
                Place(3, NamedPlaceKind.Street, "Mill Lane", -1.401, West, WestWard, WestSmall),
                Place(4, NamedPlaceKind.Street, "Mill Lane", -1.001, East, EastWard, EastSmall),
                Place(5, NamedPlaceKind.Street, "Canal Street", -0.998, East, EastWard, EastSmall),
                Place(6, NamedPlaceKind.Settlement, "High Cross", -1.42, West, WestWard, WestSmall),
                Place(7, NamedPlaceKind.Street, "Highcross Street", -1.003, East, EastWard, EastSmall)
            );
            db.Add(
                new Postcode
                {
                    Code = "ZZ11AA",
                    Longitude = -1.001,
                    Latitude = 52.63,
                    DistrictId = East,
                    WardId = EastWard,
                    LsoaId = EastSmall,
                }
            );
            await db.SaveChangesAsync();
        });
        return county;
    }

    /// <summary>The areas and the desk of the newest report.</summary>
    public static Task<(string Agency, Guid? Team, AreasAt Areas, DeskReached Desk)> Newest(TestCounty county) =>
        county.Do(async db =>
        {
            var report = await db.Set<IncidentReport>().AsNoTracking().OrderByDescending(r => r.SubmittedAt).FirstAsync();
            var place = await db.Set<ReportPlace>().AsNoTracking().SingleAsync(p => p.RecordId == report.RecordId);
            var record = await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == report.RecordId);
            return (report.AnsweredByName, record.TeamId, place.Areas, report.Desk);
        });

    private static void Council(SafetyDb db, string name, int district)
    {
        var council = new Agency
        {
            Name = name,
            Kind = AgencyKind.Council,
            Regime = Regime.UkGdpr,
            Contact = "desk@example.org",
            JoinedOn = new(2020, 1, 1),
        };
        var team = new Team { AgencyId = council.Id, Name = "Community safety" };
        db.AddRange(council, team, new TeamArea { TeamId = team.Id, AreaId = district });
    }

    private static void Areas(SafetyDb db)
    {
        Add(County, AreaKind.County, "Brookshire", -1.2, 0.5, null);
        Add(West, AreaKind.District, "Alder", -1.4, 0.1, null);
        Add(East, AreaKind.District, "Birch", -1.0, 0.1, null);
        Add(WestWard, AreaKind.Ward, "Alder Castle", -1.4, 0.05, West);
        Add(EastWard, AreaKind.Ward, "Birchville East", -1.0, 0.05, East);
        Add(WestSmall, AreaKind.Lsoa, "Alder 001A", -1.4, 0.03, West, WestWard);
        Add(EastSmall, AreaKind.Lsoa, "Birch 001A", -1.0, 0.03, East, EastWard);
        Add(Green, AreaKind.Neighbourhood, "Birch Green", -1.0, 0.04, null);

        void Add(int id, AreaKind kind, string name, double x, double half, int? district, int? ward = null)
        {
            db.Add(
                new Area
                {
                    Id = id,
                    Kind = kind,
                    Code = $"T{id:00}",
                    Name = name,
                    FirstVintage = 2021,
                    Longitude = x,
                    Latitude = 52.63,
                    DistrictId = district,
                    BestFitWardId = ward,
                }
            );
            db.Add(
                new AreaSlug
                {
                    Slug = Slug.Of(name) + (kind is AreaKind.District or AreaKind.County ? "" : $"-{kind}".ToLowerInvariant()),
                    AreaId = id,
                    Current = true,
                }
            );
            var square = new GeometryFactory().ToGeometry(new Envelope(x - half, x + half, 52.63 - half, 52.63 + half));
            db.Add(
                new AreaBoundary
                {
                    AreaId = id,
                    Vintage = 2021,
                    ValidFrom = new(2021, 1, 1),
                    Source = "test",
                    Shape = new WKBWriter().Write(square),
                }
            );
        }
    }

    private static NamedPlace Place(int id, NamedPlaceKind kind, string name, double longitude, int district, int ward, int lsoa) =>
        new()
        {
            Id = id,
            Kind = kind,
            Name = name,
            Longitude = longitude,
            Latitude = 52.63,
            DistrictId = district,
            WardId = ward,
            LsoaId = lsoa,
            Source = "test",
        };
}
