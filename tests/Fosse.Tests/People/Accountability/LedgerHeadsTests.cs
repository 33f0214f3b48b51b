using System.Text.Json;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Publishing;
using Fosse.Records;
using Fosse.Tests.Operations;
using Fosse.Tests.Privacy;
using Fosse.Tests.Reporting.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People.Accountability;

/// <summary>The daily end of the ledger is with others, so that whoever owns the database cannot cut the ledger or write it anew.</summary>
public sealed class LedgerHeadsTests
{
    private const int LinesADay = 4;

    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_end_of_each_day_goes_to_every_agency_into_a_folder_and_onto_a_page_without_naming_anybody(string database)
    {
        await using var server = new MailServer { Recipient = "250 OK" };
        using var folder = new TestFolder();
        await using var county = await TestCounty.Open(
            database,
            services =>
                services
                    .Configure<MailOptions>(mail =>
                        (mail.Host, mail.Port, mail.Encrypted, mail.From) = ("127.0.0.1", server.Port, false, "messages@post.example")
                    )
                    .Configure<LedgerHeadOptions>(heads => heads.Folder = Path.Combine(folder.Path, "heads"))
        );
        var there = await Reads(county, days: 1);
        await county.Do(db =>
            db.Set<Agency>()
                .Where(a => a.Id == there.Police.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.Contact, "desk@police.example"))
        );
        await county.Works<SendHeads>();
        await county.Works<SendHeads>(); // once a day, whoever runs it again
        while (await county.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }

        var last = (await county.Lines())[^1];
        var head = $"2025-03-14 {last.Sequence} {Convert.ToHexStringLower(last.Hash)}";
        var mail = Assert.Single(server.Taken); // the council's contact is a desk and no mailbox
        Assert.Contains("RCPT TO:<desk@police.example>", mail, StringComparison.Ordinal);
        Assert.Contains(head.Split(' ')[2], mail.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Wagtail", mail, StringComparison.Ordinal);
        Assert.Equal($"{head}\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "heads", "ledger-head-2025-03-14.txt")));

        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/ledger-head");
        Assert.Equal("14 March 2025", visitor.Text("tbody th"));
        using var client = site.Client();
        Assert.Equal($"{head}\n", await client.GetStringAsync("/ledger-head/heads.txt"));
        using var json = JsonDocument.Parse(await client.GetStringAsync("/ledger-head/heads.json"));
        Assert.Equal(last.Sequence, json.RootElement[0].GetProperty("sequence").GetInt64());
        Assert.Equal(404, (int)(await client.GetAsync("/ledger-head/ledger.csv")).StatusCode);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_ledger_that_was_cut_is_whole_and_is_known_by_its_heads(string database)
    {
        await using var county = await TestCounty.Open(database);
        await Reads(county, days: 3);
        var heads = await Heads(county);
        Assert.True((await Held(county, heads)).Whole);

        // As whoever owns the database would: the tail goes, and the head is what the last line left says.
        await Wall.Behind(
            county,
            """
            DELETE FROM ledger WHERE sequence > 6;
            UPDATE ledger_head SET sequence = 6, hash = (SELECT hash FROM ledger WHERE sequence = 6)
            """
        );
        Assert.True((await Check(county)).Whole); // by itself it looks right
        var found = await Held(county, heads);
        Assert.Equal(7, found.FirstBad);
        Assert.Contains("it ends at line 6, and its head of 2025-03-15 was line 8", found.Words, StringComparison.Ordinal);

        await county.Works<CheckLedger>();
        Assert.False((await county.Do(db => db.LedgerState(default)))!.Whole);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_ledger_written_anew_from_end_to_end_with_right_hashes_is_known_by_its_heads(string database)
    {
        await using var county = await TestCounty.Open(database);
        await Reads(county, days: 3);
        var heads = await Heads(county);

        // The sixth line names somebody else, and every hash from there on is made anew.
        await county.Do(async db =>
        {
            var lines = await db.Set<LedgerLine>().OrderBy(l => l.Sequence).ToListAsync();
            var last = LedgerHash.First;
            foreach (var line in lines)
            {
                if (line.Sequence == 6)
                    db.Entry(line).Property(l => l.Ground).CurrentValue = "A record of nobody.";
                (line.Previous, line.Hash) = (last, []);
                line.Hash = last = LedgerHash.Of(line);
            }
            var head = await db.Set<LedgerHead>().SingleAsync();
            head.Hash = last;
            await db.SaveChangesAsync();
        });
        Assert.True((await Check(county)).Whole);
        var found = await Held(county, heads);
        Assert.Equal(5, found.FirstBad);
        Assert.Contains("it parts after line 4 and by line 8 from its head of 2025-03-15", found.Words, StringComparison.Ordinal);

        // Nor does it help to write the published heads anew: others have them.
        await county.Do(async db =>
        {
            var now = (await db.Set<LedgerLine>().AsNoTracking().OrderBy(l => l.Sequence).ToListAsync()).ToDictionary(l => l.Sequence);
            foreach (var head in await db.Set<PublishedHead>().AsNoTracking().ToListAsync())
            {
                var hash = Convert.ToHexStringLower(now[head.Sequence].Hash);
                await db.Set<PublishedHead>().Where(h => h.Day == head.Day).ExecuteUpdateAsync(s => s.SetProperty(h => h.Hash, hash));
            }
        });
        var file = Path.Combine(county.Folder, "heads.txt");
        await File.WriteAllLinesAsync(file, heads.Select(h => h.ToString()));
        var doctor = await Doctor(county, file);
        Assert.Equal(1, doctor.Code);
        Assert.Contains("well   published heads", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("UNWELL heads that were sent out: The ledger is not the one", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("and by line 8", (await Doctor(county, $"8:{heads[1].Hash}")).Output, StringComparison.Ordinal);
        Assert.Contains("well   heads that were sent out", (await Doctor(county, $"4:{heads[0].Hash}")).Output, StringComparison.Ordinal);
        var wrong = await Doctor(county, "yesterday");
        Assert.Equal((2, ""), (wrong.Code, wrong.Output));
        wrong.ShowsNoTrace();
    }

    // Two people read on each of some days, and every morning the end of it is published.
    private static async Task<Partnership> Reads(TestCounty county, int days)
    {
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var record = await county.Holds(officer);
        for (var day = 0; day < days; day++)
        {
            for (var line = 0; line < LinesADay; line++)
                await county.Reads(officer, record, "");
            if (days == 1)
                break;
            await county.Works<SendHeads>();
            county.Time.Move(TimeSpan.FromDays(1));
        }
        return there;
    }

    private static async Task<IReadOnlyList<LedgerMark>> Heads(TestCounty county) =>
        [.. (await county.Do(db => db.PublishedHeads(LedgerHeads.Days, default))).Select(h => h.Mark).Reverse()];

    private static async Task<LedgerFinding> Held(TestCounty county, IReadOnlyList<LedgerMark> heads)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerMarks>().Hold(heads, default);
    }

    private static async Task<LedgerFinding> Check(TestCounty county)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerCheck>().Run(default);
    }

    private static Task<Ended> Doctor(TestCounty county, string since) =>
        FosseProcess.Run(county.Folder, "doctor", "--since", since, "--db", county.Address.Connection);
}
