using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Account.Provider;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Account;

/// <summary>How staff sign in, and what each folder of pages asks of them.</summary>
internal static class StaffSignIn
{
    /// <summary>The policy of pages about the own account: anybody who is signed in, also before the second step is set up.</summary>
    internal const string OwnAccount = "OwnAccount";

    /// <summary>The policy of the pages about sharing agreements: an administrator who looks after them works on nothing else
    /// there.</summary>
    internal const string Agreements = "WorkOrManageAgreements";

    private const string AgreementPages = "/Partner/Agreements/";

    // OWASP's figure for PBKDF2 with SHA-512.
    private const int HashRounds = 210_000;

    internal static void Add(IServiceCollection services)
    {
        services
            .AddAuthentication(SessionScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, null)
            .AddCookie(HalfWay.Scheme, cookie => HalfWay.Set(cookie, SiteCookies.Half))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => HalfWay.Set(cookie, SiteCookies.PasskeyStep));
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build())
            .AddPolicy(OwnAccount, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(
                Agreements,
                policy =>
                    policy.RequireClaim(
                        SessionScheme.Permits,
                        nameof(AccountsPermissions.Work),
                        nameof(PartnershipPermissions.ManageAgreements)
                    )
            );
        services
            .AddOptions<AuthorizationOptions>()
            .Configure<HouseWords>(
                (policies, house) =>
                {
                    foreach (var permission in house.Permissions)
                        policies.AddPolicy(permission.Code, policy => policy.RequireClaim(SessionScheme.Permits, permission.Code));
                }
            );
        services.AddScoped(sp =>
            sp.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<SignedIn>()
            ?? throw new InvalidOperationException("Only a page or an endpoint that asks for a permission knows who is signed in.")
        );
        services
            .AddIdentityCore<Accounts.Account>(identity =>
            {
                identity.Password = new()
                {
                    RequiredLength = PasswordRules.Shortest,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireNonAlphanumeric = false,
                    RequireUppercase = false,
                    RequiredUniqueChars = 5,
                };
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddPasswordValidator<PasswordRules>();
        services.AddScoped<IPasswordHasher<Accounts.Account>, PepperedHasher>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<IOptions<Fosse.Accounts.SignInOptions>>(
                (passkeys, signIn) =>
                {
                    var own = signIn.Value.Address is { Length: > 0 } address ? new Uri(address) : null;
                    passkeys.ServerDomain = own?.Host;
                    passkeys.ValidateOrigin = asked =>
                        ValueTask.FromResult(
                            !asked.CrossOrigin
                                && string.Equals(
                                    asked.Origin,
                                    own?.GetLeftPart(UriPartial.Authority)
                                        ?? $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}",
                                    StringComparison.OrdinalIgnoreCase
                                )
                        );
                    passkeys.UserVerificationRequirement = passkeys.ResidentKeyRequirement = "required";
                    passkeys.AuthenticatorTimeout = TimeSpan.FromMinutes(5);
                }
            );
        services
            .AddSingleton<DummyPassword>()
            .AddScoped<PasswordCheck>()
            .AddScoped<PasswordChoice>()
            .AddScoped<SignInSession>()
            .AddSingleton<AuthenticatorKey>()
            .AddSingleton<StaffPages>();
        ProviderScheme.Add(services);
    }

    internal static void Open(PageConventionCollection pages)
    {
        pages.AddFolderApplicationModelConvention(
            "/Partner",
            page =>
                page.EndpointMetadata.Add(
                    new AuthorizeAttribute(
                        page.ViewEnginePath.StartsWith(AgreementPages, StringComparison.Ordinal)
                            ? Agreements
                            : nameof(AccountsPermissions.Work)
                    )
                )
        );
        pages.AuthorizeFolder("/Admin", nameof(AccountsPermissions.Administer));
        // A page that says itself who may is not asked for this as well.
        pages.AddFolderApplicationModelConvention(
            "/Account",
            page =>
            {
                if (!page.HandlerTypeAttributes.OfType<IAllowAnonymous>().Any())
                    page.EndpointMetadata.Add(new AuthorizeAttribute(OwnAccount));
                else
                    page.EndpointMetadata.Add(new AllowAnonymousAttribute());
            }
        );
    }
}
