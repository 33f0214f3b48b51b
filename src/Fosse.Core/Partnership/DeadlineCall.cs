using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Partnership;

/// <summary>That somebody was woken for what is owed, so that they are woken again in time and not all the time.</summary>
public sealed class DeadlineCall
{
    public required DeadlineKind Kind { get; init; }
    public required Guid About { get; init; }

    /// <summary>Until when it is owed; where that changes, they are woken anew.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public required Guid AgencyId { get; set; }
    public required int Called { get; set; }
    public required DateTimeOffset LastAt { get; set; }
}

internal sealed class DeadlineCallMapping : IEntityTypeConfiguration<DeadlineCall>
{
    // The name begins as those of the records do, so that the database shuts it to the public face with them.
    public void Configure(EntityTypeBuilder<DeadlineCall> call)
    {
        call.ToTable("records_called_for");
        call.Holds(Nature.Operational, "until it is done", "Says for what somebody was woken by mail and how often: nobody of the public")
            .Grants(app: Rights.All)
            .Forgotten(WhenForgotten.Kept);
        call.HasKey(c => new { c.Kind, c.About });
    }
}
