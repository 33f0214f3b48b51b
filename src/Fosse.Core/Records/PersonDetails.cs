using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Records;

/// <summary>Who a record is about, behind the wall. The subject is the record.</summary>
public sealed class PersonDetails : IPersonal
{
    public required Guid Subject { get; init; }
    public required SealedText Name { get; set; }
    public SealedText? BornOn { get; set; }
    public SealedText? Address { get; set; }
    public SealedText? Telephone { get; set; }
    public SealedText? Email { get; set; }

    /// <summary>When and how they can be reached without putting them in danger.</summary>
    public SealedText? SafeContact { get; set; }
    public SealedText? Notes { get; set; }
}

internal sealed class PersonDetailsMapping : IEntityTypeConfiguration<PersonDetails>
{
    public void Configure(EntityTypeBuilder<PersonDetails> details)
    {
        details.ToTable("p_person_details");
        details
            .Holds(Nature.Personal, "as its retention rule says", "Who a record is about")
            .Column(d => d.Subject, nature: Nature.Pseudonym)
            .Grants(app: Rights.All, face: Rights.Insert);
        details.HasKey(d => d.Subject);
    }
}
