using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>
/// A letter that was locked for the box of a reporter when the report came, since nobody of the house may open the box later. It is put in
/// when the threshold is met, at once or after the reporter has shown what else is theirs. The public face puts it here and cannot take it
/// out.
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

    /// <summary>Reports that count and that the reporter showed to be theirs, this one included. Of these alone are they told.</summary>
    public required int Proved { get; set; }

    /// <summary>The same, and those in which the same person was typed: for staff alone, for anybody can type it.</summary>
    public required int SamePerson { get; set; }

    /// <summary>How many of them are possibly the same person's, and not proved so.</summary>
    public int Possible => Math.Max(0, SamePerson - Proved);

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
            .Holds(Nature.Locked, "24 months", "A letter for the reporter alone that is put in when enough reports are shown to be theirs")
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        notice.HasKey(n => n.RecordId);
    }

    public void Configure(EntityTypeBuilder<ReportRepeats> repeats)
    {
        repeats.ToTable("records_repeated");
        repeats
            .Holds(Nature.Pseudonym, "24 months", "Tells staff how often a person and a home have reported; the public face cannot read it")
            .Column(r => r.Proved, "Tells staff how many the reporter showed to be theirs")
            .Column(r => r.SamePerson, "Tells staff how many are theirs or possibly theirs by what was typed")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Deleted);
        repeats.HasKey(r => r.RecordId);
        repeats.Ignore(r => r.Possible);
    }
}
