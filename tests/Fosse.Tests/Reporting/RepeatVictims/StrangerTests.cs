using System.Text.RegularExpressions;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.RepeatVictimsCounted;

/// <summary>Somebody reports under the name and telephone number, mailbox or postcode of another, to learn whether they have reported: what
/// they see afterwards is what they would see of somebody who never has.</summary>
public sealed partial class StrangerTests
{
    private static readonly string[] Known = ["telephone", "mail", "address"];

    public static TheoryData<string, string> Attacks =>
        [.. from database in (string[])[TestCounty.Sqlite, TestCounty.Postgres] from known in Known select (database, known)];

    [EachDatabase, MemberData(nameof(Attacks))]
    public async Task Whoever_knows_a_name_and_more_learns_nothing_of_what_that_person_has_reported(string database, string known)
    {
        await using var county = await ReportedCounty.Open(database);
        for (var i = 0; i < 5; i++)
            await county.Sends(Typed("Asha Wagtail", "07700 900123", "asha@test.example", "12 Brook Lane, LE4 9ZZ", known));
        await county.Settles();

        var at = county.Test.Time.Now;
        var asAsha = await county.Sends(Typed("Asha Wagtail", "07700 900123", "asha@test.example", "12 Brook Lane, LE4 9ZZ", known));
        county.Test.Time.Now = at;
        var asNobody = await county.Sends(Typed("Ben Dunnock", "07700 900456", "ben@test.example", "7 Mill Road, LE9 9QX", known));
        await county.Settles();

        Assert.Empty((await county.Opens(asAsha)).Letters);
        await using (var site = await TestSite.On(county.Test, "--Faces=Public"))
            Assert.Equal(await Sees(site, asNobody), await Sees(site, asAsha));
        // Nor by mail: whatever staff do next, none comes that would not come to anybody.
        var mails = new List<DateTimeOffset?>();
        foreach (var receipt in (ReportReceipt[])[asNobody, asAsha])
        {
            var id = await county.IdOf(receipt);
            await county.Test.With<MailReporter>(mail => mail.React(new(id, DeedKind.Noted), default));
            Assert.Equal(0, await county.Test.Do(db => db.Set<ReportLetter>().CountAsync(l => l.RecordId == id)));
            mails.Add(await county.Test.Do(db => db.Set<ReportMailing>().Where(m => m.RecordId == id).Select(m => m.DueAt).SingleAsync()));
        }
        Assert.Equal([null, null], mails);

        // Staff see what may be: the flag is theirs.
        var stranger = await county.IdOf(asAsha);
        var report = await county.Test.Do(db => db.Set<IncidentReport>().AsNoTracking().SingleAsync(r => r.RecordId == stranger));
        Assert.Contains(Risk.RepeatVictim, report.Risks);
    }

    private static ReportDraft Typed(string name, string telephone, string mail, string address, string known) =>
        ReportedCounty.Draft(name, known == "telephone" ? telephone : "", known == "address" ? address : "") with
        {
            Email = known == "mail" ? mail : "somebody@test.example",
            Mail = true,
        };

    private static async Task<string> Sees(TestSite site, ReportReceipt receipt)
    {
        using var browser = site.Client();
        var visitor = await Visitor.Of(browser).Opens("/report/status");
        await visitor.Sends("Look", ("reference", receipt.Reference), ("secret", receipt.Secret));
        Assert.Equal("Your report", visitor.Heading);
        var page = visitor.Page.DocumentElement.OuterHtml.Replace(receipt.Reference, "R-xxxx-xxxx", StringComparison.Ordinal);
        return Token.Replace(page, "token");
    }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+")]
    private static partial Regex Token { get; }
}
