using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Administration;

/// <summary>Whoever holds the standard role of administrators, and what every link of theirs leads to.</summary>
public sealed class AdministratorWaysTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_administrator_lands_on_the_admin_face_and_every_way_that_is_offered_is_open(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin");
        await county.Do(async db =>
        {
            db.Add(
                new SharingAgreement
                {
                    Name = "Late agreement",
                    Gateway = "Crime and Disorder Act 1998 s115",
                    StartsOn = new(2020, 1, 1),
                    SignedOn = new(2020, 1, 1),
                    ReviewOn = new(2021, 1, 1),
                }
            );
            await db.SaveChangesAsync();
        });
        var admin = await Officer.SignsIn(
            site,
            county,
            [.. StandardRoles.All.Single(r => r.Name == StandardRoles.Administrator).Permissions]
        );
        await admin.Opens("/admin");
        Assert.Equal("/admin", admin.Page.QuerySelector(".fosse-mark")!.GetAttribute("href"));
        var links = admin.Page.QuerySelectorAll("header nav a, main a").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.Contains("/work/agreements", links);
        foreach (var link in links)
        {
            await admin.Opens(link);
            Assert.True(admin.Status is HttpStatusCode.OK, $"{link} answers {admin.Status}");
            Assert.Equal(link, admin.At.ToString());
        }
        await admin.Opens("/work/agreements");
        await admin.Follows("Late agreement");
        Assert.Equal("Late agreement", admin.Heading);
        Assert.Equal(HttpStatusCode.OK, (await admin.Opens("/work/agreements/write")).Status);

        // Nothing else of the partner face, and no agreements for who only administers.
        foreach (var page in new[] { "/work", "/work/records", "/work/requests", "/work/retention", "/work/ledger" })
            Assert.Equal(HttpStatusCode.Forbidden, (await admin.Opens(page)).Status);
        var other = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        await other.Opens("/admin");
        Assert.DoesNotContain("/work/agreements", other.Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Opens("/work/agreements")).Status);
    }
}
