using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Account.Security;

/// <summary>Sets up the authenticator app, the first time or on another phone, and gives out recovery codes.</summary>
internal sealed class AuthenticatorModel(
    AuthenticatorKey keys,
    SecondStep step,
    SignInSession signIn,
    SafetyDb db,
    CountyClock clock,
    IStringLocalizer<AccountWords> words
) : OwnAccountPage
{
    public string SealedKey { get; private set; } = "";
    public string KeyText { get; private set; } = "";
    public QrPicture Picture { get; private set; } = QrPicture.Empty;

    /// <summary>The recovery codes, once it is set up; they are shown this once.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }
    public string Next { get; private set; } = "";

    public bool SignInFirst { get; private set; }

    public async Task OnGet(CancellationToken stop) => await Show(await Me(stop), null, stop);

    public async Task<IActionResult> OnPost(
        [FromForm] string? key,
        [FromForm] string? code,
        [FromQuery(Name = "return")] string? asked,
        CancellationToken stop
    )
    {
        var account = await Me(stop);
        await Show(account, key, stop);
        if (SignInFirst)
            return Page();
        var opened = keys.Open(account.Id, SealedKey)!;
        if (AuthenticatorCode.StepOf(code ?? "", opened, clock.Now) is not { } taken)
        {
            ModelState.AddModelError("code", words["App.Wrong"]);
            return Page();
        }
        (account.AuthenticatorKey, account.AuthenticatorConfirmed, account.LastCodeStep) = (SealedKey, true, taken);
        account.SecurityStamp = AccountStamp.New();
        db.NoteSignIn(account.Id, SignInChangeKind.App, clock.Now);
        await db.SaveChangesAsync(stop);
        Codes = await step.NewRecoveryCodes(account.Id, stop);
        await signIn.LetIn(
            HttpContext,
            account,
            Session.Way is SignInWay.ProviderAlone ? SignInWay.ProviderAndCode : SignInWay.PasswordAndCode,
            stop
        );
        Next = await signIn.After(Url, account.Id, asked, stop);
        return Page();
    }

    private async Task Show(Accounts.Account account, string? sealedKey, CancellationToken stop)
    {
        SignInFirst = await MustSignInFirst(account, stop);
        SealedKey = keys.Open(account.Id, sealedKey) is null ? keys.New(account.Id) : sealedKey!;
        KeyText = AuthenticatorCode.Text(keys.Open(account.Id, SealedKey)!);
        Picture = QrPicture.Of($"otpauth://totp/Fosse:{Uri.EscapeDataString(account.Email)}?secret={KeyText}&issuer=Fosse");
    }
}
