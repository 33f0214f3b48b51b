using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Reporting;

/// <summary>
/// Settings under <c>CaseReview</c>: when somebody may ask for an ASB Case Review (Anti-social Behaviour, Crime and Policing Act 2014,
/// section 104).
/// Each council sets its own threshold; one that is not named under <see cref="Councils"/> has that of the county.
/// </summary>
public sealed record CaseReviewOptions
{
    public const string Section = "CaseReview";

    [Description(
        "so many reports that somebody showed to be theirs make them be told that they may ask for an ASB Case Review "
            + "([how](../methods/repeat-victims.md))"
    )]
    [Range(2, 20)]
    public int Reports { get; set; } = 3;

    [Description("within so many months")]
    [Range(1, 24)]
    public int Months { get; set; } = 6;

    [Description("each sent within so many months of when it happened")]
    [Range(1, 12)]
    public int ReportedWithinMonths { get; set; } = 1;

    [Description("whether one hate incident is enough")]
    public bool HateIncident { get; set; } = true;

    [Description("whether the reporter is told by a letter in their box; else staff see the flag and tell them")]
    public bool Tell { get; set; } = true;

    [Description("how to ask for one, in a sentence or two of the letter")]
    public string How { get; set; } = "Ask your council for an ASB Case Review.";

    [Description(
        "of a council that does it otherwise, by the code of its district, any of the above: `CaseReview:Councils:E07000130:Reports`"
    )]
    public IReadOnlyDictionary<string, CouncilCaseReview> Councils { get; set; } =
        new Dictionary<string, CouncilCaseReview>(StringComparer.OrdinalIgnoreCase);

    public CaseReviewRule RuleOf(string? district)
    {
        var own = district is not null && Councils.TryGetValue(district, out var council) ? council : new();
        return new(
            own.Reports ?? Reports,
            own.Months ?? Months,
            own.ReportedWithinMonths ?? ReportedWithinMonths,
            own.HateIncident ?? HateIncident,
            own.Tell ?? Tell,
            own.How ?? How
        );
    }
}

/// <summary>What a council does otherwise; what is not set is as in the county.</summary>
public sealed record CouncilCaseReview
{
    public int? Reports { get; set; }
    public int? Months { get; set; }
    public int? ReportedWithinMonths { get; set; }
    public bool? HateIncident { get; set; }
    public bool? Tell { get; set; }
    public string? How { get; set; }
}

/// <summary>The rule of one council.</summary>
public sealed record CaseReviewRule(int Reports, int Months, int ReportedWithinMonths, bool HateIncident, bool Tell, string How);
