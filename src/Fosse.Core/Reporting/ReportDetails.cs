using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>What a reporter told, behind the wall. The subject is the record; who they are stands in its person's details.</summary>
public sealed class ReportDetails : IPersonal
{
    public required Guid Subject { get; init; }

    /// <summary>What was done and seen.</summary>
    public required SealedText Behaviour { get; set; }

    /// <summary>What somebody looked like; never without the behaviour.</summary>
    public SealedText? Looks { get; set; }

    /// <summary>Answers to the questions of the category, as JSON by code.</summary>
    public SealedText? Answers { get; set; }

    /// <summary>The place in words.</summary>
    public SealedText? Place { get; set; }

    /// <summary>The true point, "longitude latitude" in degrees (WGS 84): it never leaves the partner face.</summary>
    public SealedText? Point { get; set; }

    /// <summary>When, as it was told.</summary>
    public SealedText? Happened { get; set; }

    /// <summary>The key of the box in which letters lie for the reporter, in base 64, so that staff can put some in.</summary>
    public required SealedText BoxKey { get; set; }
}

/// <summary>A photo or paper that came with a report: its content lies locked in the file store.</summary>
public sealed class ReportFile : IPersonal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid Subject { get; init; }

    /// <summary>A <see cref="DraftFile"/> as JSON: what it is and the key that opens it.</summary>
    public required SealedText About { get; set; }
}

/// <summary>Which files of the store came with which report, so that they go with it.</summary>
public sealed class ReportUpload
{
    public required string File { get; init; }
    public required Guid RecordId { get; init; }
}

/// <summary>What was said between staff and the reporter, as staff read it.</summary>
public sealed class ReportMessage : IPersonal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid Subject { get; init; }
    public required DateTimeOffset At { get; init; }
    public required MessageKind Kind { get; init; }

    /// <summary>Who of the staff wrote it; none where the reporter did.</summary>
    public Guid? By { get; init; }
    public required SealedText Words { get; set; }
}

/// <summary>What a message is for: a reply stops the clock, a question does not, a note is for staff alone, and a notice says what became
/// of the report.</summary>
public enum MessageKind
{
    Reply,
    Question,
    Note,
    FromReporter,
    Withdrawal,
    Reopening,
    Notice,

    /// <summary>Not words: the number of a pair, by which a box knows that it was joined with another.</summary>
    Joined,
}

internal sealed class ReportDetailsMapping
    : IEntityTypeConfiguration<ReportDetails>,
        IEntityTypeConfiguration<ReportFile>,
        IEntityTypeConfiguration<ReportUpload>,
        IEntityTypeConfiguration<ReportMessage>
{
    public void Configure(EntityTypeBuilder<ReportDetails> details)
    {
        details.ToTable("p_report_details");
        details
            .Holds(Nature.Personal, "as its record", "What a reporter told; sealed")
            .Column(d => d.Subject, "Joins the words to their report", nature: Nature.Pseudonym)
            .Column(d => d.BoxKey, "Lets staff put letters into the box of the reporter; sealed")
            .Grants(app: Rights.All, face: Rights.Insert);
        details.HasKey(d => d.Subject);
    }

    public void Configure(EntityTypeBuilder<ReportFile> file)
    {
        file.ToTable("p_report_files");
        file.Holds(Nature.Pseudonym, "as its record", "Joins a photo or paper to its report")
            .Column(f => f.About, "What a photo or paper is and what opens it; sealed", nature: Nature.Personal)
            .Grants(app: Rights.All, face: Rights.Insert);
        file.HasIndex(f => f.Subject);
    }

    public void Configure(EntityTypeBuilder<ReportUpload> upload)
    {
        upload.ToTable("report_uploads");
        upload
            .Holds(Nature.Operational, "24 months", "Finds the locked files that go when a report goes")
            .NamesFile(u => u.File)
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        upload.HasKey(u => u.File);
        upload.HasIndex(u => u.RecordId);
    }

    public void Configure(EntityTypeBuilder<ReportMessage> message)
    {
        message.ToTable("p_report_messages");
        message
            .Holds(Nature.Pseudonym, "as its record", "Says who of the staff wrote when")
            .Column(m => m.Words, "What was said between staff and reporter; sealed", nature: Nature.Personal)
            .Grants(app: Rights.All, face: Rights.Insert);
        message.HasIndex(m => m.Subject);
    }
}
