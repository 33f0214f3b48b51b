using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>A reporter's box was opened in a browser and closed there: whoever has copied what opened it opens nothing any more.</summary>
public sealed class ClosedVisit
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>By chance, made when it was opened; it says nothing of which box.</summary>
    public required Guid Visit { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class ClosedVisitMapping : IEntityTypeConfiguration<ClosedVisit>
{
    public void Configure(EntityTypeBuilder<ClosedVisit> visit)
    {
        visit.ToTable("closed_visits");
        visit
            .Holds(Nature.Operational, "1 day", "Says which openings of boxes were closed: a number by chance")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert);
        visit.HasIndex(v => v.Visit);
    }
}
