using Fosse.Cli;
using Fosse.CrimeData;
using Fosse.Tests.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.CrimeData;

public sealed class RealRevisionTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_present_revision_of_real_months_changes_3255_outcomes_of_the_earlier_one_and_nothing_else(string database)
    {
        var (earlier, present) = (SharedData.Folder("police_earlier_revision"), SharedData.Folder("police"));
        await using var county = await TestCounty.Open(database);
        Assert.Equal(0, await FosseCommand.Run(["import", "crime", earlier, "--db", county.Address.Connection]));
        var months = await county.Do(db =>
            db.Set<CrimeFile>().Where(f => f.Kind == CrimeFileKind.Street).Select(f => f.Month).ToListAsync()
        );
        var same = months.Select(m =>
            Directory.GetFiles(present, $"{m / 100}-{m % 100:00}-leicestershire-street.csv", SearchOption.AllDirectories).Single()
        );

        Assert.Equal(0, await FosseCommand.Run(["import", "crime", .. same, "--db", county.Address.Connection]));

        var run = await county.Do(db => db.Set<ImportRun>().OrderByDescending(r => r.Id).Where(r => r.Kind == "crime").FirstAsync());
        var files = await county.Do(db => db.Set<ImportedFile>().Where(f => f.RunId == run.Id).ToListAsync());
        Assert.Equal((0, 3255, 0), (files.Sum(f => f.Added), files.Sum(f => f.Changed), files.Sum(f => f.Removed)));
        Assert.All(
            files.Where(f => f.Changed > 0),
            f => Assert.Matches("^[0-9,]+ outcomes changed(; [0-9,]+ anti-social behaviour rows stand in another order)?$", f.Note)
        );
    }
}
