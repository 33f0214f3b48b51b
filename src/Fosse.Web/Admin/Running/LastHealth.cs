using Fosse.Storage;

namespace Fosse.Web.Admin.Running;

/// <summary>What was found when somebody last looked whether the house is in order.</summary>
public sealed record HealthSeen(DateTimeOffset At, IReadOnlyList<Finding> Findings)
{
    public int Unwell => Findings.Count(f => !f.Well);
}

/// <summary>Kept in memory: to look takes minutes where there are many files, and every start is a reason to look anew.</summary>
public sealed class LastHealth
{
    private volatile HealthSeen? last;

    public HealthSeen? Last => last;

    public void Saw(HealthSeen seen) => last = seen;
}
