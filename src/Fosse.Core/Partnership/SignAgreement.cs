using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>Signs an agreement, prolongs it after a review, or ends it. Signing and prolonging take somebody of every party by their
/// own account; ending takes two persons of one party.</summary>
public sealed class SignAgreement(SafetyDb db, CountyClock clock, ApprovalDesk approvals)
{
    /// <summary>Signs for one's own agency the terms that are there; with the last party it opens what it says from its first day
    /// on.</summary>
    public async Task<Outcome<SharingAgreement>> Sign(Guid id, int version, SignedIn by, CancellationToken stop)
    {
        var found = await Found(id, version, by, stop);
        if (!found.Accepted(out var agreement))
            return found;
        if (agreement.SignedOn is not null)
            return new Refusal("", PartnershipText.Of("SaveAgreement.SignedAlready"));
        if (agreement.ReviewOn < clock.Today)
            return new Refusal("reviewOn", PartnershipText.Of("SaveAgreement.ReviewPassed"));
        return await Take(PartnershipDeeds.SignAgreement, agreement, await db.Terms(agreement, stop), by, stop);
    }

    /// <summary>It was reviewed and goes on until the new date, once every party has agreed to it.</summary>
    public async Task<Outcome<SharingAgreement>> Review(Guid id, int version, DateOnly? next, SignedIn by, CancellationToken stop)
    {
        var found = await Found(id, version, by, stop);
        if (!found.Accepted(out var agreement))
            return found;
        if (agreement.SignedOn is null)
            return new Refusal("", PartnershipText.Of("SaveAgreement.DraftNotReviewed"));
        if (agreement.On(clock.Today) is AgreementState.Ended)
            return new Refusal("", PartnershipText.Of("SaveAgreement.Ended"));
        if (next is not { } day || day <= clock.Today || day > clock.Today.AddMonths(Agreements.MostMonthsToReview))
            return new Refusal("reviewOn", PartnershipText.Of("SaveAgreement.WrongNextReview", Agreements.MostMonthsToReview));
        return await Take(
            PartnershipDeeds.ReviewAgreement,
            agreement,
            [new(AgreementTerms.Name, agreement.Name), AgreementTerms.Day(AgreementTerms.ReviewOn, day)],
            by,
            stop
        );
    }

    /// <summary>It opens nothing from the day on which a second person of the same party agrees. What was read stays in the
    /// ledger.</summary>
    public async Task<Outcome<SharingAgreement>> End(Guid id, int version, SignedIn by, CancellationToken stop)
    {
        var found = await Found(id, version, by, stop);
        if (!found.Accepted(out var agreement))
            return found;
        if (agreement.On(clock.Today) is AgreementState.Ended)
            return new Refusal("", PartnershipText.Of("SaveAgreement.EndedAlready"));
        return await Take(PartnershipDeeds.EndAgreement, agreement, EndDeed.Fields(agreement), by, stop);
    }

    /// <summary>What a proposal of one's own agency to end it is about.</summary>
    public static Guid EndingOf(Guid agreement, SignedIn by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return EndDeed.IdOf(agreement, by.AgencyId);
    }

    // Whoever comes second to the same words approves them, and need not know that they were proposed.
    private async Task<Outcome<SharingAgreement>> Take(
        JointDeed deed,
        SharingAgreement agreement,
        IReadOnlyList<DeedField> fields,
        SignedIn by,
        CancellationToken stop
    )
    {
        var parties = await db.PartiesOf(agreement.Id, stop);
        var about = deed == PartnershipDeeds.EndAgreement ? EndingOf(agreement.Id, by) : agreement.Id;
        var open = await db.OpenApproval(deed, about, clock.Now, stop);
        var outcome =
            open is not null && open.Content == Approval.Json(fields) && open.ProposedBy != by.AccountId
                ? await approvals.Approve(open.Id, open.Hash, by, stop)
                : await approvals.Propose(deed, about, fields, parties, by, stop);
        return outcome.Accepted(out _) ? agreement : outcome.Refusals.ToList();
    }

    private async Task<Outcome<SharingAgreement>> Found(Guid id, int version, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.May(PartnershipPermissions.ManageAgreements))
            return new Refusal("", PartnershipText.Of("SaveAgreement.MayNotManage"));
        if (await db.Set<SharingAgreement>().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } agreement)
            return new Refusal("", PartnershipText.Of("SaveAgreement.NoSuchAgreement"));
        return agreement.Version == version ? agreement : new Refusal("", PartnershipText.Of("SaveAgreement.Overtaken"));
    }
}
