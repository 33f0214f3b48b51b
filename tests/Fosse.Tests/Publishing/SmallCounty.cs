using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;

namespace Fosse.Tests.Publishing;

/// <summary>A county of two districts with one LSOA each, and one ward that stands for itself.</summary>
internal static class SmallCounty
{
    public const int Vehicle = 1, Burglary = 2, AntiSocial = 3;

    /// <param name="months">The months held; each has 30 and 10 crimes and 5 reports of anti-social behaviour in the first LSOA, 31 crimes in the second.</param>
    /// <param name="residents">Residents of each LSOA, or none.</param>
    public static async Task<CountyFigures> Figures(TestCounty county, IEnumerable<Month> months, double? residents = 10_000)
    {
        return await county.Do(async db =>
        {
            db.Add(new DataVersion { At = DateTimeOffset.UnixEpoch, What = "test" });
            Area[] areas =
            [
                new() { Id = 1, Kind = AreaKind.County, Code = "E10", Name = "Smallshire", FirstVintage = 2021 },
                new() { Id = 2, Kind = AreaKind.District, Code = "E07A", Name = "Ashby", FirstVintage = 2021 },
                new() { Id = 3, Kind = AreaKind.District, Code = "E07B", Name = "Birch", FirstVintage = 2021 },
                new() { Id = 4, Kind = AreaKind.Lsoa, Code = "E01A", Name = "Ashby 001A", DistrictId = 2, BestFitWardId = 6, FirstVintage = 2021 },
                new() { Id = 5, Kind = AreaKind.Lsoa, Code = "E01B", Name = "Birch 001A", DistrictId = 3, FirstVintage = 2021 },
                new() { Id = 6, Kind = AreaKind.Ward, Code = "E05A", Name = "Castle", DistrictId = 2, FirstVintage = 2021 },
                new() { Id = 7, Kind = AreaKind.Neighbourhood, Code = "N1", Name = "Beat One", FirstVintage = 2021 },
            ];
            db.AddRange(areas);
            db.AddRange(areas.Select(a => new AreaSlug { Slug = Slug.Of(a.Name), AreaId = a.Id, Current = true }));
            db.AddRange(areas.Where(a => a.Id != 7).Select(a => new AreaBoundary { AreaId = a.Id, Vintage = 2021, ValidFrom = new(2021, 1, 1), Shape = [], Source = "test" }));
            if (residents is { } n) db.AddRange(new[] { 4, 5 }.Select(id => new AreaMeasure { AreaId = id, Measure = "residents", Year = 2021, Value = n, Source = "test" }));
            db.AddRange(new CodedWord { Id = Vehicle, Kind = "category", Word = "Vehicle crime" }, new CodedWord { Id = Burglary, Kind = "category", Word = "Burglary" },
                new CodedWord { Id = AntiSocial, Kind = "category", Word = "Anti-social behaviour" });
            var file = 0;
            foreach (var month in months)
            {
                file++;
                db.Add(new CrimeFile
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
                    LoadedAt = DateTimeOffset.UnixEpoch
                });
                foreach (var area in new[] { 4, 6 })
                {
                    db.AddRange(Count(file, area, Vehicle, 30), Count(file, area, Burglary, 10), Count(file, area, AntiSocial, 5));
                }
                db.Add(Count(file, 5, Vehicle, 31));
            }
            await db.SaveChangesAsync();
            return await db.LoadFigures(CancellationToken.None);
        });
    }

    public static IEnumerable<Month> From(string first, int months) => Enumerable.Range(0, months).Select(Month.Parse(first).AddMonths);

    private static CrimeCount Count(int file, int area, int category, int count) => new() { FileId = file, AreaId = area, Category = category, Count = count };
}
