using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>The box of one report, in which letters lie for its reporter. It opens with their secret, which is stored nowhere.</summary>
public sealed class ReportBox
{
    public required Guid RecordId { get; init; }

    /// <summary>The key of the box, wrapped by the secret.</summary>
    public required byte[] Wrapped { get; init; }
}

/// <summary>A letter to or from a reporter, locked with the key of their box.</summary>
public sealed class ReportLetter
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RecordId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required MessageKind Kind { get; init; }
    public required byte[] Locked { get; init; }
}

internal sealed class ReportBoxMapping : IEntityTypeConfiguration<ReportBox>, IEntityTypeConfiguration<ReportLetter>
{
    public void Configure(EntityTypeBuilder<ReportBox> box)
    {
        box.ToTable("report_boxes");
        box.Holds(Nature.Locked, "24 months", "Lets a reporter open their letters with a code that is stored nowhere")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        box.HasKey(b => b.RecordId);
    }

    public void Configure(EntityTypeBuilder<ReportLetter> letter)
    {
        letter.ToTable("report_letters");
        letter
            .Holds(Nature.Locked, "24 months", "Letters to and from a reporter: only the code opens them")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        letter.HasIndex(l => new { l.RecordId, l.At });
    }
}
