using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account;

/// <summary>Lets somebody in and out, and knows where they go then.</summary>
internal sealed class SignInSession(
    AccountSessions sessions,
    KnownPlaces places,
    SafetyDb db,
    CountyClock clock,
    MappedFaces mapped,
    ILogger<SignInSession> log
)
{
    /// <summary>Starts a session under a new secret; what the browser had before ends.</summary>
    public async Task LetIn(HttpContext context, Accounts.Account account, SignInWay way, CancellationToken stop)
    {
        await EndSession(context, stop);
        if (way is not (SignInWay.Password or SignInWay.ProviderAlone or SignInWay.Demonstration))
            await Remember(context, account, stop);
        SessionCookie.Write(context, await sessions.Start(account, way, stop));
        await context.SignOutAsync(HalfWay.Scheme);
        log.LogInformation("Account {Account} was signed in by {Way}", account.Id, way);
    }

    public async Task LetOut(HttpContext context, CancellationToken stop)
    {
        await EndSession(context, stop);
        if (context.Features.Get<AccountSession>() is { } session)
            log.LogInformation("Account {Account} was signed out", session.AccountId);
        SessionCookie.Remove(context);
        await context.SignOutAsync(HalfWay.Scheme);
    }

    /// <summary>Whether the account has a second step other than an app: then its password alone sets up nothing.</summary>
    public Task<bool> HasPasskey(Accounts.Account account, CancellationToken stop) =>
        db.Set<Passkey>().AnyAsync(p => p.AccountId == account.Id, stop);

    /// <summary>Where to go after the sign-in: the page that was asked for, else the first page that the account may open.</summary>
    public async Task<string> After(IUrlHelper url, Guid account, string? asked, CancellationToken stop)
    {
        if (asked is not null && url.IsLocalUrl(asked))
            return asked;
        var who = await db.WhoIs(account, clock.Today, stop);
        var page =
            who?.May(AccountsPermissions.Work) is true && mapped.Has(Faces.Partner) ? SiteLinks.Work
            : who?.May(AccountsPermissions.Administer) is true && mapped.Has(Faces.Admin) ? SiteLinks.Admin
            : SiteLinks.OwnAccount;
        return url.Content(page);
    }

    /// <summary>A page of the journey that keeps where to go afterwards.</summary>
    public static string With(IUrlHelper url, string page, string? asked) =>
        asked is not null && url.IsLocalUrl(asked) ? QueryHelpers.AddQueryString(url.Content(page), "return", asked) : url.Content(page);

    // Whose account it is is told when it was signed in to from somewhere new.
    private async Task Remember(HttpContext context, Accounts.Account account, CancellationToken stop)
    {
        var place = KnownBrowser.Place(context);
        if (await places.IsNews(account, place, stop))
            db.NoteSignIn(account.Id, SignInChangeKind.NewPlace, clock.Now);
        KnownBrowser.Write(context, await places.Remember(account, place, stop));
    }

    private async Task EndSession(HttpContext context, CancellationToken stop)
    {
        if (SessionCookie.Read(context.Request) is { } secret && await sessions.Find(secret, stop) is { } before)
            await sessions.End(before.Id, stop);
    }
}
