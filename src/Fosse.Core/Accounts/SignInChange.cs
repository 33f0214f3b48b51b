using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>What the owner of an account is told, whether it was they or somebody else.</summary>
public enum SignInChangeKind
{
    Password,
    App,
    RecoveryCodes,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,

    /// <summary>A code of the app that had been used was tried again, and refused.</summary>
    CodeAgain,

    /// <summary>Let in from a browser and an address that are both new.</summary>
    NewPlace,
}

/// <summary>How somebody signs in has changed.</summary>
public sealed class SignInChange
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required SignInChangeKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The same, to be told by mail.</summary>
public sealed record SignInChanged(Guid Account, SignInChangeKind Kind, DateTimeOffset At) : IEvent
{
    public static string Name => "accounts.sign-in-changed.1";
}

public static class SignInChanges
{
    private const int Most = 50;

    /// <summary>Notes it for their page and for the mail; saved with what is saved next.</summary>
    public static void NoteSignIn(this SafetyDb db, Guid account, SignInChangeKind kind, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Add(
            new SignInChange
            {
                AccountId = account,
                Kind = kind,
                At = now,
            }
        );
        db.Announce(new SignInChanged(account, kind, now));
    }

    /// <summary>The newest first.</summary>
    internal static async Task<IReadOnlyList<SignInChange>> Of(SafetyDb db, Guid account, CancellationToken stop) =>
        await db.Set<SignInChange>()
            .AsNoTracking()
            .Where(c => c.AccountId == account)
            .OrderByDescending(c => c.At)
            .Take(Most)
            .ToListAsync(stop);
}

/// <summary>Tells the owner of an account by mail that how they sign in has changed. There is no link in it to follow.</summary>
public sealed class MailSignInChange(SafetyDb db, Post post) : IReactTo<SignInChanged>
{
    public static string Name => "accounts.mail-sign-in-change.1";

    public async Task React(SignInChanged happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (!post.IsThere)
            return;
        var email = await db.Set<Account>().Where(a => a.Id == happened.Account).Select(a => a.Email).SingleAsync(stop);
        var at = CountyClock.Local(happened.At).ToString("d MMMM yyyy, HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
        await post.Send(
            email,
            AccountsText.Of("MailSignInChange.Subject"),
            AccountsText.Of("MailSignInChange.Words", What(happened.Kind), at),
            stop
        );
    }

    private static string What(SignInChangeKind kind) =>
        kind switch
        {
            SignInChangeKind.Password => AccountsText.Of("MailSignInChange.Password"),
            SignInChangeKind.App => AccountsText.Of("MailSignInChange.App"),
            SignInChangeKind.RecoveryCodes => AccountsText.Of("MailSignInChange.RecoveryCodes"),
            SignInChangeKind.RecoveryCodeUsed => AccountsText.Of("MailSignInChange.RecoveryCodeUsed"),
            SignInChangeKind.PasskeyAdded => AccountsText.Of("MailSignInChange.PasskeyAdded"),
            SignInChangeKind.PasskeyRemoved => AccountsText.Of("MailSignInChange.PasskeyRemoved"),
            SignInChangeKind.CodeAgain => AccountsText.Of("MailSignInChange.CodeAgain"),
            SignInChangeKind.NewPlace => AccountsText.Of("MailSignInChange.NewPlace"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}

internal sealed class SignInChangeMapping : IEntityTypeConfiguration<SignInChange>
{
    public void Configure(EntityTypeBuilder<SignInChange> change)
    {
        change.ToTable("sign_in_changes");
        change
            .Holds(Nature.Staff, "1 year", "Tells people what changed about how they sign in")
            .Grants(app: Rights.Select | Rights.Insert | Rights.Delete);
        change.HasIndex(c => new { c.AccountId, c.At });
        change.HasIndex(c => c.At);
    }
}
