using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>Where a reporter is told by mail that there is something to read: only where they said that nobody else reads that
/// mailbox.</summary>
public sealed class ReportMail : IPersonal
{
    public required Guid Subject { get; init; }
    public required SealedText Address { get; set; }
}

/// <summary>When a mail about a report is due, and when the last one went. It says to nobody whom it is for.</summary>
public sealed class ReportMailing
{
    public required Guid RecordId { get; init; }

    /// <summary>The hours that are safe, in minutes after midnight.</summary>
    public int? FromMinute { get; init; }
    public int? UntilMinute { get; init; }

    /// <summary>None where there is nothing to tell.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>How often in a row the server did not take it.</summary>
    public int Failures { get; set; }

    public MailWindow Window => new(FromMinute, UntilMinute);
}

internal sealed class ReportMailMapping : IEntityTypeConfiguration<ReportMail>, IEntityTypeConfiguration<ReportMailing>
{
    public void Configure(EntityTypeBuilder<ReportMail> mail)
    {
        mail.ToTable("p_report_mails");
        mail.Holds(Nature.Pseudonym, "as its record", "Joins an address to its report")
            .Column(
                m => m.Address,
                "Where a reporter who asked for it is told that there is something to read; sealed",
                nature: Nature.Personal
            )
            .Grants(app: Rights.All, face: Rights.Insert);
        mail.HasKey(m => m.Subject);
    }

    public void Configure(EntityTypeBuilder<ReportMailing> mailing)
    {
        mailing.ToTable("report_mailings");
        mailing
            .Holds(Nature.Pseudonym, "24 months", "Says when a mail is due and when one went")
            .Column(m => m.FromMinute, "Says between which hours mail is safe")
            .Column(m => m.UntilMinute, "Says between which hours mail is safe")
            .Column(m => m.Failures, "Says how often the mail server did not take one", nature: Nature.Operational)
            .Grants(app: Rights.All, face: Rights.Insert)
            .Forgotten(WhenForgotten.Deleted);
        mailing.HasKey(m => m.RecordId);
        mailing.HasIndex(m => m.DueAt);
        mailing.Ignore(m => m.Window);
    }
}
