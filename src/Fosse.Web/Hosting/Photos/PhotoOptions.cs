using System.ComponentModel.DataAnnotations;

namespace Fosse.Web.Hosting.Photos;

/// <summary>What building photos anew may cost.</summary>
internal sealed record PhotoOptions
{
    public const string Section = "Photos";

    [Range(1, 64, ErrorMessage = "Photos:AtOnce must be from 1 to 64.")]
    public int AtOnce { get; init; } = 2;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    [Range(64 * 1024 * 1024, long.MaxValue, ErrorMessage = "Photos:Memory must be at least 67108864 bytes.")]
    public long Memory { get; init; } = 1024L * 1024 * 1024;
}
