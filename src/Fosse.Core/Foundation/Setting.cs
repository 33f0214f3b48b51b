using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>A fact of this county that came with its data rather than from its operator.</summary>
public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}

internal sealed class SettingMapping : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting)
    {
        setting.ToTable("settings");
        setting
            .Holds(Nature.Operational, "while in use", "Names the setting")
            .Column(s => s.Value, "Facts of the county such as its name and its sources")
            .Grants(app: Rights.All, face: Rights.Select);
        setting.HasKey(s => s.Key);
    }
}
