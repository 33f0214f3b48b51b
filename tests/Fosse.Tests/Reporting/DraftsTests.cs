using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Tests.Reporting.EvidenceFiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>An unfinished report ends, and leaves no file behind.</summary>
public sealed class DraftsTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task However_often_somebody_goes_on_with_one_it_ends_after_three_days(string database)
    {
        await using var county = await TestCounty.Open(database);
        var ticket = DraftTicket.New();
        await county.With<Drafts>(drafts => drafts.Begin(ticket, new() { Category = "noise" }, default));
        for (var hour = 0; hour < 69; hour += 23)
        {
            county.Time.Move(TimeSpan.FromHours(23));
            await county.With<Drafts>(async drafts =>
            {
                var told = (await drafts.Open(ticket, default))!;
                // What comes from a form says nothing of when it was begun.
                Assert.True(await drafts.Keep(ticket, told with { Begun = null, Place = $"{hour}" }, default));
                var next = DraftTicket.New();
                await drafts.Move(ticket, next, told with { Begun = null }, default);
                ticket = next;
            });
        }
        await county.With<Drafts>(async drafts => Assert.NotNull(await drafts.Open(ticket, default)));
        county.Time.Move(TimeSpan.FromHours(4));
        await county.With<Drafts>(async drafts =>
        {
            Assert.Null(await drafts.Open(ticket, default));
            Assert.Equal(1, await drafts.ClearOld(default));
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_comes_while_one_is_moved_or_cleared_is_named_by_a_row_or_is_gone(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var files = site.App.Services.GetRequiredService<FileStore>();
        for (var i = 0; i < 25; i++)
        {
            var ticket = DraftTicket.New();
            await With(drafts => drafts.Begin(ticket, new() { Category = "noise" }, default));
            var adds = Enumerable.Range(0, 3).Select(n => Task.Run(() => Adds(ticket, $"{i} {n}"))).ToList();
            var clears = Task.Run(() =>
                i % 2 == 0
                    ? With(drafts => drafts.Clear(ticket, default))
                    : With(drafts => drafts.Move(ticket, DraftTicket.New(), new() { Category = "noise" }, default))
            );
            await Task.WhenAll([.. adds, clears]);
        }
        var named = (await county.Do(db => db.Set<StoredDraft>().AsNoTracking().ToListAsync())).SelectMany(d => d.Files);
        Assert.Equal(named.Order(), files.List().Select(f => f.Hash).Order());

        async Task Adds(DraftTicket ticket, string words)
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(words));
            var stored = await files.Put(content, default);
            await With(async drafts =>
            {
                // As the page does: what no draft took is taken out again.
                if (await drafts.Add(ticket, [new(stored.Hash, "", "image/jpeg", stored.Bytes, "a.jpg")], default) is null)
                    files.Remove(stored.Hash);
            });
        }

        async Task With(Func<Drafts, Task> does)
        {
            await using var scope = site.App.Services.CreateAsyncScope();
            await does(scope.ServiceProvider.GetRequiredService<Drafts>());
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_first_page_leads_nobody_to_the_receipt_of_who_was_here_before(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown);
        await visitor.Sends("Send the report");
        var (code, reference) = (visitor.Text(".fosse-code")["Your code: ".Length..], visitor.Text(".govuk-panel strong"));
        var next = await Visitor.Of(visitor.Client).Opens("/report");
        Assert.Null(next.Page.QuerySelector("a[href*='/report/done'], a[href*='GoOn']"));
        // Who reloads the page of the receipt is told that the code was shown, and has no way in without it.
        await visitor.Opens("/report/done");
        Assert.Equal(reference, visitor.Text(".govuk-panel strong"));
        Assert.Contains("The code was shown", visitor.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(code, visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Look at your report", visitor.All("main button"));
    }

    [Fact]
    public async Task No_title_in_the_history_of_a_browser_says_what_it_is_about()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var names = (await county.Do(db => db.Set<ReportCategory>().AsNoTracking().ToListAsync())).ToDictionary(c => c.Code, c => c.Name);
        foreach (var code in names.Keys)
        {
            var visitor = await Visitor.Of(site.Client()).Opens("/report");
            await visitor.Answers("now", "no");
            await visitor.Sends("Continue", ("category", code));
            Assert.DoesNotContain(names[code], visitor.Title, StringComparison.OrdinalIgnoreCase);
        }
    }
}
