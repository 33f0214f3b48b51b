using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Triage;

/// <summary>
/// One deed in the history of a report. It names staff and agencies and nobody of the public, so that the history can be read without
/// opening the report; the words that went with it lie behind the wall.
/// </summary>
public sealed class ReportDeed
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid By { get; init; }
    public required DeedKind Kind { get; init; }

    /// <summary>Whom or what it was about: a colleague, an agency and by which right, a reference, a matter's number.</summary>
    public string About { get; init; } = "";

    /// <summary>Of what was put right: the codes of the place, the category or the team as they were, and as they are since.</summary>
    public string ValueBefore { get; init; } = "";
    public string ValueAfter { get; init; } = "";
}

internal sealed class ReportDeedMapping : IEntityTypeConfiguration<ReportDeed>
{
    // The name begins as those of the records do, so that the database shuts it to the public face with them.
    public void Configure(EntityTypeBuilder<ReportDeed> deed)
    {
        deed.ToTable("records_deeds");
        deed.Holds(Nature.Staff, "24 months", "Says what was done with a report and by whom of the staff: no word of the report")
            .Column(d => d.Id, "Tells the deeds apart")
            .Column(d => d.About, "Names the colleague or agency or matter that it was about: nobody of the public")
            .Column(
                d => d.ValueBefore,
                "Keeps the codes of the areas or the category or the team as they were before somebody put them right"
            )
            .Column(d => d.ValueAfter, "Keeps the codes of the areas or the category or the team as somebody put them right")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        deed.HasIndex(d => new { d.RecordId, d.At });
    }
}
