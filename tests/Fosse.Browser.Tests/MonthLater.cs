using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Storage;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Browser.Tests;

/// <summary>
/// A copy of the demonstration county as it is, served with the clock put on by some days. Figures of the promise to answer are of whole
/// months and come once a
/// day, so that nobody could wait for them. What others reported meanwhile is added: figures of a few are held back.
/// </summary>
internal sealed class MonthLater : IAsyncDisposable
{
    private const int Days = 35,
        Others = 20;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fosse-later-");
    private readonly WebApplication app;

    private MonthLater(string database)
    {
        var file = Path.Combine(folder.FullName, "demo.db");
        using (var from = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=false"))
        using (var to = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }
        app = FosseSite.Build(
            [
                "--urls=http://127.0.0.1:0",
                "--Faces=Public",
                $"--Keys:Folder={Path.Combine(Path.GetDirectoryName(database)!, "keys", "demo")}",
            ],
            DatabaseAddress.Parse($"Data Source={file};Pooling=false"),
            site =>
            {
                site.Logging.ClearProviders();
                site.Services.AddSingleton<TimeProvider>(new Ahead(TimeSpan.FromDays(Days)));
            }
        );
    }

    public Uri At(string path) => new(new Uri(app.Urls.First()), path);

    public static async Task<MonthLater> Of(DemoSite site)
    {
        var later = new MonthLater(site.Database);
        await later.app.StartAsync();
        await using var scope = later.app.Services.CreateAsyncScope();
        await OthersReport(scope.ServiceProvider.GetRequiredService<SafetyDb>());
        await scope.ServiceProvider.GetServices<ITimetabled>().Single(job => job.Name == "reports.figures").Run(default);
        return later;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    // Half of them where the demonstration's officers work, half elsewhere; all answered within an hour.
    private static async Task OthersReport(SafetyDb db)
    {
        var sent = DateTimeOffset.UtcNow;
        var areas = await db.Set<Area>()
            .Where(a => a.Kind == AreaKind.Neighbourhood && (a.Name == "Beaumont Leys" || a.Name == "Rutland"))
            .OrderBy(a => a.Name)
            .Select(a => a.Id)
            .ToListAsync();
        for (var i = 0; i < Others; i++)
        {
            var report = new IncidentReport
            {
                RecordId = Guid.CreateVersion7(),
                Reference = $"R-{i:0000}-LATE",
                Submission = Guid.NewGuid(),
                Category = "noise",
                AnsweredByName = "Fosse City Council",
                Channel = ReportChannel.Online,
                SubmittedAt = sent,
            };
            report.Answered(sent.AddHours(1));
            db.AddRange(report, new ReportPlace { RecordId = report.RecordId, NeighbourhoodId = areas[i % 2] });
        }
        await db.SaveChangesAsync();
    }

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
