using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Web.Hosting.Photos;

/// <summary>What building photos anew may cost.</summary>
internal sealed record PhotoOptions
{
    public const string Section = "Photos";

    [Description(
        "how many photos are built anew at a time, each in a process of its own; the others wait. Each takes a processor for "
            + "half a second and up to half a gigabyte"
    )]
    [Range(1, 64, ErrorMessage = "Photos:AtOnce must be from 1 to 64.")]
    public int AtOnce { get; init; } = 2;

    [Description("how long one photo may take before its process is ended and it is refused")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    [Description("how much memory such a process may have, in bytes (Linux); a photo of 50 million pixels needs 480 MB")]
    [Range(64 * 1024 * 1024, long.MaxValue, ErrorMessage = "Photos:Memory must be at least 67108864 bytes.")]
    public long Memory { get; init; } = 1024L * 1024 * 1024;
}
