using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>A state of the facts. Whatever is computed names the version it was computed from; same version, same numbers.</summary>
public sealed class DataVersion
{
    public int Id { get; private init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What changed: "recorded crime 2022-10 imported".</summary>
    public required string What { get; init; }
}

/// <summary>Asks for the state of the facts.</summary>
public static class DataVersions
{
    /// <returns>The newest version, or null while nothing has been imported.</returns>
    public static Task<DataVersion?> Current(SafetyDb db, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<DataVersion>().AsNoTracking().OrderByDescending(v => v.Id).FirstOrDefaultAsync(stop);
    }
}

internal sealed class DataVersionMapping : IEntityTypeConfiguration<DataVersion>
{
    public void Configure(EntityTypeBuilder<DataVersion> version)
    {
        version.ToTable("data_versions");
        version
            .Holds(Nature.Operational, "for ever", "Names the state of the facts a number was computed from")
            .Column(v => v.At, "Says when the facts changed")
            .Column(v => v.What, "Says what changed without naming anyone")
            .Grants(app: Rights.All, face: Rights.Select);
    }
}
