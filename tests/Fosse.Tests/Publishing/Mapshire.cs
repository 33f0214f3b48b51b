using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Fosse.Tests.Publishing;

/// <summary>A county of one district (2) with three square LSOAs side by side (3, 4 and 5), and the same counts in each month of
/// 2023.</summary>
internal static class Mapshire
{
    public const int Vehicle = 1,
        AntiSocial = 2;

    /// <param name="residents">Of the LSOAs; nobody counted those of the others.</param>
    /// <param name="counts">What each LSOA counts a month.</param>
    /// <param name="settlements">Named at the middle of an LSOA.</param>
    public static async Task<TestCounty> Open(
        (int Lsoa, int Count)[] residents,
        (int Lsoa, (int Category, int Count)[] Month)[] counts,
        params (int Lsoa, string Name)[] settlements
    )
    {
        var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.Do(async db =>
        {
            db.Add(new DataVersion { At = DateTimeOffset.UnixEpoch, What = "test" });
            Area[] areas =
            [
                new()
                {
                    Id = 1,
                    Kind = AreaKind.County,
                    Code = "E10",
                    Name = "Mapshire",
                    FirstVintage = 2021,
                },
                new()
                {
                    Id = 2,
                    Kind = AreaKind.District,
                    Code = "E07A",
                    Name = "Ashby",
                    FirstVintage = 2021,
                },
                Lsoa(3, "E01A", "Ashby 001A"),
                Lsoa(4, "E01B", "Birch 001A"),
                Lsoa(5, "E01C", "Cedar 001A"),
            ];
            db.AddRange(areas);
            db.AddRange(
                areas.Select(a => new AreaSlug
                {
                    Slug = Slug.Of(a.Name),
                    AreaId = a.Id,
                    Current = true,
                })
            );
            db.AddRange(
                areas
                    .Skip(1)
                    .Select(a => new AreaBoundary
                    {
                        AreaId = a.Id,
                        Vintage = 2021,
                        ValidFrom = new(2021, 1, 1),
                        Shape = Square(a.Id),
                        Source = "test",
                    })
            );
            db.AddRange(
                residents.Select(r => new AreaMeasure
                {
                    AreaId = r.Lsoa,
                    Measure = "residents",
                    Year = 2021,
                    Value = r.Count,
                    Source = "test",
                })
            );
            db.AddRange(
                settlements.Select(
                    (s, i) =>
                        new NamedPlace
                        {
                            Id = i + 1,
                            Kind = NamedPlaceKind.Settlement,
                            Name = s.Name,
                            Longitude = Middle(s.Lsoa),
                            Latitude = 52.605,
                            DistrictId = 2,
                            Source = "test",
                        }
                )
            );
            db.AddRange(
                new CodedWord
                {
                    Id = Vehicle,
                    Kind = "category",
                    Word = "Vehicle crime",
                },
                new CodedWord
                {
                    Id = AntiSocial,
                    Kind = "category",
                    Word = "Anti-social behaviour",
                }
            );
            for (var month = 1; month <= 12; month++)
            {
                var all = counts.SelectMany(c => c.Month).ToList();
                db.Add(
                    new CrimeFile
                    {
                        Id = month,
                        Force = "Map Police",
                        Month = 202300 + month,
                        Kind = CrimeFileKind.Street,
                        Sha256 = $"{month}",
                        State = CrimeFileState.Current,
                        Rows = all.Sum(c => c.Count),
                        WithoutLocation = 0,
                        Outside = 0,
                        AntiSocial = all.Where(c => c.Category == AntiSocial).Sum(c => c.Count),
                        Refused = 0,
                        LoadedAt = DateTimeOffset.UnixEpoch,
                        PlacedBy = "",
                    }
                );
                db.AddRange(counts.Select(c => SmallCounty.Counts(month, c.Lsoa, c.Month)));
            }
            await db.SaveChangesAsync();
        });
        return county;
    }

    public static double Middle(int lsoa) => -1.195 + lsoa * .01;

    private static Area Lsoa(int id, string code, string name) =>
        new()
        {
            Id = id,
            Kind = AreaKind.Lsoa,
            Code = code,
            Name = name,
            DistrictId = 2,
            FirstVintage = 2021,
            Longitude = Middle(id),
            Latitude = 52.605,
        };

    private static byte[] Square(int id) =>
        new WKBWriter().Write(new GeometryFactory().ToGeometry(new Envelope(Middle(id) - .005, Middle(id) + .005, 52.6, 52.61)));
}
