using System.ComponentModel.DataAnnotations;

namespace Fosse.Intake.Requests;

/// <summary>Settings under <c>Intake</c>: imports that administrators ask for.</summary>
public sealed record IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>The folder below which administrators may choose folders to import; empty offers none.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Where files that were sent lie until their import has ended.</summary>
    [Required]
    public string Uploads { get; set; } = "uploads";

    /// <summary>The most bytes sent at a time.</summary>
    [Range(1, long.MaxValue)]
    public long Largest { get; set; } = 1L << 30;

    /// <summary>The most bytes that one zip may unpack to.</summary>
    [Range(1, long.MaxValue)]
    public long LargestUnpacked { get; set; } = 4L << 30;
}
