using System.Security.Claims;
using System.Text.Json;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.Provider;

/// <summary>What went wrong at a provider, in a word for the log; never what it sent.</summary>
internal sealed class ProviderRefused(string why) : Exception(why);

/// <summary>What we make of a provider's answers. Only an account of its agency is let in, and none is ever made here.</summary>
internal sealed class ProviderAnswers(
    AgencyProviders providers,
    SignInSession signIn,
    SafetyDb db,
    CountyClock clock,
    IUrlHelperFactory urls,
    ILogger<ProviderAnswers> log
) : OpenIdConnectEvents
{
    /// <summary>The page that was asked for before the sign-in.</summary>
    internal const string Return = "return";

    private const string VerifiedEmail = "fosse-verified-email",
        SecondStep = "fosse-second-step",
        SaysNothing = "fosse-says-nothing-of-its-email",
        Denied = "fosse-denied-email";

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = providers.Back(context.Request, providers.OfScheme(context.Scheme.Name)!);
        return Task.CompletedTask;
    }

    // RFC 9207: an answer of another provider than the one that was asked.
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (context.ProtocolMessage.Iss is not { } issuer)
            return;
        var known = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (issuer != known.Issuer)
            context.Fail(new ProviderRefused("issuer"));
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var (who, provider) = (context.Principal!, providers.OfScheme(context.Scheme.Name)!);
        Keep(who, who.FindFirstValue("email"), who.FindFirstValue("email_verified"), provider);
        // Only the signed token says it.
        if (who.Claims.Any(c => c.Type is "amr" or "acr" && provider.SecondStep.Contains(c.Value, StringComparer.Ordinal)))
            ((ClaimsIdentity)who.Identity!).AddClaim(new(SecondStep, provider.Name));
        return Task.CompletedTask;
    }

    // Many say who it is in the token and more about them only here. Address and "verified" are always of one answer.
    public override Task UserInformationReceived(UserInformationReceivedContext context)
    {
        var said = context.User.RootElement;
        Keep(context.Principal!, Text(said, "email"), Text(said, "email_verified"), providers.OfScheme(context.Scheme.Name)!);
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (http, stop) = (context.HttpContext, context.HttpContext.RequestAborted);
        if (context.Principal?.FindFirstValue(VerifiedEmail) is not { } said)
        {
            // Of this provider, whoever it is: that it says nothing tells nobody who has an account here.
            var silent = context.Principal?.HasClaim(c => c.Type == SaysNothing) is true;
            Refuse(context, silent ? "the provider does not say that it verified the email" : "no verified email", silent);
            return;
        }
        var (email, agency) = (Accounts.Account.Normalize(said), providers.OfScheme(context.Scheme.Name)!.Agency);
        var account = await db.Set<Accounts.Account>()
            .Where(a => a.NormalizedEmail == email && db.Set<Agency>().Any(g => g.Id == a.AgencyId && g.Name == agency))
            .SingleOrDefaultAsync(stop);
        if (account is null || await db.WhoIs(account.Id, clock.Today, stop) is null)
        {
            Refuse(context, "no account of this agency");
            return;
        }
        var url = urls.GetUrlHelper(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        context.Response.Redirect(
            await On(http, url, account, context.Principal.HasClaim(c => c.Type == SecondStep), context.Properties?.GetString(Return), stop)
        );
    }

    // Where the provider does not say that there was a second step, ours is asked.
    private async Task<string> On(
        HttpContext http,
        IUrlHelper url,
        Accounts.Account account,
        bool twice,
        string? asked,
        CancellationToken stop
    )
    {
        if (twice)
        {
            await signIn.LetIn(http, account, SignInWay.Provider, stop);
            return await signIn.After(url, account.Id, asked, stop);
        }
        if (account.AuthenticatorConfirmed || await signIn.HasPasskey(account, stop))
        {
            await HalfWay.Begin(http, account, SignInWay.ProviderAlone);
            return SignInSession.With(url, AccountLinks.Code, asked);
        }
        await signIn.LetIn(http, account, SignInWay.ProviderAlone, stop);
        return SignInSession.With(url, SiteLinks.Authenticator, asked);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        Refuse(context, context.Failure is ProviderRefused own ? own.Message : context.Failure?.GetType().Name ?? "refused");
        return Task.CompletedTask;
    }

    // The same words whatever it was: who has no account here learns nothing about who has. The journey is over, too.
    private void Refuse(HandleRequestContext<RemoteAuthenticationOptions> context, string why, bool silent = false)
    {
        log.LogInformation("A sign-in by an agency's provider was refused: {Why}", why);
        var carried = context.Options.CorrelationCookie.Build(context.HttpContext);
        foreach (var cookie in context.Request.Cookies.Keys.Where(ProviderScheme.Is))
            context.Response.Cookies.Delete(cookie, carried);
        context.Response.Redirect(
            context.Request.PathBase + SiteLinks.SignIn.AsPath() + (silent ? "?provider=silent" : "?provider=failed")
        );
    }

    // The token and the answer about the person may each say it; what either says is not verified is not taken from the other.
    private static void Keep(ClaimsPrincipal who, string? email, string? verified, SignInProvider provider)
    {
        if (email is not { Length: > 0 })
            return;
        var identity = (ClaimsIdentity)who.Identity!;
        if (verified is { Length: > 0 } && !IsYes(verified))
        {
            identity.AddClaim(new(Denied, provider.Name));
            foreach (var taken in identity.FindAll(c => c.Type is VerifiedEmail or SaysNothing).ToList())
                identity.RemoveClaim(taken);
        }
        else if (who.HasClaim(c => c.Type is Denied or VerifiedEmail))
            return;
        else if (IsYes(verified) || provider.TrustsAddresses)
            identity.AddClaim(new(VerifiedEmail, email));
        else
            identity.AddClaim(new(SaysNothing, provider.Name));
    }

    private static bool IsYes(string? verified) => verified is "1" || string.Equals(verified, "true", StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement said, string name) =>
        said.ValueKind is JsonValueKind.Object && said.TryGetProperty(name, out var value) ? value.ToString() : null;
}
