using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Tests.Reporting.EvidenceFiles;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.People;

/// <summary>An agreement from the first word to its end, at the pages.</summary>
public sealed class AgreementPagesTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agreement_is_written_signed_reviewed_and_ended_and_others_only_see_it_once_it_is_signed(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Partner");
        var keeper = await Officer.SignsIn(site, county, AccountsPermissions.Work, PartnershipPermissions.ManageAgreements);
        var party = await Officer.Enters(site, await Officer.Joins(county, "Test Council", AccountsPermissions.Work));
        var stranger = await Officer.Enters(site, await Officer.Joins(county, "Test School", AccountsPermissions.Work));
        var agencies = await county.Do(db => db.Set<Agency>().ToDictionaryAsync(a => a.Name, a => a.Id));
        var year = TimeProvider.System.GetUtcNow().Year;

        await keeper.Opens("/work/agreements");
        await keeper.Follows("Write an agreement");
        (string, string)[] parties =
        [
            ($"Parties[{agencies["Test Police"]}]", "Gives"),
            ($"Parties[{agencies["Test Council"]}]", "Receives"),
        ];
        (string, string)[] dates =
        [
            ("StartsOn.Day", "1"),
            ("StartsOn.Month", "1"),
            ("StartsOn.Year", $"{year}"),
            ("ReviewOn.Day", "31"),
            ("ReviewOn.Month", "12"),
            ("ReviewOn.Year", $"{year}"),
        ];
        await keeper.Sends("Save the draft", [("Name", "Families"), ("Gateway", ""), .. parties, .. dates]);
        Assert.Equal(
            [
                "Enter the power in law, such as Crime and Disorder Act 1998 s115",
                "Choose at least one kind of data and what it is shared for",
            ],
            keeper.All(".govuk-error-summary__list li").OrderByDescending(e => e, StringComparer.Ordinal)
        );
        Assert.Equal("Families", keeper.Page.QuerySelector("input[name=Name]")!.GetAttribute("value"));
        await keeper.Sends(
            "Save the draft",
            [
                ("Name", "Families"),
                ("Gateway", "Children Act 2004 s11"),
                ("Scopes[Safeguarding.SafeguardPerson]", "Read"),
                .. parties,
                .. dates,
            ]
        );
        Assert.Equal("Families", keeper.Heading);
        Assert.Equal("Draft", keeper.Text(".govuk-tag"));
        var address = keeper.At.ToString().Split('?')[0];

        await party.Opens(address);
        Assert.Equal(HttpStatusCode.NotFound, party.Status);
        await keeper.Sends("Sign for your agency");
        Assert.Equal("Draft", keeper.Text(".govuk-tag"));
        Assert.Contains("Missing: Test Council", keeper.Text("main"), StringComparison.Ordinal);
        Permission[] manages = [AccountsPermissions.Work, PartnershipPermissions.ManageAgreements];
        var council = await Officer.Enters(site, await Officer.Joins(county, "Test Council", manages));
        await council.Opens(address);
        await council.Sends("Sign for your agency");
        Assert.Equal("In force", council.Text(".govuk-tag"));
        Assert.Contains("Who signed", council.All("h2"));
        await council.Opens("/work/approvals");
        await council.Follows("Sign an agreement: Families");
        Assert.Contains("Test Police gives, under", council.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Safeguarding; Keep somebody safe; Read the record", council.Text("main"), StringComparison.Ordinal);
        await party.Opens("/work/agreements");
        await party.Follows("Families");
        Assert.Contains("Keep somebody safe", party.Text("main"), StringComparison.Ordinal);
        Assert.Empty(party.All("main form"));
        await stranger.Opens(address);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);

        await keeper.Opens(address);
        await keeper.Sends("Propose that it goes on", ("ReviewOn.Day", "31"), ("ReviewOn.Month", "2"), ("ReviewOn.Year", $"{year + 1}"));
        Assert.NotEmpty(keeper.All(".govuk-error-summary__list li"));
        await keeper.Sends("Propose that it goes on", ("ReviewOn.Day", "30"), ("ReviewOn.Month", "6"), ("ReviewOn.Year", $"{year + 1}"));
        Assert.DoesNotContain($"30 June {year + 1}", keeper.Text("main"), StringComparison.Ordinal);
        await council.Opens("/work/approvals");
        await council.Follows("Prolong an agreement: Families");
        Assert.Contains($"30 June {year + 1}", council.Text("main"), StringComparison.Ordinal);
        await council.Sends("Approve");
        await keeper.Opens(address);
        Assert.Contains($"30 June {year + 1}", keeper.Text("main"), StringComparison.Ordinal);
        await keeper.Sends("Propose to end this agreement");
        Assert.Equal("In force", keeper.Text(".govuk-tag"));
        var colleague = await Officer.Enters(site, await Officer.Joins(county, "Test Police", manages));
        await colleague.Opens(address);
        await colleague.Sends("Propose to end this agreement");
        Assert.Equal("Ended", colleague.Text(".govuk-tag"));
        Assert.DoesNotContain("Propose to end this agreement", colleague.All("button"));
    }

    [Fact]
    public async Task A_paper_is_a_pdf_by_its_content_and_comes_back_as_a_download_to_parties_only()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Partner", $"--Files:Folder={Path.Combine(county.Folder, "files")}");
        var people = await Partnership.In(county);
        var agreement = await people.Agree(new DateOnly(2099, 1, 1));
        var keeper = await Officer.Joins(county, people.Police.Name, AccountsPermissions.Work, PartnershipPermissions.ManageAgreements);
        using var browser = await Officer.Browser(site, keeper);
        var address = $"/work/agreements/{agreement.Id}";

        Assert.Contains("There is a problem", await Sent([.. "MZ this is a program"u8], "agreement.pdf"), StringComparison.Ordinal);
        Assert.Equal("", await Sent(MadeUpFiles.Pdf(), "../../etc/agreement.exe"));
        var paper = await county.Do(db => db.Set<AgreementDocument>().AsNoTracking().SingleAsync());
        Assert.Equal("agreement.pdf", paper.Name); // whatever it was called, it opens as what it is

        using var back = await browser.GetAsync($"{address}/papers/{paper.Id}");
        Assert.Equal(
            ("application/pdf", "attachment"),
            (back.Content.Headers.ContentType?.MediaType, back.Content.Headers.ContentDisposition?.DispositionType)
        );
        Assert.StartsWith("%PDF-1.", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(back.Headers.CacheControl?.NoStore);
        using var stranger = await Officer.Browser(site, await Officer.Joins(county, "Test School", AccountsPermissions.Work));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{address}/papers/{paper.Id}")).StatusCode);

        async Task<string> Sent(byte[] content, string name)
        {
            var page = await Visitor.Of(browser).Opens(address);
            using var form = new MultipartFormDataContent
            {
                {
                    new StringContent(page.Page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
                    "__RequestVerificationToken"
                },
                { new ByteArrayContent(content), "paper", name },
            };
            using var answer = await browser.PostAsync($"{address}?handler=Document", form);
            return answer.StatusCode is HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync();
        }
    }
}
