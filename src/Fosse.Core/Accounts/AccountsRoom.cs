using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Accounts;

/// <summary>Who works here: accounts, roles, sessions, and the ways in.</summary>
public sealed class AccountsRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Permissions(0, AccountsPermissions.Work).Permissions(40, AccountsPermissions.Administer);
        room.AdminEvents(
            AccountsAdminEvents.AccountInvited,
            AccountsAdminEvents.InvitedAgain,
            AccountsAdminEvents.HalfShown,
            AccountsAdminEvents.AccountDisabled,
            AccountsAdminEvents.AccountEnabled,
            AccountsAdminEvents.AccountEnds,
            AccountsAdminEvents.RoleGiven,
            AccountsAdminEvents.RoleGrantEnds,
            AccountsAdminEvents.RoleAdded,
            AccountsAdminEvents.RoleChanged,
            AccountsAdminEvents.LetInUnasked
        );
        room.Navigation("/work/approvals", "Nav.Approvals", 45, AccountsPermissions.Work);
        room.Services.AddSingleton(new ApprovalNames(NamesOfActors.NamesOf)).AddSingleton(new ApprovalPersons(SamePersons.PersonsOf));
        room.Services.AddSingleton(new ApprovalSignedIn((db, account, today, stop) => db.WhoIs(account, today, stop)));
        // Accounts that were there before anybody compared them.
        room.Services.AddSingleton(sp => new Seed((db, stop) => SamePersons.LookAtAll(db, sp.GetRequiredService<CountyClock>().Now, stop)));
        room.Deed<InviteDeed>(Two(AccountsDeeds.InviteAccount)).Deed<RecoverDeed>(Two(AccountsDeeds.RecoverAccount));
        room.Deed<GrantRoleDeed>(Two(AccountsDeeds.GrantRole)).Deed<ChangeRoleDeed>(Two(AccountsDeeds.ChangeRole));
        room.Deed<EnableDeed>(Two(AccountsDeeds.EnableAccount));
        room.Reaction<InvitationDue, MailInvitation>().Reaction<SignInRecovered, MailRecovery>();
        room.Reaction<SignInChanged, MailSignInChange>();
        room.Settings<SignInOptions>(SignInOptions.Section);
        room.Has<AccountSessions>().Has<Invitations>().Has<InvitationHalves>().Has<SignInThrottle>().Has<SecondStep>().Has<KnownPlaces>();
        room.Has<InviteAccount>().Has<CloseAccount>().Has<GiveRole>().Has<ChangeRole>();
        // Whoever just closes the browser ends no session: it ended when it could last no longer.
        room.Clears(sp =>
            OldRows.Of(
                "sessions",
                "1 year after its end",
                (db, now) =>
                {
                    var (ended, started) = (
                        now.AddYears(-1),
                        now.AddYears(-1) - sp.GetRequiredService<IOptions<SignInOptions>>().Value.AbsoluteTimeout
                    );
                    return db.Set<AccountSession>().Where(s => s.EndedAt < ended || (s.EndedAt == null && s.StartedAt < started));
                }
            )
        );
        room.Clears(
            OldRows.Of("known_places", "90 days after the last sign-in", (db, now) => db.Set<KnownPlace>().Where(p => p.Until <= now))
        );
        room.Clears(
            OldRows.Of(
                "sign_in_changes",
                "1 year",
                (db, now) =>
                {
                    var before = now.AddYears(-1);
                    return db.Set<SignInChange>().Where(c => c.At < before);
                }
            )
        );
        room.Clears(
            OldRows.Of(
                "invitations",
                "1 year after it was made",
                (db, now) =>
                {
                    var before = now.AddYears(-1);
                    return db.Set<Invitation>().Where(i => i.MadeAt < before);
                }
            )
        );
        room.Clears(
            OldRows.Of(
                "invitation_halves",
                "1 year after it was made",
                (db, now) =>
                {
                    var before = now.AddYears(-1);
                    return db.Set<InvitationHalf>().Where(h => h.MadeAt < before);
                }
            )
        );
        room.Clears(
            OldRows.Of(
                "sign_in_attempts",
                "until it is forgotten; minutes",
                (db, now) => db.Set<SignInAttempt>().Where(a => a.ForgetAt <= now)
            )
        );
    }

    private static DeedRule Two(JointDeed kind) =>
        new(kind, AccountsPermissions.Administer, AccountsPermissions.Administer, Approvers.AnyAgency, Conflict: false, Days: 14);
}
