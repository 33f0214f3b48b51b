using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Chronology;

/// <summary>Somebody has said that two records belong together: a report and the record that it led to. It holds for both.</summary>
public sealed class RecordLink
{
    public required Guid RecordId { get; init; }
    public required Guid OtherId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid By { get; init; }
}

internal sealed class RecordLinkMapping : IEntityTypeConfiguration<RecordLink>
{
    /// <summary>Of two that belong together, the other must not keep that there was this one.</summary>
    internal static readonly ForgettingStep Forgets = new(
        "records_links",
        (db, subject, _, stop) =>
            db is SafetyDb
                ? db.Set<RecordLink>().Where(l => l.RecordId == subject || l.OtherId == subject).ExecuteDeleteAsync(stop)
                : Task.FromResult(0)
    );

    public void Configure(EntityTypeBuilder<RecordLink> link)
    {
        link.ToTable("records_links");
        link.Holds(Nature.Pseudonym, "as long as both records", "Says that two records belong together")
            .Column(l => l.By, "Says who found that they do", nature: Nature.Staff)
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Deleted);
        link.HasKey(l => new { l.RecordId, l.OtherId });
        link.HasIndex(l => l.OtherId);
    }
}
