using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Web.Api.Open311;

/// <summary>Settings under <c>Open311</c>: what the discovery document says of this server.</summary>
public sealed record Open311Options : IValidatableObject
{
    public const string Section = "Open311";

    [Description(
        "the beginning of the site's addresses for other systems, such as `https://fosse.example`, as the [discovery "
            + "document](../standards/open311.md) tells it; empty: whatever name was asked for"
    )]
    public string? Address { get; set; }

    [Description("whom to ask about Open311: a post or a shared mailbox; empty: the partnership by its county's name")]
    public string? Contact { get; set; }

    [Description("how to come by a key; empty: a sentence that says to ask an administrator")]
    public string? KeyService { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (
            Address is { Length: > 0 } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0)
        )
            yield return new($"{Section}:Address is the beginning of the site's addresses, such as https://fosse.example.");
    }
}
