using System.ComponentModel.DataAnnotations;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

public sealed record InvitedAccount(
    Guid? Agency,
    string? Name,
    string? Email,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    IReadOnlyList<Guid> Roles
);

/// <summary>An account and the link by which its owner takes it. Nobody but they choose its password.</summary>
/// <param name="Link">The path of the link; it is shown once and kept nowhere.</param>
public sealed record Invited(Guid Account, string Link);

/// <summary>Makes an account for somebody of an agency and invites them to it.</summary>
public sealed class InviteAccount(SafetyDb db, CountyClock clock, Invitations invitations)
{
    private const int Longest = 100,
        LongestEmail = 254;

    /// <param name="by">None for the command line, which lets the first administrator in.</param>
    public async Task<Outcome<Invited>> Handle(SignedIn? by, InvitedAccount asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await Refused(asked, stop) is { Count: > 0 } refused)
            return refused;
        var account = new Account
        {
            AgencyId = asked.Agency!.Value,
            Name = Saving.Tidy(asked.Name),
            Email = asked.Email!.Trim(),
            NormalizedEmail = Account.Normalize(asked.Email),
            StartsOn = asked.StartsOn ?? clock.Today,
            EndsOn = asked.EndsOn,
            SecurityStamp = AccountStamp.New(),
        };
        db.Add(account);
        db.AddRange(
            asked
                .Roles.Distinct()
                .Select(role => new RoleGrant
                {
                    AccountId = account.Id,
                    RoleId = role,
                    StartsOn = account.StartsOn,
                })
        );
        db.Note(by, clock.Now, AccountsAdminEvents.AccountInvited, account.Id);
        foreach (var role in asked.Roles.Distinct())
            db.Note(by, clock.Now, AccountsAdminEvents.RoleGiven, account.Id, role.ToString());
        // The invitation saves what has been added with it.
        return new Invited(account.Id, await invitations.Make(account.Id, stop));
    }

    /// <summary>Makes a new link in place of one that was lost or is past.</summary>
    public async Task<Outcome<Invited>> Again(SignedIn by, Guid id, CancellationToken stop)
    {
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } account)
            return new Refusal("", AccountsText.Of("Accounts.NoSuchAccount"));
        if (await db.WhoIs(id, clock.Today, stop) is null && account.StartsOn <= clock.Today)
            return new Refusal("", AccountsText.Of("InviteAccount.Closed"));
        db.Note(by, clock.Now, AccountsAdminEvents.InvitedAgain, id);
        return new Invited(id, await invitations.Make(id, stop));
    }

    private async Task<List<Refusal>> Refused(InvitedAccount asked, CancellationToken stop)
    {
        var (name, email, refused, today) = (Saving.Tidy(asked.Name), asked.Email?.Trim() ?? "", new List<Refusal>(), clock.Today);
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
        else if (email.Length > LongestEmail || email.Any(char.IsWhiteSpace) || !new EmailAddressAttribute().IsValid(email))
            refused.Add(new(nameof(asked.Email), AccountsText.Of("InviteAccount.WrongEmail")));
        else if (await db.Set<Account>().AnyAsync(a => a.NormalizedEmail == Account.Normalize(email), stop))
            refused.Add(new(nameof(asked.Email), AccountsText.Of("InviteAccount.EmailTaken")));
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
}
