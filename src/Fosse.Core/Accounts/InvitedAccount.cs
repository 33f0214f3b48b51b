using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <param name="Also">The address of another account of the same person, where they have one.</param>
public sealed record InvitedAccount(
    Guid? Agency,
    string? Name,
    string? Email,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    IReadOnlyList<Guid> Roles,
    string? Also = null
);

/// <summary>What is asked of an account before it is made, and how it is made.</summary>
internal static class InvitedAccounts
{
    private const int Longest = 100;

    public static async Task<List<Refusal>> Refused(this SafetyDb db, InvitedAccount asked, DateOnly today, CancellationToken stop)
    {
        var (name, email, refused) = (Saving.Tidy(asked.Name), Mailbox.Tidy(asked.Email), new List<Refusal>());
        if (
            asked.Agency is null
            || await db.Set<Agency>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == asked.Agency, stop) is not { } agency
        )
            refused.Add(new(nameof(asked.Agency), AccountsText.Of("InviteAccount.SelectAgency")));
        else if (agency.HasLeftBy(today))
            refused.Add(new(nameof(asked.Agency), AccountsText.Of("InviteAccount.AgencyLeft")));
        if (name.Length == 0)
            refused.Add(new(nameof(asked.Name), AccountsText.Of("InviteAccount.EnterName")));
        else if (name.Length > Longest)
            refused.Add(new(nameof(asked.Name), AccountsText.Of("InviteAccount.NameTooLong", Longest)));
        if (email.Length == 0)
            refused.Add(new(nameof(asked.Email), AccountsText.Of("InviteAccount.EnterEmail")));
        else if (Mailbox.NeedsOtherLetters(email))
            refused.Add(new(nameof(asked.Email), AccountsText.Of("InviteAccount.EmailLetters")));
        else if (!Mailbox.IsOnTheNet(email))
            refused.Add(new(nameof(asked.Email), AccountsText.Of("InviteAccount.WrongEmail")));
        else if (await db.Set<Account>().AnyAsync(a => a.NormalizedEmail == Account.Normalize(email), stop))
            refused.Add(new(nameof(asked.Email), AccountsText.Of("InviteAccount.EmailTaken")));
        if (!string.IsNullOrWhiteSpace(asked.Also) && await db.Also(asked, stop) is null)
            refused.Add(new(nameof(asked.Also), AccountsText.Of("InviteAccount.NoOther")));
        if (asked.StartsOn < today)
            refused.Add(new(nameof(asked.StartsOn), AccountsText.Of("InviteAccount.FirstDayPassed")));
        if (asked.EndsOn < (asked.StartsOn ?? today))
            refused.Add(new(nameof(asked.EndsOn), AccountsText.Of("InviteAccount.LastDayBeforeFirst")));
        if (asked.Roles.Count == 0)
            refused.Add(new(nameof(asked.Roles), AccountsText.Of("InviteAccount.SelectRole")));
        else if (await db.Set<Role>().CountAsync(r => asked.Roles.Contains(r.Id), stop) != asked.Roles.Distinct().Count())
            refused.Add(new(nameof(asked.Roles), AccountsText.Of("InviteAccount.RoleGone")));
        return refused;
    }

    /// <summary>Whether somebody would invite themselves: as what they say, or as it looks.</summary>
    public static async Task<Refusal?> Oneself(this SafetyDb db, InvitedAccount asked, SignedIn by, CancellationToken stop)
    {
        var own = await db.Set<Account>().Where(a => a.Id == by.AccountId).Select(a => a.NormalizedEmail).SingleOrDefaultAsync(stop);
        var looks = SamePersons.Alike(asked.Name!, asked.Email!, by, own ?? "");
        return looks || (await db.Also(asked, stop) is { } also && await db.IsOwn(also, by, stop))
            ? new Refusal("", AccountsText.Of("InviteAccount.Oneself"))
            : null;
    }

    /// <summary>Adds account, roles and what ties it to other accounts of the same person; saved by the caller.</summary>
    /// <param name="by">None for the operator.</param>
    public static async Task Invite(
        this SafetyDb db,
        Guid id,
        InvitedAccount asked,
        SignedIn? by,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var account = new Account
        {
            Id = id,
            AgencyId = asked.Agency!.Value,
            Name = Saving.Tidy(asked.Name),
            Email = Mailbox.Tidy(asked.Email),
            NormalizedEmail = Account.Normalize(asked.Email),
            StartsOn = asked.StartsOn ?? CountyClock.DayOf(now),
            EndsOn = asked.EndsOn,
            SecurityStamp = AccountStamp.New(),
        };
        db.Add(account);
        db.Note(by, now, AccountsAdminEvents.AccountInvited, id);
        foreach (var role in asked.Roles.Distinct())
        {
            db.Add(
                new RoleGrant
                {
                    AccountId = id,
                    RoleId = role,
                    StartsOn = account.StartsOn,
                }
            );
            db.Note(by, now, AccountsAdminEvents.RoleGiven, id, role.ToString());
        }
        await SamePersons.Look(db, account, await db.Also(asked, stop), now, stop);
    }

    public static async Task<IReadOnlyList<DeedField>> Fields(this SafetyDb db, InvitedAccount asked, CancellationToken stop)
    {
        var agency = await db.Set<Agency>().Where(a => a.Id == asked.Agency).Select(a => a.Name).SingleOrDefaultAsync(stop);
        return
        [
            new("person", Saving.Tidy(asked.Name)),
            new("email", Mailbox.Tidy(asked.Email)),
            new("agency", agency ?? ""),
            .. (await db.RolesOf([.. asked.Roles], stop)).Said(),
            .. string.IsNullOrWhiteSpace(asked.Also) ? Array.Empty<DeedField>() : [new("also", asked.Also.Trim())],
            .. Administering.Day("from", asked.StartsOn),
            .. Administering.Day("to", asked.EndsOn),
            Administering.Said(asked),
        ];
    }

    private static async Task<Guid?> Also(this SafetyDb db, InvitedAccount asked, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(asked.Also))
            return null;
        var address = Account.Normalize(asked.Also);
        return await db.Set<Account>().Where(a => a.NormalizedEmail == address).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(stop);
    }
}
