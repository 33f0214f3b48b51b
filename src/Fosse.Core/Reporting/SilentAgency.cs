using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>A member in which nobody may read reports today: nothing is sent to it, for nobody would answer.</summary>
public sealed class SilentAgency : IStanding
{
    public required Guid AgencyId { get; init; }
    public required DateTimeOffset Since { get; init; }
}

internal sealed class SilentAgencyMapping : IEntityTypeConfiguration<SilentAgency>
{
    public void Configure(EntityTypeBuilder<SilentAgency> agency)
    {
        agency.ToTable("silent_agencies");
        agency
            .Holds(Nature.Operational, "while nobody there may read reports", "Sends no report to where nobody answers")
            .Grants(app: Rights.Select | Rights.Insert | Rights.Delete, face: Rights.Select);
        agency.HasKey(a => a.AgencyId);
    }
}
