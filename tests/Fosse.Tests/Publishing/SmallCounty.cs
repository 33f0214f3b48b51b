using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Fosse.Tests.Publishing;

/// <summary>
/// A county of two districts with one LSOA each, and one ward that stands for itself; beside them a neighbourhood without an outline,
/// a ward of the same name without residents, and an LSOA whose code is no longer in use.
/// </summary>
internal static class SmallCounty
{
    public const int Vehicle = 1,
        Burglary = 2,
        AntiSocial = 3;

    /// <param name="months">The months held; each has 30 and 10 crimes and 5 reports of anti-social behaviour in the first LSOA, 31 crimes
    /// in the second.</param>
    /// <param name="residents">Residents of each LSOA, or none.</param>
    /// <param name="alike">More LSOAs in the second district, of the first one's rural-urban class and deprivation: 20 crimes a month
    /// each.</param>
    public static async Task<CountyFigures> Figures(TestCounty county, IEnumerable<Month> months, double? residents = 10_000, int alike = 0)
    {
        await Write(county, months, residents, alike);
        return await county.Do(db => db.LoadFigures(CancellationToken.None));
    }

    public static async Task Write(TestCounty county, IEnumerable<Month> months, double? residents = 10_000, int alike = 0)
    {
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
                    Name = "Smallshire",
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
                new()
                {
                    Id = 3,
                    Kind = AreaKind.District,
                    Code = "E07B",
                    Name = "Birch",
                    FirstVintage = 2021,
                },
                new()
                {
                    Id = 4,
                    Kind = AreaKind.Lsoa,
                    Code = "E01A",
                    Name = "Ashby 001A",
                    DistrictId = 2,
                    BestFitWardId = 6,
                    FirstVintage = 2021,
                    RuralUrban = "Town",
                },
                new()
                {
                    Id = 5,
                    Kind = AreaKind.Lsoa,
                    Code = "E01B",
                    Name = "Birch 001A",
                    DistrictId = 3,
                    FirstVintage = 2021,
                },
                new()
                {
                    Id = 6,
                    Kind = AreaKind.Ward,
                    Code = "E05A",
                    Name = "Castle",
                    DistrictId = 2,
                    FirstVintage = 2021,
                },
                new()
                {
                    Id = 7,
                    Kind = AreaKind.Neighbourhood,
                    Code = "N1",
                    Name = "Beat One",
                    FirstVintage = 2021,
                },
                new()
                {
                    Id = 8,
                    Kind = AreaKind.Lsoa,
                    Code = "E01Z",
                    Name = "Ashby 001Z",
                    DistrictId = 2,
                    FirstVintage = 2011,
                    LastVintage = 2011,
                },
                new()
                {
                    Id = 9,
                    Kind = AreaKind.Ward,
                    Code = "E05B",
                    Name = "Castle",
                    DistrictId = 3,
                    FirstVintage = 2021,
                },
                .. Enumerable
                    .Range(20, alike)
                    .Select(id => new Area
                    {
                        Id = id,
                        Kind = AreaKind.Lsoa,
                        Code = $"E01{id}",
                        Name = $"Birch {id}A",
                        DistrictId = 3,
                        FirstVintage = 2021,
                        RuralUrban = "Town",
                    }),
            ];
            db.AddRange(areas);
            db.AddRange(
                areas.Select(a => new AreaSlug
                {
                    Slug = a.Id == 9 ? "castle-birch" : Slug.Of(a.Name),
                    AreaId = a.Id,
                    Current = true,
                })
            );
            db.AddRange(
                areas
                    .Where(a => a.Id != 7)
                    .Select(a => new AreaBoundary
                    {
                        AreaId = a.Id,
                        Vintage = 2021,
                        ValidFrom = new(2021, 1, 1),
                        Shape = Square(a.Id),
                        Source = "test",
                    })
            );
            db.Add(
                new AreaLink
                {
                    Id = 1,
                    Kind = "lsoa11-lsoa21",
                    FromCode = "E01Z",
                    ToCode = "E01A",
                    Change = "X",
                    Vintage = 2021,
                    ValidFrom = new(2021, 1, 1),
                    Source = "test",
                }
            );
            if (residents is not null)
                db.Add(
                    new AreaMeasure
                    {
                        AreaId = 8,
                        Measure = "residents",
                        Year = 2020,
                        Value = 8_000,
                        Source = "test",
                    }
                );
            db.AddRange(
                areas
                    .Where(a => a.RuralUrban is not null)
                    .Select(a => new AreaMeasure
                    {
                        AreaId = a.Id,
                        Measure = "imd-decile",
                        Year = 2025,
                        Value = 3,
                        Source = "test",
                    })
            );
            if (residents is { } n)
                db.AddRange(
                    areas
                        .Where(a => a is { Kind: AreaKind.Lsoa, LastVintage: null })
                        .Select(a => new AreaMeasure
                        {
                            AreaId = a.Id,
                            Measure = "residents",
                            Year = 2021,
                            Value = n,
                            Source = "test",
                        })
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
                    Id = Burglary,
                    Kind = "category",
                    Word = "Burglary",
                },
                new CodedWord
                {
                    Id = AntiSocial,
                    Kind = "category",
                    Word = "Anti-social behaviour",
                }
            );
            var file = 0;
            foreach (var month in months)
            {
                file++;
                db.Add(
                    new CrimeFile
                    {
                        Id = file,
                        Force = "Small Police",
                        Month = month.Number,
                        Kind = CrimeFileKind.Street,
                        Sha256 = $"{file}",
                        State = CrimeFileState.Current,
                        Rows = 76,
                        WithoutLocation = 0,
                        Outside = 0,
                        AntiSocial = 5,
                        Refused = 0,
                        LoadedAt = DateTimeOffset.UnixEpoch,
                        PlacedBy = "",
                    }
                );
                foreach (var area in new[] { 4, 6 })
                {
                    db.Add(Counts(file, area, (Vehicle, 30), (Burglary, 10), (AntiSocial, 5)));
                }
                db.AddRange(Counts(file, 5, (Vehicle, 31)), Counts(file, 8, (Vehicle, 7)), Counts(file, 9, (Vehicle, 3)));
                db.AddRange(areas.Where(a => a.Id >= 20).Select(a => Counts(file, a.Id, (Vehicle, 20))));
            }
            await db.SaveChangesAsync();
        });
    }

    public static IEnumerable<Month> From(string first, int months) => Enumerable.Range(0, months).Select(Month.Parse(first).AddMonths);

    private static byte[] Square(int at) =>
        new WKBWriter().Write(new GeometryFactory().ToGeometry(new Envelope(-1.5 + at * .02, -1.48 + at * .02, 52.6, 52.62)));

    /// <summary>What a file counts in an area, by category.</summary>
    public static AreaCounts Counts(int file, int area, params (int Category, int Count)[] counts) =>
        new()
        {
            FileId = file,
            AreaId = area,
            ByCategory = AreaCounts.Pack([.. counts.Select(c => new WordCount(c.Category, c.Count))]),
            ByOutcome = [],
        };
}
