using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Partnership;

/// <summary>Pointer: that a record is held, and whom to ask. Read: the record itself.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "A pointer is the field's word for it.")]
public enum SharingLevel
{
    Pointer,
    Read,
}

/// <summary>How an agreement stands on a day.</summary>
public enum AgreementState
{
    Draft,
    NotYet,
    Active,
    PastReview,
    Ended,
}

/// <summary>
/// What agencies have agreed to share: which classes of data, for which purposes, by which law. The code opens what it says and
/// nothing else; past its review date it opens nothing new.
/// </summary>
public sealed class SharingAgreement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }

    /// <summary>The power in law, such as "Crime and Disorder Act 1998 s115".</summary>
    public required string Gateway { get; set; }
    public required DateOnly StartsOn { get; set; }

    /// <summary>The last day on which it holds without a review.</summary>
    public required DateOnly ReviewOn { get; set; }

    /// <summary>The day from which it holds no more.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>When the last party signed; until then it is a draft.</summary>
    public DateOnly? SignedOn { get; set; }

    /// <summary>For optimistic locking: two administrators must not overwrite one another.</summary>
    public int Version { get; set; }

    public AgreementState On(DateOnly day) =>
        EndedOn <= day ? AgreementState.Ended
        : SignedOn is null ? AgreementState.Draft
        : day < StartsOn ? AgreementState.NotYet
        : day > ReviewOn ? AgreementState.PastReview
        : AgreementState.Active;
}

public static class AgreementsOnADay
{
    /// <summary>Those that share on the day: <see cref="AgreementState.Active"/>.</summary>
    public static IQueryable<SharingAgreement> ActiveOn(this IQueryable<SharingAgreement> agreements, DateOnly day) =>
        agreements.NotEndedOn(day).Where(a => a.SignedOn != null && a.StartsOn <= day && a.ReviewOn >= day);

    /// <summary>Drafts among them.</summary>
    public static IQueryable<SharingAgreement> NotEndedOn(this IQueryable<SharingAgreement> agreements, DateOnly day) =>
        agreements.Where(a => a.EndedOn == null || a.EndedOn > day);
}

/// <summary>An agency that has signed an agreement, and whether it gives, receives or both.</summary>
public sealed class AgreementParty
{
    public required Guid AgreementId { get; init; }
    public required Guid AgencyId { get; init; }
    public required bool Gives { get; set; }
    public required bool Receives { get; set; }

    /// <summary>The law this party handles what it is given under.</summary>
    public required Regime Regime { get; set; }
}

/// <summary>One class of data that an agreement covers for one purpose.</summary>
public sealed class AgreementScope
{
    public required Guid AgreementId { get; init; }
    public required DataClass Class { get; init; }
    public required Purpose Purpose { get; init; }
    public required SharingLevel Level { get; set; }
}

internal sealed class SharingAgreementMapping
    : IEntityTypeConfiguration<SharingAgreement>,
        IEntityTypeConfiguration<AgreementParty>,
        IEntityTypeConfiguration<AgreementScope>
{
    public void Configure(EntityTypeBuilder<SharingAgreement> agreement)
    {
        agreement.ToTable("sharing_agreements");
        agreement.Holds(Nature.Operational, "6 years after its end", "Says what agencies have agreed to share").Grants(app: Rights.All);
        agreement.HasIndex(a => a.Name).IsUnique();
        agreement.Property(a => a.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AgreementParty> party)
    {
        party.ToTable("agreement_parties");
        party.Holds(Nature.Operational, "6 years after its end", "Says who has agreed").Grants(app: Rights.All);
        party.HasKey(p => new { p.AgreementId, p.AgencyId });
        party.HasIndex(p => p.AgencyId);
    }

    public void Configure(EntityTypeBuilder<AgreementScope> scope)
    {
        scope.ToTable("agreement_scopes");
        scope.Holds(Nature.Operational, "6 years after its end", "Says what is shared and for what").Grants(app: Rights.All);
        scope.HasKey(s => new
        {
            s.AgreementId,
            s.Class,
            s.Purpose,
        });
    }
}
