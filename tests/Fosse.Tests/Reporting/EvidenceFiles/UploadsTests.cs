using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Fosse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>How much of what strangers add may lie in the store, and that nothing lies there which no report names.</summary>
public sealed class UploadsTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task One_address_adds_so_much_a_day_and_is_told_what_to_do(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county), "--Evidence:OfAddress=1");
        var one = await Uploading.AtEvidence(site.Client());
        await Uploading.Adds(one, Uploading.Large());
        Assert.Empty(one.All(".govuk-error-summary__list li"));
        var other = await Uploading.AtEvidence(site.Client()); // another browser, from the same place
        await Uploading.Adds(other, Uploading.Large());
        Assert.StartsWith(
            "Too many photos and papers have come over your internet connection today. Nothing that you wrote is lost",
            Assert.Single(other.All(".govuk-error-summary__list li")),
            StringComparison.Ordinal
        );
        await other.Sends("Continue");
        Assert.NotEqual("Photos or papers", other.Heading);
        Assert.Single(site.App.Services.GetRequiredService<FileStore>().List());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Behind_a_web_server_each_visitor_has_their_own_share(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(
            county,
            "--Faces=Public",
            Uploading.Store(county),
            "--Evidence:OfAddress=1",
            "--Web:Proxies:0=127.0.0.1"
        );
        foreach (var (address, refused) in new[] { ("203.0.113.7", 0), ("203.0.113.8", 0), ("203.0.113.7", 1) })
        {
            var client = site.Client();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            var visitor = await Uploading.AtEvidence(client);
            await Uploading.Adds(visitor, Uploading.Large());
            Assert.Equal(refused, visitor.All(".govuk-error-summary__list li").Count);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task All_reports_that_are_not_sent_hold_so_much_together_and_no_more(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county), "--Evidence:Unsent=1");
        var one = await Uploading.AtEvidence(site.Client());
        await Uploading.Adds(one, Uploading.Large());
        var other = await Uploading.AtEvidence(site.Client());
        await Uploading.Adds(other, Uploading.Large());
        Assert.StartsWith(
            "We cannot keep more photos or papers just now. Nothing that you wrote is lost",
            Assert.Single(other.All(".govuk-error-summary__list li")),
            StringComparison.Ordinal
        );
        var file = one.Page.QuerySelector("button[name=file]")!.GetAttribute("value")!;
        await one.Sends("Remove letter.pdf", ("file", file)); // what is taken back gives its room to others
        await Uploading.Adds(other, Uploading.Large());
        Assert.Empty(other.All(".govuk-error-summary__list li"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Many_that_come_at_once_do_not_all_find_the_same_room(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county), "--Evidence:OfAddress=1");
        var visitors = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Uploading.AtEvidence(site.Client())));
        await Task.WhenAll(visitors.Select(v => Uploading.Adds(v, Uploading.Large())));
        Assert.Single(site.App.Services.GetRequiredService<FileStore>().List());
        Assert.Equal(7, visitors.Count(v => v.All(".govuk-error-summary__list li").Count > 0));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Many_that_come_at_once_to_one_report_leave_no_file_that_it_does_not_name(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public", Uploading.Store(county));
        var visitor = await Uploading.AtEvidence(site.Client());
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    using var form = Uploading.Form(visitor);
                    form.Add(new ByteArrayContent(Uploading.Large()), "files", "letter.pdf");
                    using var answer = await visitor.Client.PostAsync(new Uri("/report/evidence?handler=Add", UriKind.Relative), form);
                })
        );
        var named = await county.Do(db => db.Set<StoredDraft>().AsNoTracking().SingleAsync());
        Assert.Equal(ReportRules.MostFiles, named.Files.Count); // as many as a report may have, of the eight
        Assert.Equal(
            named.Files.Order(StringComparer.Ordinal),
            site.App.Services.GetRequiredService<FileStore>().List().Select(f => f.Hash).Order(StringComparer.Ordinal)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_added_to_a_report_that_was_sent_meanwhile_is_not_kept_and_what_was_sent_stays(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        var (ticket, other) = (DraftTicket.New(), DraftTicket.New());
        await county.With<Drafts>(async drafts =>
        {
            await drafts.Begin(ticket, new(), default);
            Assert.True(await drafts.Keep(ticket, new() { Category = "noise" }, default));
            Assert.Null(await drafts.Add(new(ticket.Id, BoxKey.New()), [], default)); // somebody who guessed the id
            await drafts.Move(ticket, other, new() { Sent = "R-2222-3333" }, default);
            Assert.False(await drafts.Keep(ticket, new() { Category = "noise" }, default)); // gone: not brought back
            Assert.False(await drafts.Keep(other, new() { Category = "noise" }, default)); // a receipt is not written over
            Assert.Equal("R-2222-3333", (await drafts.Open(other, default))!.Sent);
        });
        Assert.Equal(1, await county.Do(db => db.Set<StoredDraft>().CountAsync()));
    }
}
