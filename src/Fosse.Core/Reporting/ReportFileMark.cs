using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>By what the same photo or paper is known again: a number that only the holder of the search key can make from the content. The
/// public face puts it in and cannot take it out.</summary>
public sealed class ReportFileMark
{
    public required string File { get; init; }
    public required Guid RecordId { get; init; }
    public required long Mark { get; init; }
}

internal sealed class ReportFileMarkMapping : IEntityTypeConfiguration<ReportFileMark>
{
    public void Configure(EntityTypeBuilder<ReportFileMark> mark)
    {
        mark.ToTable("report_file_marks");
        mark.Holds(
                Nature.Pseudonym,
                "24 months",
                "Shows that the same photo or paper came with two reports; by a key that is not in the database"
            )
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        mark.HasKey(m => m.File);
        mark.HasIndex(m => m.RecordId);
        mark.HasIndex(m => m.Mark);
    }
}
