using System.Net;
using System.Numerics;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Accounts;

/// <summary>A county with somebody who works in it, and the site at whose door they stand. The clock stands still until it is
/// moved.</summary>
internal sealed class Staff : IAsyncDisposable
{
    public const string Email = "robin.field@test.example",
        Password = "wagtail under seven bridges",
        Desk = "/desk-of-tests";

    private Staff(TestCounty county, TestSite site, Guid account) => (County, Site, Account) = (county, site, account);

    public TestCounty County { get; }
    public TestSite Site { get; }
    public Guid Account { get; }

    public static async Task<Staff> At(string database, params string[] settings)
    {
        var county = await TestCounty.Open(database);
        var account = await Officer.Joins(county, Officer.Agency, AccountsPermissions.Work);
        await county.Do(async db =>
        {
            var robin = await db.Set<Account>().SingleAsync(a => a.Id == account);
            (robin.Email, robin.NormalizedEmail) = (Email, Fosse.Accounts.Account.Normalize(Email));
            await db.SaveChangesAsync();
        });
        var site = await TestSite.On(
            county.Address,
            builder => Set(builder, county),
            ["--Faces=Public,Partner,Admin,Api", "--Web:Proxies:0=127.0.0.1", "--RateLimits:ExemptLoopback=true", .. settings]
        );
        return new(county, site, account);
    }

    private static void Set(WebApplicationBuilder builder, TestCounty county)
    {
        builder.Logging.AddProvider(county.Log);
        builder.Services.AddSingleton<TimeProvider>(county.Time);
        // A page of work that needs nothing but leave to work, whatever else has been built.
        builder.Services.AddSingleton(
            new FaceRoutes(
                Faces.Partner,
                routes =>
                    routes
                        .MapGet(Desk, (SignedIn who) => Results.Text($"desk of {who.AgencyName}"))
                        .RequireAuthorization(nameof(AccountsPermissions.Work))
            )
        );
    }

    /// <summary>The path of a new invitation.</summary>
    public async Task<string> Invites()
    {
        await using var scope = Site.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Invitations>().Make(Account, null, CancellationToken.None);
    }

    /// <summary>Goes the whole way once: invitation, password, app. Afterwards the visitor is signed in.</summary>
    public async Task<(Visitor Visitor, byte[] Key, IReadOnlyList<string> RecoveryCodes)> Arrives()
    {
        var visitor = Visitor.Of(Site.Client());
        await visitor.Opens(await Invites());
        await visitor.Sends("Set password", ("password", Password));
        Assert.Equal("Set up your authenticator app", visitor.Heading);
        var key = Base32(visitor.Text("details code"));
        await visitor.Sends("Set up", ("code", Code(key)));
        return (visitor, key, visitor.All("ul.govuk-list code"));
    }

    public async Task<Visitor> SignsIn(Visitor visitor, byte[] key)
    {
        await visitor.Opens("/sign-in?again=true");
        await visitor.Sends("Sign in", ("email", Email), ("password", Password));
        Assert.Equal("Enter the code from your app", visitor.Heading);
        County.Time.Move(TimeSpan.FromMinutes(1)); // no code is taken twice
        return await visitor.Sends("Sign in", ("code", Code(key)));
    }

    public string Code(byte[] key) => AuthenticatorCode.At(AuthenticatorCode.StepAt(County.Time.Now), key);

    /// <summary>Whether a browser is let in to the page of work.</summary>
    public static async Task<bool> IsIn(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri(Desk, UriKind.Relative));
        if (answer.StatusCode is HttpStatusCode.OK)
            return true;
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return false;
    }

    private static byte[] Base32(string text)
    {
        var number = text.Aggregate(
            BigInteger.Zero,
            (n, c) => n * 32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal)
        );
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[text.Length * 5 / 8 - bytes.Length], .. bytes];
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await County.DisposeAsync();
    }
}
