using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>What is done with an agreement once those who must have approved it. Only somebody of a party has a part in it.</summary>
internal abstract class AgreementDeed(SafetyDb db) : IDeed
{
    public abstract JointDeed Kind { get; }

    protected SafetyDb Db => db;

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) =>
        (await db.PartiesOf(AgreementOf(approval), stop)).Contains(by.AgencyId)
            ? null
            : new Refusal("", PartnershipText.Of("SignAgreement.NotAParty"));

    public virtual Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<DeedField>?>(null);

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var id = AgreementOf(approval);
        var agreement = await db.Set<SharingAgreement>().SingleAsync(a => a.Id == id, stop);
        agreement.Version++;
        return Change(agreement, approval);
    }

    protected virtual Guid AgreementOf(Approval approval) => approval.AboutId;

    protected abstract Refusal? Change(SharingAgreement agreement, Approval approval);
}

internal sealed class SignDeed(SafetyDb db, CountyClock clock) : AgreementDeed(db)
{
    public override JointDeed Kind => PartnershipDeeds.SignAgreement;

    public override async Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        await Db.Terms(await Db.Set<SharingAgreement>().SingleAsync(a => a.Id == approval.AboutId, stop), stop);

    protected override Refusal? Change(SharingAgreement agreement, Approval approval)
    {
        if (agreement.ReviewOn < clock.Today)
            return new("", PartnershipText.Of("SaveAgreement.ReviewPassed"));
        agreement.SignedOn = clock.Today;
        return null;
    }
}

internal sealed class ReviewDeed(SafetyDb db, CountyClock clock) : AgreementDeed(db)
{
    public override JointDeed Kind => PartnershipDeeds.ReviewAgreement;

    protected override Refusal? Change(SharingAgreement agreement, Approval approval)
    {
        if (agreement.On(clock.Today) is AgreementState.Ended)
            return new("", PartnershipText.Of("SaveAgreement.Ended"));
        agreement.ReviewOn = DateOnly.ParseExact(approval[AgreementTerms.ReviewOn]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return null;
    }
}

internal sealed class EndDeed(SafetyDb db, CountyClock clock) : AgreementDeed(db)
{
    private const string Agreement = "_agreement";

    public override JointDeed Kind => PartnershipDeeds.EndAgreement;

    /// <summary>Each party leaves for itself: what one proposes is not in the way of another.</summary>
    public static Guid IdOf(Guid agreement, Guid agency) => Approval.IdOf($"agreement {agreement:d} ended by {agency:d}");

    public static IReadOnlyList<DeedField> Fields(SharingAgreement agreement) =>
        [new(AgreementTerms.Name, agreement.Name), new(Agreement, agreement.Id.ToString("d"))];

    protected override Guid AgreementOf(Approval approval) => Guid.Parse(approval[Agreement]!);

    protected override Refusal? Change(SharingAgreement agreement, Approval approval)
    {
        agreement.EndedOn ??= clock.Today;
        return null;
    }
}
