using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Reporting;

/// <summary>Settings under <c>Urgent</c>: how soon somebody looks at a report with somebody at risk in it, and answers it.</summary>
public sealed record UrgentOptions : IValidatableObject
{
    public const string Section = "Urgent";

    [Description(
        "a report of hate, of a threat, or of a child or an adult at risk is to be looked at within so long; whoever is on duty is woken "
            + "at once, and again each time that it has passed"
    )]
    public TimeSpan LookWithin { get; set; } = TimeSpan.FromHours(1);

    [Description("and is to be answered within so long; the public promise of 72 hours is counted as for every report")]
    public TimeSpan ReplyWithin { get; set; } = TimeSpan.FromHours(24);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LookWithin < TimeSpan.FromMinutes(5) || LookWithin > TimeSpan.FromDays(1))
            yield return new("Urgent:LookWithin must be between five minutes and a day.", [nameof(LookWithin)]);
        if (ReplyWithin < LookWithin || ReplyWithin > ReplyClock.Rule.Length.Time)
            yield return new("Urgent:ReplyWithin must be between Urgent:LookWithin and 72 hours.", [nameof(ReplyWithin)]);
    }
}
