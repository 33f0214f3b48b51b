using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>When somebody in the district of one council may ask it for an ASB Case Review, as that council has set it. One that has set
/// nothing has what the settings say.</summary>
public sealed class CouncilRule
{
    /// <summary>The code of the district.</summary>
    public required string District { get; init; }
    public int Reports { get; set; }
    public int Months { get; set; }
    public int ReportedWithinMonths { get; set; }
    public bool HateIncident { get; set; }
    public bool Tell { get; set; }
    public string How { get; set; } = "";

    /// <summary>For optimistic locking: two administrators must not overwrite one another.</summary>
    public int Version { get; set; }

    public CaseReviewRule Rule => new(Reports, Months, ReportedWithinMonths, HateIncident, Tell, How);
}

internal sealed class CouncilRuleMapping : IEntityTypeConfiguration<CouncilRule>
{
    public void Configure(EntityTypeBuilder<CouncilRule> rule)
    {
        rule.ToTable("case_review_rules");
        rule.Holds(Nature.OpenData, "while in use", "Says when a council holds an ASB Case Review and how to ask for one")
            .Grants(app: Rights.All, face: Rights.Select);
        rule.HasKey(r => r.District);
        rule.Ignore(r => r.Rule);
        rule.Property(r => r.Version).IsConcurrencyToken();
    }
}
