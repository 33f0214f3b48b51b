using System.ComponentModel.DataAnnotations;

namespace Fosse.Foundation;

/// <summary>Settings under <c>Work</c>: how events and timetabled jobs are run.</summary>
public sealed record FoundationOptions
{
    public const string Section = "Work";

    /// <summary>How many events one round takes.</summary>
    [Range(1, 10_000)]
    public int EventsPerRound { get; set; } = 50;

    /// <summary>How long a worker may hold an event or a job before another takes it for dead.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The wait never grows beyond this.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After this many attempts an event counts as stuck: it is still tried, and a person should look.</summary>
    [Range(1, 1_000)]
    public int StuckAfter { get; set; } = 8;

    /// <summary>How long a worker with nothing to do waits before it looks again.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    internal TimeSpan WaitAfter(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        return wait < LongestWait ? wait : LongestWait;
    }
}
