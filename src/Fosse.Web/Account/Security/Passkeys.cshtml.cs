using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Account.Security;

/// <summary>The passkeys of the account: one more, one less.</summary>
internal sealed class PasskeysModel(
    SignInManager<Accounts.Account> signIn,
    UserManager<Accounts.Account> accounts,
    SignInSession session,
    SafetyDb db,
    CountyClock clock,
    IStringLocalizer<AccountWords> words
) : OwnAccountPage
{
    private const int Most = 20,
        LongestName = 60,
        LongestCredential = 20_000;

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];
    public bool SignInFirst { get; private set; }

    public async Task OnGet(CancellationToken stop) => await Show(await Me(stop), stop);

    public async Task<IActionResult> OnPostOptions(CancellationToken stop)
    {
        var account = await Me(stop);
        if (await MustSignInFirst(account, stop))
            return Forbid();
        return Content(
            await signIn.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = account.Id.ToString(),
                    Name = account.Email,
                    DisplayName = account.Name,
                }
            ),
            "application/json"
        );
    }

    public async Task<IActionResult> OnPost([FromForm] string? name, [FromForm] string? credential, CancellationToken stop)
    {
        var account = await Me(stop);
        await Show(account, stop);
        if (SignInFirst)
            return Page();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            ModelState.AddModelError("name", words["Passkeys.NameMissing"]);
        else if (
            Passkeys.Count >= Most
            || credential is not { Length: > 0 and < LongestCredential }
            || await Attested(account, credential) is not { } passkey
        )
            ModelState.AddModelError("", words["Passkeys.Failed"]);
        else
        {
            passkey.Name = name.Trim();
            db.NoteSignIn(account.Id, SignInChangeKind.PasskeyAdded, clock.Now);
            await accounts.AddOrUpdatePasskeyAsync(account, passkey);
            if (!Session.IsFull)
                await session.LetIn(HttpContext, account, SignInWay.Passkey, stop);
            return Redirect(Url.Content(AccountLinks.Passkeys));
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRemove([FromForm] Guid passkey, CancellationToken stop)
    {
        if (!Session.IsFull)
            return Forbid();
        if (await db.Set<Passkey>().SingleOrDefaultAsync(p => p.Id == passkey && p.AccountId == Session.AccountId, stop) is { } held)
        {
            db.Remove(held);
            db.NoteSignIn(Session.AccountId, SignInChangeKind.PasskeyRemoved, clock.Now);
            await db.SaveChangesAsync(stop);
        }
        return Redirect(Url.Content(AccountLinks.Passkeys));
    }

    private async Task<UserPasskeyInfo?> Attested(Accounts.Account account, string credential)
    {
        try
        {
            // Made for this account, and not in a tab where somebody else was signed in.
            return
                await signIn.PerformPasskeyAttestationAsync(credential) is { Succeeded: true } right
                && right.UserEntity.Id == account.Id.ToString()
                ? right.Passkey
                : null;
        }
        catch (InvalidOperationException)
        {
            // The framework says so when no question was asked before, or too long ago.
            return null;
        }
    }

    private async Task Show(Accounts.Account account, CancellationToken stop)
    {
        SignInFirst = await MustSignInFirst(account, stop);
        Passkeys = await db.Set<Passkey>()
            .AsNoTracking()
            .Where(p => p.AccountId == account.Id)
            .OrderBy(p => p.MadeAt)
            .Take(Most)
            .ToListAsync(stop);
    }
}
