using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Partnership;

public enum AgencyKind
{
    Police,
    Council,
    Fire,
    Health,
    Housing,
    School,
    Firm,
    Voluntary,
}

/// <summary>The law an agency handles personal data under: the general regime, or that for law enforcement (DPA 2018 Part 3).</summary>
public enum Regime
{
    UkGdpr,
    LawEnforcement,
}

/// <summary>A member of the partnership. When it leaves, nobody of it is let in any more.</summary>
public sealed class Agency : IStanding, IMember
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required AgencyKind Kind { get; set; }
    public required Regime Regime { get; set; }

    /// <summary>Whom another agency asks: a post or a shared mailbox, not a person.</summary>
    public required string Contact { get; set; }
    public required DateOnly JoinedOn { get; set; }

    /// <summary>The first day on which it is no member any more.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>For optimistic locking: two administrators must not overwrite one another.</summary>
    public int Version { get; set; }
}

/// <summary>People of one agency who work together, and the areas they look after.</summary>
public sealed class Team : IStanding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AgencyId { get; init; }
    public required string Name { get; set; }

    /// <summary>For optimistic locking, as with an agency.</summary>
    public int Version { get; set; }
}

/// <summary>An area that a team looks after.</summary>
public sealed class TeamArea : IStanding
{
    public required Guid TeamId { get; init; }
    public required int AreaId { get; init; }
}

internal sealed class AgencyMapping : IEntityTypeConfiguration<Agency>, IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<TeamArea>
{
    public void Configure(EntityTypeBuilder<Agency> agency)
    {
        agency.ToTable("agencies");
        agency
            .Holds(Nature.Operational, "6 years after leaving", "Says who is a member of the partnership")
            .Column(a => a.Version, "Keeps two administrators from overwriting one another", keep: "as long as the row")
            .Grants(app: Rights.All)
            .GrantsFace(Rights.Select, a => a.Id, a => a.Kind, a => a.Name, a => a.JoinedOn, a => a.LeftOn);
        agency.HasIndex(a => a.Name).IsUnique();
        agency.Property(a => a.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Team> team)
    {
        team.ToTable("teams");
        team.Holds(Nature.Operational, "while the agency is a member", "Says who looks after which areas")
            .Column(t => t.Version, "Keeps two administrators from overwriting one another", keep: "as long as the row")
            .Grants(app: Rights.All)
            .GrantsFace(Rights.Select, t => t.Id, t => t.AgencyId, t => t.Name);
        team.HasIndex(t => new { t.AgencyId, t.Name }).IsUnique();
        team.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TeamArea> area)
    {
        area.ToTable("team_areas");
        area.Holds(Nature.Operational, "while the agency is a member", "Says who looks after which areas")
            .Grants(app: Rights.All, face: Rights.Select);
        area.HasKey(a => new { a.TeamId, a.AreaId });
    }
}
