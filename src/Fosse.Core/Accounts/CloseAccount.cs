using System.Globalization;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Shuts somebody out at once, lets them in again, or says on which day their account ends.</summary>
public sealed class CloseAccount(SafetyDb db, CountyClock clock, AccountSessions sessions)
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
        if (await db.WouldBeGone(clock.Today, a => a.AccountId == id, "Confirmed", stop) is { } gone)
            return gone;
        account.DisabledAt = clock.Now;
        db.Note(by, clock.Now, AccountsAdminEvents.AccountDisabled, id);
        if (await db.SaveUnlessStale(AccountsText.Of("Accounts.Stale"), stop) is { } stale)
            return stale;
        await sessions.EndAll(id, stop);
        return id;
    }

    public async Task<Outcome<Guid>> Enable(SignedIn by, Guid id, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await Find(id, stop) is not { } account)
            return NoSuch();
        if (account.DisabledAt is null)
            return id;
        account.DisabledAt = null;
        db.Note(by, clock.Now, AccountsAdminEvents.AccountEnabled, id);
        return await db.SaveUnlessStale(AccountsText.Of("Accounts.Stale"), stop) is { } stale ? stale : id;
    }

    /// <param name="lastDay">The last day of the account; none for no end.</param>
    public async Task<Outcome<Guid>> EndsOn(SignedIn by, Guid id, DateOnly? lastDay, CancellationToken stop)
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
            if (await db.WouldBeGone(day.AddDays(1), a => a.AccountId == id, Field, stop) is { } gone)
                return gone;
        }
        account.EndsOn = lastDay;
        db.Note(by, clock.Now, AccountsAdminEvents.AccountEnds, id, lastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return await db.SaveUnlessStale(AccountsText.Of("Accounts.Stale"), stop) is { } stale ? stale : id;
    }

    private Task<Account?> Find(Guid id, CancellationToken stop) => db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, stop);

    private static Refusal NoSuch() => new("", AccountsText.Of("Accounts.NoSuchAccount"));
}
