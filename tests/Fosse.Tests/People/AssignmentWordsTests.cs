using System.Text;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People;

/// <summary>What somebody typed that a colleague is to do on a record may name whom it is about, so it lies sealed too.</summary>
public sealed class AssignmentWordsTests
{
    private const string Canary = "Ring Kanarienvogel's mother";

    private static readonly Permission[] Works =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task It_lies_sealed_and_is_read_with_the_record(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (chief, officer) = (await there.Somebody(there.Police, Works), await there.Somebody(there.Police, Works));
        var record = await county.Holds(chief, RecordsDataClasses.AntiSocialBehaviour);
        RecordAssignment? assigned = null;
        await county.With<WorkOnRecord>(async work =>
            assigned = Accepted(await work.Assign(record.Id, officer.AccountId, Canary, chief, default))
        );
        Assert.False(await LiesInTheClear(county));
        Assert.Equal(Canary, await Read(county, officer, record, assigned!.Id));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_an_older_build_left_in_the_clear_is_sealed_by_the_update(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var chief = await there.Somebody(there.Police, Works);
        var (record, forgotten) = (
            await county.Holds(chief, RecordsDataClasses.AntiSocialBehaviour),
            await county.Holds(chief, RecordsDataClasses.AntiSocialBehaviour)
        );
        var was = Old(record);
        await county.Do(async db =>
        {
            await db.Set<SubjectRecord>()
                .Where(r => r.Id == forgotten.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.ForgottenAt, county.Time.Now));
            db.AddRange(was, Old(forgotten));
            await db.SaveChangesAsync();
        });
        Assert.True(await LiesInTheClear(county));
        Assert.Contains((await county.Update()).Notes, n => n.StartsWith("What 2 people were to do", StringComparison.Ordinal));
        Assert.Empty((await county.Update()).Notes);
        Assert.False(await LiesInTheClear(county));
        Assert.Equal(Canary, await Read(county, chief, record, was.Id));

        RecordAssignment Old(SubjectRecord of) =>
            new()
            {
                RecordId = of.Id,
                AccountId = chief.AccountId,
                Task = Canary,
                StartsOn = there.Today,
            };
    }

    private static async Task<string> Read(TestCounty county, SignedIn by, SubjectRecord record, Guid assignment)
    {
        await using var scope = county.Services.CreateAsyncScope();
        using var access = await scope
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(by.Actor, RecordsPurposes.InvestigateCase, record.Id, "covers it for a colleague today"), default);
        return (await scope.ServiceProvider.GetRequiredService<SafetyDb>().TasksTyped(access, default))[assignment];
    }

    // In the rows, and with SQLite in the raw file and its log too.
    private static async Task<bool> LiesInTheClear(TestCounty county)
    {
        if (await county.Do(db => db.Set<RecordAssignment>().AnyAsync(a => a.Task.Contains("Kanarienvogel"))))
            return true;
        var word = Encoding.ASCII.GetBytes("Kanarienvogel");
        foreach (var file in Directory.EnumerateFiles(county.Folder, "county.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            if (bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(word) >= 0)
                return true;
        }
        return false;
    }
}
