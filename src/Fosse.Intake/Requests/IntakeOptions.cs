using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Intake.Requests;

/// <summary>Settings under <c>Intake</c>: imports that administrators ask for.</summary>
public sealed record IntakeOptions
{
    public const string Section = "Intake";

    [Description(
        "the folder below which administrators may choose folders to import, for the hosts of the admin face and of the worker "
            + "alike; links in it are not followed. Empty: none is offered"
    )]
    public string Folder { get; set; } = "";

    [Description(
        "where files sent for an import lie until it has ended; where the admin face and the worker are on several hosts, one "
            + "folder that both see"
    )]
    [Required]
    public string Uploads { get; set; } = "uploads";

    [Description("the most bytes sent for an import at a time. A web server in front must let as much through")]
    [Range(1d, 1125899906842624d, ErrorMessage = "Intake:Largest must be from 1 to 1125899906842624 bytes.")]
    public long Largest { get; set; } = 1L << 30;

    [Description("the most bytes that one zip may unpack to")]
    [Range(1d, 1125899906842624d, ErrorMessage = "Intake:Largest must be from 1 to 1125899906842624 bytes.")]
    public long LargestUnpacked { get; set; } = 4L << 30;
}
