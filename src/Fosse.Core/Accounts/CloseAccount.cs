using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <param name="EndsOn">The last day from now on; none for no end.</param>
internal sealed record OpenedAccount(bool Disabled, DateOnly? EndsOn);

/// <summary>Shuts somebody out at once, lets them in again, or says on which day their account ends. To shut somebody out protects, and one
/// administrator does it; whoever oversees others is let in again by two.</summary>
public sealed class CloseAccount(SafetyDb db, CountyClock clock, AccountSessions sessions, ApprovalDesk desk)
{
    /// <summary>At once: every session of theirs ends.</summary>
    public async Task<Outcome<Guid>> Disable(SignedIn by, Guid id, bool confirmed, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(by);
        if (await Find(id, stop) is not { } account)
            return NoSuch();
        if (id == by.AccountId)
            return new Refusal("Confirmed", AccountsText.Of("CloseAccount.Oneself"));
        if (!confirmed)
            return new Refusal("Confirmed", AccountsText.Of("CloseAccount.Confirm"));
        if (account.DisabledAt is not null)
            return id;
        if (await WouldLack(clock.Today, id, "Confirmed", stop) is { } gone)
            return gone;
        account.DisabledAt = clock.Now;
        db.Note(by, clock.Now, AccountsAdminEvents.AccountDisabled, id);
        if (await db.SaveUnlessStale(AccountsText.Of("Accounts.Stale"), stop) is { } stale)
            return stale;
        await sessions.EndAll(id, stop);
        return id;
    }

    /// <summary>From the command line.</summary>
    public async Task ByOperator(Account account, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(account);
        account.DisabledAt ??= clock.Now;
        db.Note(null, clock.Now, AccountsAdminEvents.AccountDisabled, account.Id);
        await db.SaveChangesAsync(stop);
        await sessions.EndAll(account.Id, stop);
    }

    public async Task<Outcome<Administered>> Enable(SignedIn by, Guid id, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await Find(id, stop) is not { } account)
            return NoSuch();
        if (account.DisabledAt is null)
            return new Administered(id);
        return await Open(by, account, new(Disabled: true, account.EndsOn), stop);
    }

    /// <param name="lastDay">The last day of the account; none for no end.</param>
    public async Task<Outcome<Administered>> EndsOn(SignedIn by, Guid id, DateOnly? lastDay, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        const string Field = "EndsOn";
        if (await Find(id, stop) is not { } account)
            return NoSuch();
        if (lastDay is { } day)
        {
            if (day < clock.Today)
                return new Refusal(Field, AccountsText.Of("CloseAccount.LastDayPassed"));
            if (day < account.StartsOn)
                return new Refusal(Field, AccountsText.Of("CloseAccount.LastDayBeforeFirst"));
            if (await WouldLack(day.AddDays(1), id, Field, stop) is { } gone)
                return gone;
        }
        // To move the end away lets somebody in who would be out, before that day as after it.
        if (account.EndsOn is { } was && (lastDay is null || lastDay > was))
            return await Open(by, account, new(Disabled: false, lastDay), stop);
        account.EndsOn = lastDay;
        db.Note(by, clock.Now, AccountsAdminEvents.AccountEnds, id, Day(lastDay), account);
        return await db.SaveUnlessStale(AccountsText.Of("Accounts.Stale"), stop) is { } stale ? stale : new Administered(id);
    }

    private async Task<Refusal?> WouldLack(DateOnly day, Guid id, string field, CancellationToken stop) =>
        await db.WouldBeGone(day, a => a.AccountId == id, field, stop)
        ?? await db.WouldBeBlind(day, a => a.AccountId == id, _ => true, field, stop);

    private async Task<Outcome<Administered>> Open(SignedIn by, Account account, OpenedAccount asked, CancellationToken stop)
    {
        if (await db.Oneself(account.Id, by, stop) is { } oneself)
            return oneself;
        var roles = await db.RolesHeld(account.Id, clock.Today, stop);
        if (roles.Oversees())
        {
            DeedField[] fields =
            [
                new("person", account.Name),
                .. roles.Said(),
                .. Administering.Day("to", asked.EndsOn),
                Administering.Said(asked),
            ];
            return await desk.ProposeOnce(db, AccountsDeeds.EnableAccount, account.Id, fields, by, clock, stop);
        }
        db.Open(account, asked, by, clock.Now);
        return await db.SaveUnlessStale(AccountsText.Of("Accounts.Stale"), stop) is { } stale ? stale : new Administered(account.Id);
    }

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Account?> Find(Guid id, CancellationToken stop) => db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, stop);

    private static Refusal NoSuch() => new("", AccountsText.Of("Accounts.NoSuchAccount"));
}

internal static class OpenedAccounts
{
    /// <summary>Opens it again; saved by the caller.</summary>
    public static void Open(this SafetyDb db, Account account, OpenedAccount asked, SignedIn by, DateTimeOffset now)
    {
        if (asked.Disabled)
            account.DisabledAt = null;
        else
            account.EndsOn = asked.EndsOn;
        db.Note(
            by,
            now,
            asked.Disabled ? AccountsAdminEvents.AccountEnabled : AccountsAdminEvents.AccountEnds,
            account.Id,
            asked.Disabled ? null : CloseAccount.Day(asked.EndsOn)
        );
    }
}
