using Fosse.Cli;
using Fosse.CrimeData;
using Fosse.Intake.County;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Fosse.Tests.CrimeData;

/// <summary>Files as data.police.uk lays them out, and the import of them on the command line.</summary>
internal static class MonthlyFiles
{
    public const string OutcomesHeader =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type";
    public const string StopsHeader =
        "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined "
        + "ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of "
        + "more than just outer clothing";
    public const string InTheCounty = "-1.2,52.6,On or near Hobill Close,E01025631,Blaby 002A",
        Elsewhere = "-1.9,52.4,On or near High Street,E01009999,Birmingham 001A",
        NoLocation = ",,No location,,";

    public static string Outcome(char crime, string outcome, string where = InTheCounty, string month = "2022-10") =>
        $"{new string(crime, 64)},{month},Leicestershire Police,Leicestershire Police,{where},{outcome}";

    public static string Stop(string moment, string point = "52.6,-1.2", string outcome = "Arrest") =>
        $"Person search,2022-10-{moment}:00+00:00,,,{point},Female,18-24,Other ethnic group - Not stated,White,Misuse of Drugs "
        + $"Act 1971 (section 23),Controlled drugs,{outcome},True,False";

    public static async Task<int> Import(this TestCounty county, string name, params string[] lines)
    {
        var file = Path.Combine(county.Folder, name);
        await File.WriteAllLinesAsync(file, lines);
        return await FosseCommand.Run(["import", "crime", file, "--db", county.Address.Connection]);
    }

    /// <summary>What the newest run did with its last file.</summary>
    public static Task<ImportedFile> LastFile(this TestCounty county) =>
        county.Do(db =>
            db.Set<ImportedFile>().AsNoTracking().OrderByDescending(f => f.RunId).ThenByDescending(f => f.Position).FirstAsync()
        );

    public static Task<List<T>> Rows<T>(this TestCounty county)
        where T : class => county.Do(db => db.Set<T>().AsNoTracking().OrderBy(r => EF.Property<long>(r, "Id")).ToListAsync());

    /// <summary>An LSOA (1) about the usual point, and a ward (2) that covers only the west of it.</summary>
    public static Task GiveAreas(this TestCounty county) =>
        county.Do(async db =>
        {
            db.Add(
                new Area
                {
                    Id = 1,
                    Kind = AreaKind.Lsoa,
                    Code = "E01025631",
                    Name = "Blaby 002A",
                    FirstVintage = 2021,
                }
            );
            db.Add(
                new Area
                {
                    Id = 2,
                    Kind = AreaKind.Ward,
                    Code = "E05000001",
                    Name = "West",
                    FirstVintage = 2021,
                }
            );
            db.AddRange(Outline(1, new(-1.3, -1.0, 52.5, 52.7)), Outline(2, new(-1.3, -1.15, 52.5, 52.7)));
            await db.SaveChangesAsync();
            await AreaEdition.Write(db, default);
            await db.SaveChangesAsync();
        });

    private static AreaBoundary Outline(int area, Envelope box) =>
        new()
        {
            AreaId = area,
            Vintage = 2021,
            ValidFrom = new(2021, 1, 1),
            Shape = new WKBWriter().Write(GeometryFactory.Default.ToGeometry(box)),
            Source = "test",
        };
}
