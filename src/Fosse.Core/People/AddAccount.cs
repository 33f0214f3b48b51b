using System.Net.Mail;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.People;

/// <summary>Somebody new is to work with the county's data.</summary>
public sealed record AddAccount(string Email, string Name, Guid Agency, Guid Role);

/// <summary>Makes the account and its invitation.</summary>
public sealed class AddAccountHandler(SafetyDb db, CountyClock clock, Invitations invitations)
{
    private const int Longest = 254;

    /// <returns>The path of the link that lets them in.</returns>
    public async Task<Outcome<string>> Handle(AddAccount add, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(add);
        var email = add.Email.Trim();
        if (email.Length > Longest || !MailAddress.TryCreate(email, out var read) || read.Address != email) return new Refusal("Email", "Enter an email address such as name@agency.example");
        if (string.IsNullOrWhiteSpace(add.Name)) return new Refusal("Name", "Enter their name as colleagues know it");
        var normalized = Account.Normalize(email);
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedEmail == normalized, stop)) return new Refusal("Email", "There is an account with this email address already");
        if (await db.Set<Agency>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == add.Agency, stop) is not { } agency || !agency.IsMemberOn(clock.Today)) return new Refusal("Agency", "Choose an agency that is a member today");
        if (!await db.Set<Role>().AnyAsync(r => r.Id == add.Role, stop)) return new Refusal("Role", "Choose a role");
        var account = db.Add(new Account { AgencyId = agency.Id, Email = email, NormalizedEmail = normalized, Name = add.Name.Trim(), StartsOn = clock.Today, SecurityStamp = AccountStamp.New() }).Entity;
        db.Add(new RoleGrant { AccountId = account.Id, RoleId = add.Role, StartsOn = clock.Today });
        // One save with the invitation.
        return await invitations.Make(account.Id, stop);
    }
}
