using System.Text;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Fosse.Web.Partner.Agreements;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People;

/// <summary>What is taken as a paper of an agreement, from whom, and what stays of it.</summary>
public sealed class AgreementPapersTests
{
    private static readonly Permission[] Keeps = [AccountsPermissions.Work, PartnershipPermissions.ManageAgreements];
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 signed by both");

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Only_a_pdf_of_a_bounded_size_is_taken_and_only_from_a_party(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        var (party, stranger) = (await there.Somebody(there.Police, Keeps), await Stranger(county, there));
        Assert.Equal("Paper.NotAParty", await Adds(stranger, agreement, Pdf));
        Assert.Equal("Paper.NotAParty", await Adds(party, Guid.NewGuid(), Pdf));
        Assert.Equal("Paper.Missing", await Adds(party, agreement, null));
        Assert.Equal("Paper.Missing", await Adds(party, agreement, []));
        Assert.Equal("Paper.Size", await Adds(party, agreement, [.. Pdf, .. new byte[AgreementPapers.Largest]]));
        Assert.Equal("Paper.Kind", await Adds(party, agreement, [.. "%PDF"u8]));
        Assert.Equal("Paper.Kind", await Adds(party, agreement, [.. " %PDF-1.7"u8]));
        Assert.Equal("Paper.Kind", await Adds(party, agreement, [.. "<html>"u8], "signed.pdf"));
        // Who does not look after agreements is no matter of the form: the page would not have shown it.
        var officer = await there.Somebody(there.Police, AccountsPermissions.Work);
        await Assert.ThrowsAnyAsync<Exception>(() => Adds(officer, agreement, Pdf));
        Assert.Empty(await county.Do(db => db.Set<AgreementDocument>().ToListAsync()));
        Assert.Empty(await county.Lines());

        Assert.Null(await Adds(party, agreement, [.. Pdf, .. new byte[AgreementPapers.Largest - Pdf.Length]]));

        Task<string?> Adds(SignedIn by, Guid to, byte[]? bytes, string name = "signed.pdf") => Add(county, by, to, bytes, name);
    }

    [EachDatabase, MemberData(nameof(Names))]
    public async Task It_is_kept_as_it_came_under_a_name_that_ends_as_what_it_is_with_a_line(string database, string sent, string kept)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        var party = await there.Somebody(there.Council, Keeps);
        Assert.Null(await Add(county, party, agreement, Pdf, sent));
        var paper = await county.Do(db => db.Set<AgreementDocument>().SingleAsync());
        Assert.Equal((agreement, kept, county.Time.Now), (paper.AgreementId, paper.Name, paper.AddedAt));
        await county.With<FileStore>(async files =>
        {
            await using var content = files.Open(paper.File)!;
            using var read = new MemoryStream();
            await content.CopyToAsync(read);
            Assert.Equal(Pdf, read.ToArray());
        });
        var line = Assert.Single(await county.Lines());
        Assert.Equal(
            (LedgerKind.Decided, party.AccountId, agreement, "A paper was added to an agreement."),
            (line.Kind, line.ActorId, line.Subject!.Value, line.Ground)
        );
    }

    public static TheoryData<string, string, string> Names =>
        [
            .. from database in (string[])[TestCounty.Sqlite, TestCounty.Postgres]
            from name in ((string, string)[])
                [
                    ("signed.pdf", "signed.pdf"),
                    ("signed.exe", "signed.pdf"),
                    ("a\r\nb.pdf", "ab.pdf"),
                    (".pdf", "Agreement.pdf"),
                    (new string('x', 300) + ".pdf", new string('x', 100) + ".pdf"),
                ]
            select (database, name.Item1, name.Item2),
        ];

    private static async Task<SignedIn> Stranger(TestCounty county, Partnership there)
    {
        var school = await there.Add(
            new Agency
            {
                Name = "School",
                Kind = AgencyKind.School,
                Regime = Regime.UkGdpr,
                Contact = "x",
                JoinedOn = new(2020, 1, 1),
            }
        );
        return await there.Somebody(school, Keeps);
    }

    private static async Task<string?> Add(TestCounty county, SignedIn by, Guid agreement, byte[]? bytes, string name)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var papers = ActivatorUtilities.CreateInstance<AgreementPapers>(scope.ServiceProvider);
        using var content = new MemoryStream(bytes ?? []);
        return await papers.Add(by, agreement, bytes is null ? null : new FormFile(content, 0, bytes.Length, "paper", name), default);
    }
}
