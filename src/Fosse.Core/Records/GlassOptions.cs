using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Records;

/// <summary>Settings under <c>Glass</c>: how often somebody may open a record in an emergency, without leave.</summary>
public sealed record GlassOptions : IValidatableObject
{
    public const string Section = "Glass";

    [Description("times that one person may open records in an emergency within an hour")]
    [Range(1, 100)]
    public int AnHour { get; set; } = 3;

    [Description("the same within 24 hours")]
    [Range(1, 1_000)]
    public int ADay { get; set; } = 6;

    [Description("their emergencies that may wait for a review before there is another")]
    [Range(1, 100)]
    public int Waiting { get; set; } = 3;

    [Description("after one emergency the same person waits so long for the next")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMinutes(1);

    [Description("different words that the reason for a second emergency within an hour has at least; the third has twice as many")]
    [Range(3, 100)]
    public int MoreWords { get; set; } = 8;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Pause < TimeSpan.Zero || Pause > TimeSpan.FromHours(1))
            yield return new("Glass:Pause must be between nothing and an hour.", [nameof(Pause)]);
    }
}
