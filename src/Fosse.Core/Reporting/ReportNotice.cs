using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>
/// A letter that was locked for the box of a reporter when the report came, since nobody of the house may open the box later. It is put in
/// where the
/// threshold is met, and thrown away where it is not. The public face puts it here and cannot take it out.
/// </summary>
public sealed class ReportNotice
{
    public required Guid RecordId { get; init; }
    public required Guid LetterId { get; init; }
    public required byte[] Locked { get; init; }
}

/// <summary>How often a person and a home have reported within the months of the rule, as staff see it. It names neither.</summary>
public sealed class ReportRepeats
{
    public required Guid RecordId { get; init; }

    /// <summary>Reports of the same person that count, this one included.</summary>
    public required int SamePerson { get; set; }

    /// <summary>Reports of the same home, by whomever: for staff alone.</summary>
    public required int SameHome { get; set; }
    public required DateTimeOffset CountedAt { get; set; }

    /// <summary>When the reporter was told that they may ask for a Case Review.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

internal sealed class ReportNoticeMapping : IEntityTypeConfiguration<ReportNotice>, IEntityTypeConfiguration<ReportRepeats>
{
    public void Configure(EntityTypeBuilder<ReportNotice> notice)
    {
        notice.ToTable("report_notices");
        notice
            .Holds(
                Nature.Locked,
                "until it is counted",
                "A letter for the reporter alone that is put in or thrown away when repeats are counted"
            )
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        notice.HasKey(n => n.RecordId);
    }

    public void Configure(EntityTypeBuilder<ReportRepeats> repeats)
    {
        repeats.ToTable("records_repeated");
        repeats
            .Holds(Nature.Pseudonym, "24 months", "Tells staff how often a person and a home have reported; the public face cannot read it")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Deleted);
        repeats.HasKey(r => r.RecordId);
    }
}
