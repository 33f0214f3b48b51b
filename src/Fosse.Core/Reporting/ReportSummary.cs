using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>
/// What staff wrote of a matter for everybody to read: the only words about a report that are ever public. It has a number of its own,
/// so that nobody can tell from it which report it came from, and names no finer place than a small area.
/// </summary>
public sealed class ReportSummary
{
    /// <summary>What the public calls it, such as "M-7K2M-9QXD". Open311 calls it the service request id.</summary>
    public required string Number { get; init; }
    public required string Category { get; set; }

    /// <summary>In the words of staff, who have read them over for names and places.</summary>
    public required string Words { get; set; }

    /// <summary>The small area (LSOA) that it is shown in; none where it is not shown anywhere.</summary>
    public int? LsoaId { get; set; }
    public required string AgencyName { get; set; }

    /// <summary>The day from which it counts; never the hour.</summary>
    public required DateOnly Since { get; set; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What came of it, in the words of staff.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>Taken back: shown nowhere any more.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>For optimistic locking: two officers must not overwrite one another.</summary>
    public int Version { get; set; }
}

/// <summary>Which reports a public matter is about. The public face cannot read it.</summary>
public sealed class SummarisedReport
{
    public required Guid RecordId { get; init; }
    public required string Number { get; init; }
}

internal sealed class ReportSummaryMapping : IEntityTypeConfiguration<ReportSummary>, IEntityTypeConfiguration<SummarisedReport>
{
    public void Configure(EntityTypeBuilder<ReportSummary> summary)
    {
        summary.ToTable("report_summaries");
        summary
            .Holds(Nature.OpenData, "24 months after it is closed", "What staff wrote of a matter for everybody to read")
            .Grants(app: Rights.All, face: Rights.Select)
            .Forgotten(WhenForgotten.Kept);
        summary.HasKey(s => s.Number);
        summary.Property(s => s.Version).IsConcurrencyToken();
        summary.HasIndex(s => s.LsoaId);
        summary.HasIndex(s => s.UpdatedAt);
    }

    public void Configure(EntityTypeBuilder<SummarisedReport> report)
    {
        report.ToTable("records_summarised");
        report
            .Holds(Nature.Pseudonym, "24 months", "Joins a public matter to its reports; the public face cannot read it")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        report.HasKey(r => r.RecordId);
        report.HasIndex(r => r.Number);
    }
}
