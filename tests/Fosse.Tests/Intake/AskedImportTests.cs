using Fosse.Accountability.Subjects;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Storage;
using Fosse.Tests.CrimeData;
using Fosse.Tests.Operations;
using Fosse.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Intake;

public sealed class AskedImportTests
{
    private const int Months = 12,
        RowsEach = 10_000;

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_county_and_its_crime_are_sent_and_end_as_the_commands_end(string database)
    {
        await using var commands = await TestCounty.Open(database);
        await using var asked = await TestCounty.Open(database);
        var county = CountyFiles.Write(Path.Combine(commands.Folder, "open-data"));
        var police = StreetFiles.Write(Path.Combine(commands.Folder, "police"), 2, 500);
        var broken = Path.Combine(police, "2019-01-leicestershire-street.csv");
        await File.AppendAllTextAsync(broken, "abc,not a month,,,,,,,,Burglary,,\n");
        Assert.Equal(0, await CountyFiles.Run(commands, "import", "county", county));
        Assert.Equal(0, await CountyFiles.Run(commands, "import", "crime", police));

        await using var page = await AskedImports.Open(asked);
        await page.Asks(ImportKind.County, null, ("open-data.zip", AskedImports.Zip(county)));
        Assert.Equal("Import: The county’s areas, people and places", page.Admin.Heading);
        Assert.Contains("waits", page.Admin.Text(".govuk-tag"), StringComparison.Ordinal);
        Assert.Contains("Robin Test", page.Admin.Text("#progress"), StringComparison.Ordinal);
        Assert.Equal(1, await page.WorkerLooks());
        await page.Admin.Follows("See how far it is now");
        Assert.Equal("ended", page.Admin.Text(".govuk-tag"));
        Assert.Equal(
            await commands.Do(db => db.Set<Fosse.Places.Area>().CountAsync()),
            await asked.Do(db => db.Set<Fosse.Places.Area>().CountAsync())
        );

        await page.Asks(ImportKind.Crime, null, [.. Directory.GetFiles(police).Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))]);
        Assert.Equal(1, await page.WorkerLooks());
        Assert.Equal(0, await page.WorkerLooks());
        await page.Admin.Follows("See how far it is now");
        Assert.Equal("ended", page.Admin.Text(".govuk-tag"));
        Assert.Contains(
            "1,000 added, 0 changed, 0 removed, 0 unchanged, 1 refused",
            page.Admin.Text("#progress"),
            StringComparison.Ordinal
        );
        Assert.Equal(["2019-01-leicestershire-street.csv"], page.Admin.All(".fosse-table th[scope=row]"));
        Assert.Contains("502", page.Admin.All(".fosse-table td"));
        Assert.Empty(page.Admin.All("form[action*=Stop] button, form[action*=GoOn] button"));
        Assert.Equal(await AskedImports.Hash(commands), await AskedImports.Hash(asked));

        // What was sent is gone when it has been imported; who asked stays written.
        Assert.Empty(Directory.GetFileSystemEntries(page.Uploads));
        Assert.Equal(2, await asked.Do(db => db.Set<AdminEvent>().CountAsync(e => e.Kind == IntakeAdminEvents.ImportAsked)));
        await page.Admin.Opens("/admin/imports");
        Assert.Equal(2, page.Admin.All("table")[0].Split("ended").Length - 1);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task It_stops_at_the_next_rows_and_goes_on_to_the_same_end(string database)
    {
        await using var commands = await TestCounty.Open(database);
        await using var asked = await TestCounty.Open(database);
        var police = StreetFiles.Write(Path.Combine(asked.Folder, "imports", "police"), Months, RowsEach);
        Assert.Equal(0, await CountyFiles.Run(commands, "import", "crime", police));
        await using var page = await AskedImports.Open(asked, $"--Intake:Folder={Path.Combine(asked.Folder, "imports")}");

        await page.Asks(ImportKind.Crime, "police");
        await page.Admin.Sends("Stop");
        Assert.Equal("stopped", page.Admin.Text(".govuk-tag"));
        Assert.Equal(0, await page.WorkerLooks());
        await page.Admin.Sends("Go on");

        // Whoever holds the rows holds up the import, so that the button comes in time.
        await using (await Holding(asked))
        {
            var work = Task.Run(() => page.WorkerLooks());
            while (!work.IsCompleted && (await page.Newest()).State is not ImportState.Running)
                await Task.Yield();
            await (await page.Admin.Opens(page.Admin.At.ToString().Split('?')[0])).Sends("Stop");
            await work;
        }
        Assert.InRange(await asked.Do(db => db.Set<RecordedCrime>().CountAsync()), 0, Months * RowsEach - 1);
        Assert.Equal(ImportState.Stopped, (await page.Newest()).State);

        await (await page.Admin.Opens(page.Admin.At.ToString().Split('?')[0])).Sends("Go on");
        Assert.Equal(1, await page.WorkerLooks());
        var ended = await page.Newest();
        Assert.Equal((ImportState.Ended, Months), (ended.State, ended.Files));
        Assert.Equal(await AskedImports.Hash(commands), await AskedImports.Hash(asked));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_of_a_kind_runs_at_a_time_whatever_the_number_of_workers(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var page = await AskedImports.Open(county);
        var file = ("2019-01-leicestershire-street.csv", System.Text.Encoding.UTF8.GetBytes(StreetFiles.Text("2019-01", 10, 1)));
        await page.Asks(ImportKind.Crime, null, file);
        var first = (await page.Newest()).Id;
        await page.Asks(ImportKind.Crime, null, file);
        var later = DateTimeOffset.UtcNow.AddHours(1);
        await county.Do(db => Of(db, first, later));
        Assert.Equal(0, await page.WorkerLooks());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            county.Do(async db => await Of(db, (await page.Newest()).Id, later))
        );
        // A worker that was lost five times over it does not take it a sixth time.
        await county.Do(db =>
            db.Set<ImportRequest>()
                .Where(r => r.Id == first)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.DueAt, later.AddHours(-2)).SetProperty(x => x.Attempts, 5))
        );
        Assert.Equal(1, await page.WorkerLooks());
        Assert.Equal(
            ImportState.Failed,
            await county.Do(db => db.Set<ImportRequest>().Where(r => r.Id == first).Select(r => r.State).SingleAsync())
        );
        Assert.Equal(1, await page.WorkerLooks());
        Assert.Equal(ImportState.Ended, (await page.Newest()).State);
    }

    // SQLite's import pauses after each of its short turns; PostgreSQL's is over in less time than a page takes.
    private static async Task<IAsyncDisposable> Holding(TestCounty county)
    {
        var scope = county.Services.CreateAsyncScope();
        if (county.Address.Kind is DatabaseKind.Sqlite)
            return scope;
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        await db.Database.BeginTransactionAsync();
        await Wall.Behind(db, "LOCK TABLE recorded_crimes IN SHARE MODE"); // no statement of ours
        return scope;
    }

    private static Task<int> Of(SafetyDb db, Guid id, DateTimeOffset until) =>
        db.Set<ImportRequest>()
            .Where(r => r.Id == id)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, ImportState.Running).SetProperty(x => x.DueAt, until));
}
