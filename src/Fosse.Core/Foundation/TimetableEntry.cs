using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>When a job that runs by the clock is next due, and how it went last.</summary>
public sealed class TimetableEntry
{
    public required string Name { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? StartedAt { get; private init; }
    public DateTimeOffset? FinishedAt { get; private init; }

    /// <summary>How many times it has failed in a row.</summary>
    public int Failures { get; private init; }

    /// <summary>The type of the last failure, and nothing of its message.</summary>
    public string? LastFailure { get; private init; }

    /// <summary>A worker has it in hand.</summary>
    public bool IsRunning(DateTimeOffset now) =>
        StartedAt is { } started && (FinishedAt is not { } finished || finished < started) && DueAt > now;

    /// <summary>So long past its time that no worker can be at work.</summary>
    public bool IsLate(DateTimeOffset now) => now - DueAt > LateAfter;

    /// <summary>A worker looks every few seconds; what waits this long waits for nobody.</summary>
    public static TimeSpan LateAfter { get; } = TimeSpan.FromHours(1);
}

internal sealed class TimetableMapping : IEntityTypeConfiguration<TimetableEntry>
{
    public void Configure(EntityTypeBuilder<TimetableEntry> entry)
    {
        entry.ToTable("timetable");
        entry
            .Holds(Nature.Operational, "while in use", "Names the job")
            .Column(e => e.DueAt, "Says when the job runs next")
            .Column(e => e.StartedAt, "Shows when the job last began")
            .Column(e => e.FinishedAt, "Shows when the job last ended")
            .Column(e => e.Failures, "Shows a job that keeps failing")
            .Column(e => e.LastFailure, "Names the type of the last failure and nothing of its message")
            .Grants(app: Rights.All, face: Rights.Select);
        entry.HasKey(e => e.Name);
    }
}
