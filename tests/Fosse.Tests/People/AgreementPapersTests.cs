using System.Text;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Storage;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.EvidenceFiles;
using Fosse.Web.Hosting;
using Fosse.Web.Partner.Agreements;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People;

/// <summary>What is taken as a paper of an agreement, from whom, and what stays of it.</summary>
public sealed class AgreementPapersTests
{
    private const string Canary = "Kanarienvogel";
    private static readonly Permission[] Keeps = [AccountsPermissions.Work, PartnershipPermissions.ManageAgreements];
    private static readonly byte[] Pdf = Signed($"({Canary}) Tj");

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Only_a_paper_or_photo_of_a_bounded_size_is_taken_and_only_from_a_party(string database)
    {
        await using var county = await Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        var (party, stranger) = (await there.Somebody(there.Police, Keeps), await Stranger(there));
        Assert.Equal("Paper.NotAParty", await Add(county, stranger, agreement, Pdf));
        Assert.Equal("Paper.NotAParty", await Add(county, party, Guid.NewGuid(), Pdf));
        Assert.Equal("Paper.Missing", await Add(county, party, agreement, null));
        Assert.Equal("Paper.Missing", await Add(county, party, agreement, []));
        Assert.Equal("Paper.Size", await Add(county, party, agreement, [.. Pdf, .. new byte[AgreementPapers.Largest]]));
        foreach (
            var wrong in (byte[][])
                [
                    [.. "%PDF"u8],
                    [.. "MZ this is a program"u8],
                    [.. "<html>"u8],
                ]
        )
            Assert.NotNull(await Add(county, party, agreement, wrong));
        // Who does not look after agreements is no matter of the form: the page would not have shown it.
        var officer = await there.Somebody(there.Police, AccountsPermissions.Work);
        await Assert.ThrowsAnyAsync<Exception>(() => Add(county, officer, agreement, Pdf));
        Assert.Empty(await county.Do(db => db.Set<AgreementDocument>().ToListAsync()));
        Assert.Empty(await county.Lines());
        Assert.Empty(Stored(county));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task It_lies_sealed_and_comes_back_to_parties_only(string database)
    {
        await using var county = await Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        var (party, stranger) = (await there.Somebody(there.Council, Keeps), await Stranger(there));
        Assert.Null(await Add(county, party, agreement, Pdf));
        Assert.False(await LiesInTheClear(county));
        var paper = await county.Do(db => db.Set<AgreementDocument>().AsNoTracking().SingleAsync());
        Assert.Contains(Canary, Paper.Everything((await Read(county, party, paper))!), StringComparison.Ordinal);
        Assert.Contains(
            Canary,
            Paper.Everything((await Read(county, await there.Somebody(there.Police, AccountsPermissions.Work), paper))!),
            StringComparison.Ordinal
        );
        Assert.Null(await Read(county, stranger, paper)); // who looks after agreements of others sees that there is one, and not the paper
        var line = Assert.Single(await county.Lines());
        Assert.Equal(
            (LedgerKind.Decided, party.AccountId, agreement, "A paper was added to an agreement."),
            (line.Kind, line.ActorId, line.Subject!.Value, line.Ground)
        );

        // The ring is turned and its old key destroyed; a backup has it all the same.
        await county.With<KeyRotation>(async ring => await ring.Rotate(new(Actor.TheHouse, Guid.Empty, "operator"), default));
        await county.With<KeyRotation>(async ring => await ring.Retire(new(Actor.TheHouse, Guid.Empty, "operator"), default));
        paper = await county.Do(db => db.Set<AgreementDocument>().AsNoTracking().SingleAsync());
        Assert.Contains(Canary, Paper.Everything((await Read(county, party, paper))!), StringComparison.Ordinal);
        await county.With<Doctor>(async doctor => Assert.All(await doctor.Examine(default), f => Assert.True(f.Well, f.Words)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_script_in_it_does_not_come_through(string database)
    {
        await using var county = await Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        var party = await there.Somebody(there.Police, Keeps);
        Assert.Null(
            await Add(
                county,
                party,
                agreement,
                Paper.Of("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", page: "/Contents 9 0 R", objects: Drawn("(x) Tj"))
            )
        );
        var paper = await county.Do(db => db.Set<AgreementDocument>().AsNoTracking().SingleAsync());
        var back = Paper.Everything((await Read(county, party, paper))!);
        Assert.DoesNotContain("JavaScript", back, StringComparison.Ordinal);
        Assert.DoesNotContain("app.alert", back, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_an_older_build_took_is_sealed_by_the_update_and_written_anew_when_it_is_asked_for(string database)
    {
        await using var county = await Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        var party = await there.Somebody(there.Police, Keeps);
        byte[] broken = [.. Encoding.ASCII.GetBytes($"%PDF-1.7 {Canary}")];
        await Took(county, agreement, Pdf);
        await Took(county, agreement, Pdf); // the same file twice has one place in the store
        await Took(county, agreement, broken);
        Assert.True(await LiesInTheClear(county));
        await county.With<Doctor>(async doctor => Assert.Contains(await doctor.Examine(default), f => !f.Well && f.Check == "papers"));

        var done = await county.Update();
        Assert.Contains(done.Notes, n => n.StartsWith("3 signed papers", StringComparison.Ordinal));
        Assert.Empty((await county.Update()).Notes);
        Assert.False(await LiesInTheClear(county));
        Assert.Equal(3, Stored(county).Count);
        await county.With<Doctor>(async doctor => Assert.All(await doctor.Examine(default), f => Assert.True(f.Well, f.Words)));
        var papers = await county.Do(db => db.Set<AgreementDocument>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());
        Assert.Contains(Canary, Paper.Everything((await Read(county, party, papers[0]))!), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Read(county, party, papers[2])); // it is kept, and not handed out
        var now = await county.Do(db => db.Set<AgreementDocument>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());
        Assert.Equal([true, false, false], now.Select(d => d.WrittenAnew));
        Assert.Equal(3, Stored(county).Count);
    }

    [EachDatabase, MemberData(nameof(Names))]
    public async Task It_is_kept_under_a_name_that_ends_as_what_it_is(string database, string sent, string kept)
    {
        await using var county = await Open(database);
        var there = await Partnership.In(county);
        var agreement = (await there.Agree(there.Today.AddMonths(6))).Id;
        Assert.Null(await Add(county, await there.Somebody(there.Council, Keeps), agreement, Pdf, sent));
        var paper = await county.Do(db => db.Set<AgreementDocument>().SingleAsync());
        Assert.Equal((agreement, kept, county.Time.Now), (paper.AgreementId, paper.Name, paper.AddedAt));
    }

    public static TheoryData<string, string, string> Names =>
        [
            .. from database in (string[])[TestCounty.Sqlite, TestCounty.Postgres]
            from name in ((string, string)[])
                [
                    ("signed.pdf", "signed.pdf"),
                    ("signed.exe", "signed.pdf"),
                    ("a\r\nb.pdf", "a b.pdf"),
                    (".pdf", "paper.pdf"),
                    (new string('x', 300) + ".pdf", new string('x', 96) + ".pdf"),
                ]
            select (database, name.Item1, name.Item2),
        ];

    private static byte[] Signed(string drawn) => Paper.Of(page: "/Contents 9 0 R", objects: Drawn(drawn));

    private static byte[] Drawn(string drawn) => Paper.Stream(9, "", Encoding.Latin1.GetBytes($"BT /F1 9 Tf {drawn} ET"));

    private static Task<TestCounty> Open(string database) => TestCounty.Open(database, services => services.AddEvidence());

    // As builds before did: as it came.
    private static Task Took(TestCounty county, Guid agreement, byte[] content) =>
        county.With<FileStore>(async files =>
        {
            using var bytes = new MemoryStream(content);
            var stored = await files.Put(bytes, default);
            await county.Do(async db =>
            {
                db.Add(
                    new AgreementDocument
                    {
                        AgreementId = agreement,
                        Name = "signed.pdf",
                        File = stored.Hash,
                        AddedAt = county.Time.Now,
                    }
                );
                await db.SaveChangesAsync();
            });
        });

    private static List<string> Stored(TestCounty county) =>
        Directory.Exists(Path.Combine(county.Folder, "files"))
            ? [.. Directory.EnumerateFiles(Path.Combine(county.Folder, "files"), "*", SearchOption.AllDirectories)]
            : [];

    // Looked for in all that lies there, as somebody with a disk editor does.
    private static async Task<bool> LiesInTheClear(TestCounty county)
    {
        var word = Encoding.ASCII.GetBytes(Canary);
        foreach (var file in Directory.EnumerateFiles(county.Folder, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            if (bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(word) >= 0)
                return true;
        }
        return false;
    }

    private static async Task<SignedIn> Stranger(Partnership there)
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

    private static async Task<byte[]?> Read(TestCounty county, SignedIn by, AgreementDocument paper)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var papers = ActivatorUtilities.CreateInstance<AgreementPapers>(scope.ServiceProvider);
        return await papers.Read(by, paper.AgreementId, paper.Id, default) is not { } answer ? null
            : answer.Accepted(out var read) ? read.Content
            : throw new InvalidOperationException(answer.Refusals[0].Message);
    }

    private static async Task<string?> Add(TestCounty county, SignedIn by, Guid agreement, byte[]? bytes, string name = "signed.pdf")
    {
        await using var scope = county.Services.CreateAsyncScope();
        var papers = ActivatorUtilities.CreateInstance<AgreementPapers>(scope.ServiceProvider);
        using var content = new MemoryStream(bytes ?? []);
        return await papers.Add(by, agreement, bytes is null ? null : new FormFile(content, 0, bytes.Length, "paper", name), default);
    }
}
