using System.Security.Claims;
using System.Text.Encodings.Web;
using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Hosting;

/// <summary>Asks at every request to a face of staff who is there: the session, the account, the agency and the roles as they stand
/// now.</summary>
internal sealed class SessionScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    internal const string Name = "Session",
        Permits = "permission";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Pages for everyone do not ask who is there, and so cannot tell.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<OfFace>() is not { } of || (of.Face & Faces.Staff) == 0)
            return AuthenticateResult.NoResult();
        if (SessionCookie.Read(Request) is not { Length: > 0 } secret)
            return AuthenticateResult.NoResult();
        var (services, stop) = (Context.RequestServices, Context.RequestAborted);
        var sessions = services.GetRequiredService<AccountSessions>();
        if (await sessions.Find(secret, stop) is not { } session)
            return AuthenticateResult.NoResult();
        if (
            await services.GetRequiredService<SafetyDb>().WhoIs(session.AccountId, services.GetRequiredService<CountyClock>().Today, stop)
            is not { } found
        )
        {
            await sessions.End(session.Id, stop);
            return AuthenticateResult.NoResult();
        }
        var who = session.IsFull ? found : found with { Permissions = new HashSet<Permission>() };
        Context.Features.Set(who);
        Context.Features.Set(session);
        var claims = who
            .Permissions.Select(p => new Claim(Permits, p.ToString()))
            .Prepend(new(ClaimTypes.NameIdentifier, who.AccountId.ToString()));
        return AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, Name)), Name));
    }

    // What is open to some leads to the sign-in; what nobody has opened is refused, as it would be afterwards.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsRead && Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null)
            Response.Redirect(Address(SiteLinks.SignIn));
        else
            Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Logger.LogWarning(
            "Account {Account} may not open {Route}",
            Context.Features.Get<AccountSession>()?.AccountId,
            RequestLog.Route(Context)
        );
        if (IsRead && Context.Features.Get<AccountSession>() is { IsFull: false })
            Response.Redirect(Address(SiteLinks.Authenticator));
        else
            Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsRead => HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);

    private string Address(string link) =>
        Request.PathBase + QueryHelpers.AddQueryString(link.AsPath(), "return", Request.Path + Request.QueryString);
}
