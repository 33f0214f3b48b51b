using System.ComponentModel.DataAnnotations;

namespace Fosse.Web.Api.Open311;

/// <summary>Settings under <c>Open311</c>: what the discovery document says of this server.</summary>
public sealed record Open311Options : IValidatableObject
{
    public const string Section = "Open311";

    /// <summary>The beginning of the site's addresses for other systems, such as https://fosse.example; empty: whatever name was asked
    /// for.</summary>
    public string? Address { get; set; }

    /// <summary>Whom to ask about it: a post or a shared mailbox, not a person.</summary>
    public string? Contact { get; set; }

    /// <summary>How to come by a key.</summary>
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
