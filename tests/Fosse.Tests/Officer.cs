using System.Net;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests;

/// <summary>Somebody who works for an agency. The helper puts them straight behind the door; that the door itself holds is for the tests of
/// accounts.</summary>
public static class Officer
{
    public const string Agency = "Test Police",
        Password = "wagtail under seven bridges";

    /// <summary>A visitor signed in as an officer of <see cref="Agency"/> who may do exactly this; the agency is made when it is not
    /// there.</summary>
    public static async Task<Visitor> SignsIn(TestSite site, TestCounty county, params Permission[] permissions) =>
        await Enters(site, await Joins(county, Agency, permissions));

    /// <summary>An account of an agency whose role holds these permissions.</summary>
    public static Task<Guid> Joins(TestCounty county, string agency, params Permission[] permissions) =>
        county.Do(async db =>
        {
            var held =
                await db.Set<Agency>().SingleOrDefaultAsync(a => a.Name == agency)
                ?? db.Add(
                    new Agency
                    {
                        Name = agency,
                        Kind = AgencyKind.Police,
                        Regime = Regime.LawEnforcement,
                        Contact = "desk@test.example",
                        JoinedOn = new(2020, 1, 1),
                    }
                ).Entity;
            var staff = StaffRows.Of(held.Id, permissions);
            db.Add(staff.Account);
            if (permissions.Length > 0)
                db.AddRange(staff.Role, staff.Grant);
            await db.SaveChangesAsync();
            return staff.Account.Id;
        });

    /// <summary>A visitor signed in as an account that is there.</summary>
    public static async Task<Visitor> Enters(TestSite site, Guid account, SignInWay way = SignInWay.PasswordAndCode) =>
        Visitor.Of(await Browser(site, account, way));

    /// <summary>The same as a client, for addresses that are no pages. It follows nothing.</summary>
    public static async Task<HttpClient> Browser(TestSite site, Guid account, SignInWay way = SignInWay.PasswordAndCode)
    {
        // By the site's own clock, which need not be the county's.
        await using var scope = site.App.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<SafetyDb>().Set<Account>().SingleAsync(a => a.Id == account);
        var secret = await scope.ServiceProvider.GetRequiredService<AccountSessions>().Start(found, way, CancellationToken.None);
        var cookies = new CookieContainer();
        cookies.Add(site.Address, new Cookie("fosse-session", secret));
        return new(
            new HttpClientHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = cookies,
                AutomaticDecompression = DecompressionMethods.All,
            }
        )
        {
            BaseAddress = site.Address,
        };
    }
}
