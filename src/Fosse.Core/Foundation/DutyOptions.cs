using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Foundation;

/// <summary>Settings under <c>Duty</c>: who is called when something must not wait.</summary>
public sealed record DutyOptions : IValidatableObject
{
    public const string Section = "Duty";

    [Description(
        "the mailbox of whoever is on duty: told within a quarter of an hour of guessing at sign-ins, and of stuck, failing or late work; "
            + "within a minute of an urgent report, and again while nobody has looked at it"
    )]
    public string To { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To.Length > 0 && !Mailbox.Is(To))
            yield return new($"{Section}:To is one mailbox, such as duty@county.example.");
    }
}
