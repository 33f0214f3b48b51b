using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fosse.Foundation;

/// <summary>Settings under <c>Work</c>: how events and timetabled jobs are run.</summary>
public sealed record FoundationOptions
{
    public const string Section = "Work";

    [Description("how many events a worker takes at a time")]
    [Range(1, 10_000)]
    public int EventsPerRound { get; set; } = 50;

    [Description("how long a worker may hold one before another takes it for dead")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    [Description("the wait after a failure; it doubles with each further one")]
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(2);

    [Description("the wait never grows beyond this")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(30);

    [Description("after this many attempts a person should look")]
    [Range(1, 1_000)]
    public int StuckAfter { get; set; } = 8;

    [Description("how long a worker with nothing to do waits")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    internal TimeSpan WaitAfter(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        return wait < LongestWait ? wait : LongestWait;
    }
}
