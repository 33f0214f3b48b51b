using System.Security.Cryptography;
using System.Text;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Shows each of two administrators their own half of an invitation, where no mail takes it to the person.</summary>
public sealed class InvitationHalves(SafetyDb db, CountyClock clock, Post post)
{
    // No letter that is taken for a digit: 32 of them, five bits each.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LettersInAHalf = 20;

    /// <summary>Whether this person has a half to hand out.</summary>
    public async Task<bool> Has(Approval approval, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(approval);
        ArgumentNullException.ThrowIfNull(by);
        if (approval.Deed != AccountsDeeds.InviteAccount && approval.Deed != AccountsDeeds.RecoverAccount)
            return false;
        var now = clock.Now;
        var waits = approval.State is ApprovalState.Open && approval.LapsesAt > now && !post.IsThere;
        var ready =
            approval.State is ApprovalState.Done
            && await db.Set<Invitation>().AnyAsync(i => i.ApprovalId == approval.Id && i.UsedAt == null && i.ExpiresAt > now, stop);
        return (waits || ready)
            && by.May(AccountsPermissions.Administer)
            && await db.Set<ApprovalAct>()
                .AnyAsync(
                    a =>
                        a.ApprovalId == approval.Id
                        && a.AccountId == by.AccountId
                        && (a.Step == ApprovalStep.Proposed || a.Step == ApprovalStep.Approved),
                    stop
                );
    }

    /// <summary>Makes one's half anew, in place of an earlier one.</summary>
    /// <returns>What is shown once and kept nowhere.</returns>
    public async Task<Outcome<string>> Show(Guid id, SignedIn by, CancellationToken stop)
    {
        if (
            await db.Set<Approval>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } approval
            || !await Has(approval, by, stop)
        )
            return new Refusal("", AccountsText.Of("InvitationHalves.None"));
        var half = string.Join('-', RandomNumberGenerator.GetString(Letters, LettersInAHalf).Chunk(4).Select(four => new string(four)));
        if (await db.Set<InvitationHalf>().SingleOrDefaultAsync(h => h.ApprovalId == id && h.AccountId == by.AccountId, stop) is { } held)
            (held.Hash, held.MadeAt) = (Hash(half), clock.Now);
        else
        {
            db.Add(
                new InvitationHalf
                {
                    ApprovalId = id,
                    AccountId = by.AccountId,
                    Hash = Hash(half),
                    MadeAt = clock.Now,
                }
            );
        }
        db.Note(by, clock.Now, AccountsAdminEvents.HalfShown, approval.AboutId);
        await db.SaveChangesAsync(stop);
        return half;
    }

    // As people copy it: small letters, without the dashes, the letter O for nought.
    internal static byte[] Hash(string half) =>
        SHA256.HashData(
            Encoding.ASCII.GetBytes(
                string.Concat(
                    half.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1').Where(char.IsAsciiLetterOrDigit)
                )
            )
        );
}
